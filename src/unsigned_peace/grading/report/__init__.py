"""What a class made of an assignment: a notebook with figures, and the same numbers as CSV.

`read_class` reads the course, `statistics` reckons, `write_report` writes the files. `page` is for
the notebook: it needs nothing but the CSV files that lie beside it.
"""
