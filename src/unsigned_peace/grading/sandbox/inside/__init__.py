"""What runs on the far side of the wall, in the process that forks one child per notebook.

`forkserver` is that process; `template` runs the cells that open a notebook once for a class;
`worker` is a student's process and `checker` the other, which runs the tests; in both, `kernel`
runs cells. What they stand on has three folders: `walls`, `values`, and `proxies`, which only
knows `values`.

This package imports nothing of the rest of Unsigned Peace and nothing of nbgrader, so that any
Python with ipykernel can run it; psutil comes with IPython. As it goes by another name there, its
modules name each other by where they stand.
"""
