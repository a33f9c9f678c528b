"""The students' copies of graded quizzes: which file is made from which, and what is in them.

`exercises/<problem set>.quiz.yml` is the bank with its key. `exercises/<problem set>/quiz.yml` is
made from it and has no key. It has the questions of every form; what goes out has those of one.
"""

from pathlib import Path

from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.forms import of_form
from unsigned_peace.quiz.keyless import keyless
from unsigned_peace.shared.atomic_file import AtomicFile

GRADED = ".quiz.yml"


def key_beside(source: Path) -> Path:
    """Where the bank with the key lies, for the problem set in the folder `source`.

    >>> key_beside(Path("exercises/ps1")).as_posix()
    'exercises/ps1.quiz.yml'
    """
    return source.with_name(source.name + GRADED)


def students_copy(key: Path) -> Path:
    """Where the copy without a key of the bank in `key` lies.

    >>> students_copy(Path("exercises/ps1.quiz.yml")).as_posix()
    'exercises/ps1/quiz.yml'
    """
    return key.parent / key.name.removesuffix(GRADED) / "quiz.yml"


def keyless_text(key: Path, form: str = "") -> str:
    """Give the text of the students' copy of the bank in `key`: all questions, or those of a form.

    Raises FileNotFoundError if there is no such bank, and BankError, which lists every problem
    at once, if it is not sound.
    """
    head = f"# Made from {key.name} by `unsigned-peace keyless`. Change that file, not this one.\n"
    bank = banks.load(key)
    return head + banks.dump(keyless(of_form(bank, form) if form else bank))


def write_copies(exercises: Path) -> int:
    """Write `<problem set>/quiz.yml` for each bank with a key; return 1 if one cannot be written.

    A bank without a folder is no problem set: questions for an exam have no copy.

    >>> write_copies(Path("no such folder"))
    There is no graded quiz (*.quiz.yml) in 'no such folder'.
    1
    """
    keys = sorted(exercises.glob(f"*{GRADED}"))
    if not keys:
        print(f"There is no graded quiz (*{GRADED}) in {str(exercises)!r}.")
        return 1
    failed = False
    for key in keys:
        if not students_copy(key).parent.is_dir():
            print(f"{key} has no folder of its name, so students get no copy of it.")
            continue
        try:
            AtomicFile(students_copy(key)).write(keyless_text(key))
            print(f"Wrote {students_copy(key)}")
        except (OSError, banks.BankError) as error:
            print(f"{key}: nothing written.\n{error}")
            failed = True
    return int(failed)
