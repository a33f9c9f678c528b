"""Grade a class with nbgrader's own steps, faster and behind walls.

The parent process reads, restores and writes: with nbgrader's preprocessors, in nbgrader's order,
so that the gradebook is the one that `nbgrader autograde` would write. Only the cells run
elsewhere, in the sandbox, and they run while the parent is busy with the next student.
"""
