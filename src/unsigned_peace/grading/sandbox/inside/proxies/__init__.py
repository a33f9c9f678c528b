"""Functions and objects that stay where they live, and are called from the other side."""
