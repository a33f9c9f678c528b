"""Quiz banks as files: YAML in, `Bank` out, and back.

A bank may be a practice bank (`data/quizzes/<notebook>.yml`), the instructor's bank of a graded
quiz (`exercises/<problem set>.quiz.yml`), or the keyless copy of the latter that students
receive, which says `keyless: true`.
"""

from collections.abc import Collection, Iterable
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from unsigned_peace import data
from unsigned_peace.quiz import bank_form, passages
from unsigned_peace.quiz.model import Bank, Kind, Mistake, Option, Pair, Question, Quiz
from unsigned_peace.shared.nearest import meant
from unsigned_peace.shared.problem import Problem

_GRADED = ".quiz.yml"
_PARTS = {"options": Option, "items": Option, "pairs": Pair, "mistakes": Mistake}


class BankError(ValueError):
    """A bank that cannot be used. `problems` holds everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems and say them all, a line each."""
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def folder() -> Path:
    """Return the folder of the practice banks, `data/quizzes`."""
    return data.folder() / "quizzes"


def names() -> list[str]:
    """Return the names of all practice banks, in the order of the notebooks."""
    return sorted(path.stem for path in folder().glob("*.yml"))


def load(path_or_name: str | Path) -> Bank:
    """Return the bank in a YAML file, or the practice bank of that name.

    Raises FileNotFoundError if there is none, and BankError, which lists every problem at once,
    if the file is not a sound bank. That its sources exist is checked by `problems` only.
    """
    file = _find(path_or_name).resolve()  # the same name is another file in another folder
    return _loaded(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _loaded(file: Path, changed: int) -> Bank:  # noqa: ARG001
    # A file that has changed is another question. Reading one takes a third of a second.
    raw, found = _read(file)
    if found:
        raise BankError(found)
    return _bank(raw)


def problems(path: str | Path, *, sources: Collection[str] | None = None) -> list[Problem]:
    """Return everything that is wrong with one bank, every problem at once.

    With `sources`, the ids of the sources table, each source id of the bank must be among them.
    """
    raw, found = _read(Path(path))
    if sources is not None and raw is not None:
        found += bank_form.unknown_sources(raw, Path(path).name, sources)
    return found


def all_problems(
    paths: Iterable[str | Path], *, sources: Collection[str] | None = None
) -> list[Problem]:
    """Return everything that is wrong with several banks, question ids used twice included.

    A keyless copy has the ids of its bank, so leave the copies out of `paths`.
    """
    paths = [Path(path) for path in paths]
    found = [problem for path in paths for problem in problems(path, sources=sources)]
    return found + bank_form.repeated_ids({path.name: bank_form.read(path)[0] for path in paths})


def dump(bank: Bank) -> str:
    """Return `bank` as YAML; reading it back gives an equal bank.

    >>> question = Question("city", Kind.TEXT, "Where?", keyed=False)
    >>> print(dump(Bank("ps2", "London", (Quiz("q", "Quiz", "1", (question,)),))), end="")
    notebook: ps2
    title: London
    keyless: true
    quizzes:
    - id: q
      title: Quiz
      section: '1'
      questions:
      - id: city
        kind: text
        prompt: Where?
    """
    quizzes = [
        {
            "id": quiz.id,
            "title": quiz.title,
            "section": quiz.section,
            "questions": [_plain(question) for question in quiz.questions],
        }
        for quiz in bank.quizzes
    ]
    head = {"notebook": bank.notebook, "title": bank.title}
    if not bank.keyed:
        head["keyless"] = True
    raw = {**head, "quizzes": quizzes}
    return yaml.safe_dump(raw, sort_keys=False, allow_unicode=True, width=100)


def _find(path_or_name: str | Path) -> Path:
    path = Path(path_or_name)
    if path.suffix in {".yml", ".yaml"}:
        if not path.is_file():
            raise FileNotFoundError(f"there is no quiz bank {path} in {Path.cwd()}")
        return path
    if not (folder() / f"{path}.yml").is_file():
        known = names()
        raise FileNotFoundError(
            f"there is no quiz bank named {str(path)!r}.{meant(path, known)} "
            f"Known: {', '.join(known)}."
        )
    return folder() / f"{path}.yml"


def _read(path: Path) -> tuple[Any, list[Problem]]:
    """Return what stands in the file of a bank, and everything that is wrong with its form."""
    raw, found = bank_form.read(path)
    if raw is not None or not found:
        found += bank_form.structure(raw, path.name, graded=_is_graded(path))
    return raw, found


def _is_graded(path: Path) -> bool:
    return path.name.endswith(_GRADED)


def _bank(raw: dict) -> Bank:
    keyed = not raw.get("keyless", False)
    quizzes = (
        Quiz(
            quiz["id"],
            quiz["title"],
            quiz["section"],
            tuple(
                _question(passages.filled(question), keyed=keyed) for question in quiz["questions"]
            ),
        )
        for quiz in raw["quizzes"]
    )
    return Bank(raw["notebook"], raw["title"], tuple(quizzes))


def _question(raw: dict, *, keyed: bool) -> Question:
    values = {
        name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()
    }
    for name, part in _PARTS.items():
        if name in values:
            values[name] = tuple(part(**entry) for entry in values[name])
    values["kind"] = Kind(values["kind"])
    return Question(**values, keyed=keyed)


def _plain(thing: Question | Option | Pair | Mistake) -> dict:
    """Return the fields that differ from their defaults, in their order, as YAML types."""
    raw = {}
    for field in fields(thing):
        value = getattr(thing, field.name)
        if field.name == "keyed" or value in (field.default, None, ()):
            continue
        if isinstance(value, tuple):
            value = [entry if isinstance(entry, str) else _plain(entry) for entry in value]
        raw[field.name] = str(value) if isinstance(value, Kind) else value
    return raw
