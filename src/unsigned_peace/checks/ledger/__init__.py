"""What is wrong with the tables and the documents of `data/`."""
