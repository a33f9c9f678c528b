"""For instructors: grade a class, mark what the machine cannot, export and report.

No notebook of a student loads this room. Its folders, lowest first:

- `foreign`: what we change in, or lean on inside, other people's packages.
- `sandbox`: processes behind walls that run notebooks and tests; `inside` is what runs in them.
- `engine`: a class through nbgrader's steps, with the sandbox in the place of its kernel.
- the modules here: steps of this course in nbgrader's pipeline (quiz, fact-check, game).
- `export`, `report`, `debriefing`: what comes out of the gradebook.
"""
