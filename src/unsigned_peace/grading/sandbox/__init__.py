"""Run notebooks that nobody has looked at: in children of a warm process, behind walls.

`server` starts that process and gives it orders, `executor` runs the cells of one notebook, and
`checking` the tests that run apart. `inside` is what runs behind the walls. Nothing here knows of
nbgrader or a gradebook.
"""
