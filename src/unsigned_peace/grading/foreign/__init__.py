"""Every place where we change, or lean on, the inside of somebody else's package.

Elsewhere the course uses what a package promises in its documentation. Here stands the rest, so
that one look shows what an update can break. The rules of this room:

- One module for each change. Its docstring says which package and which function, why we change
  it, and what is gained, as measured.
- A change is made inside a `with` block and taken back at its end, or once for a whole process
  before anything else loads. Nothing is changed by an import.
- `tests/grading/test_foreign_insides_are_as_we_know_them.py` holds a fingerprint of each foreign
  function that a change rests on. It fails when an update changes that function. Then read the new
  text, mend the module here, and write the new fingerprint.
- `pyproject.toml` has a ceiling for each such package: a new series is looked at before it comes.
- Where the right place for a change is the package itself, `docs/upstream.md` has the proposal.

Some modules elsewhere lean on insides as well, without changing them, and stand in the same test:
`engine/structure.py` and `engine/autograder.py` (nbgrader, nbconvert), `sandbox/executor.py`
(nbclient), `engine/submissions.py` and `own_work.py` (nbgrader), `shared/kernel_errors.py`
(IPython), and in `sandbox/inside` the modules `kernel.py` and `worker.py` (ipykernel, IPython,
jupyter_client), `values/pandas_forms.py` and `proxies/effects.py` (pandas).
`explore/site/build.py` rewrites texts of Sphinx and MyST-NB, and a test of the built site looks
for them. What is in `sandbox/inside` also runs in other Pythons, which do not have this package.
"""
