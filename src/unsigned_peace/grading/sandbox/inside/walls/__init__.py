"""What a process of a notebook can reach, and what is carried over of its files."""
