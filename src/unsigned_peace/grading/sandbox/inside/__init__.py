"""What runs on the far side of the wall, in the process that forks one child per notebook.

This package imports nothing of the rest of Unsigned Peace and nothing of nbgrader, so that any
Python with ipykernel can run it; psutil comes with IPython.
"""
