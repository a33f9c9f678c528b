"""What a class made of an assignment: a notebook with figures, and the same numbers as CSV.

`gather` reads the course, `statistics` reckons, `files` writes. `page` is for the notebook: it
needs nothing but the CSV files that lie beside it.
"""
