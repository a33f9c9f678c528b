"""Run notebooks that nobody has looked at: in children of a warm process, behind walls.

`inside` is what runs behind the wall. `pool` starts it and talks to it, `player` plays the cells
of one notebook and writes down what comes out. Nothing here knows of nbgrader or a gradebook.
"""
