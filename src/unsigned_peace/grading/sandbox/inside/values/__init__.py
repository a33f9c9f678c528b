"""Values as data: the form in which they cross, and what they are compared with on arrival."""
