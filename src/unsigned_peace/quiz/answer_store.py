"""The answers of a notebook on the disk: they survive restarts, crashes and a second open tab."""

import json
from collections.abc import Callable
from pathlib import Path

from unsigned_peace.quiz.answer_records import AnswerRecord, Answers, from_json, merge, to_json
from unsigned_peace.shared.json_document import Clock, JsonDocument, answers_path, utc_now


class AnswerStore(JsonDocument[Answers]):
    """The answers of one notebook: in memory, and in one JSON file.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "answers" / "01.json"
    >>> _ = AnswerStore(path, "01").update("sf-host", lambda record: record.saved("sf", utc_now()))
    >>> AnswerStore(path, "01").answers.get("sf-host").value
    'sf'
    """

    noun = "answers"

    def __init__(self, path: Path, notebook: str, clock: Clock = utc_now) -> None:
        """Read the file at `path`, if there is one. Nothing is written before the first change."""
        self.notebook = notebook
        super().__init__(path, Answers(), clock)

    @classmethod
    def of(
        cls, notebook: str, folder: str | Path | None = None, clock: Clock = utc_now
    ) -> "AnswerStore":
        """Open the answers of a notebook in `folder`, the current one if left out.

        >>> AnswerStore.of("no such notebook").answers.records
        {}
        """
        return cls(answers_path(notebook, folder), notebook, clock)

    @property
    def answers(self) -> Answers:
        """The answers that are known now."""
        return self.value

    def parse(self, text: str) -> tuple[Answers, list[str]]:  # noqa: D102
        return from_json(text, self.notebook)

    def serialise(self, value: Answers) -> str:  # noqa: D102
        return to_json(value, self.notebook)

    def joined(self, on_disk: Answers, _unsaved: object) -> Answers:
        """Of each answer the newest counts, so nothing has to be done again."""
        return merge(self.value, on_disk)

    def update(
        self, question_id: str, change: Callable[[AnswerRecord], AnswerRecord]
    ) -> AnswerRecord:
        """Apply `change` to the newest record of a question, save, and return the new record."""
        self.apply(lambda answers: answers.put(question_id, change(answers.get(question_id))))
        return self.answers.get(question_id)

    def mark_opened(self, quiz_id: str) -> None:
        """Remember that the student has seen a quiz; the first time counts."""
        if quiz_id not in self.answers.opened:
            self.apply(lambda answers: answers.seen(quiz_id, self.clock()))


def bring_answers(file: Path, folder: Path) -> int:
    """Take the answers that were given on the site into those of JupyterLab.

    Of each question the newer answer stays, so it may be done again.

    Args:
        file: what the site saved.
        folder: the folder of the notebooks.

    Returns:
        0, or 1 if the file is not one of answers, or nothing can be written.

    >>> bring_answers(Path("no.json"), Path())
    no.json cannot be read. Give the file that the site saved, such as 01-san-francisco-1951.json.
    1
    """
    if not folder.is_dir():
        print(f"There is no folder {str(folder)!r}. Give the folder of the notebooks with --to.")
        return 1
    try:
        text = file.read_text(encoding="utf-8")
        notebook = str(json.loads(text)["notebook"])
        brought, damaged = from_json(text, notebook)
    except (OSError, ValueError, KeyError, TypeError):
        name = "01-san-francisco-1951.json"
        print(f"{file} cannot be read. Give the file that the site saved, such as {name}.")
        return 1
    if Path(notebook).name != notebook:
        print(f"{file} names no module of the course.")
        return 1
    store = AnswerStore.of(notebook, folder)
    store.apply(lambda answers: merge(answers, brought))
    print(f"{len(brought.records)} answers of {notebook}. Run its cells again to see them.")
    if damaged:
        print(f"Could not be read: {', '.join(damaged)}.")
    if store.notice:
        print(store.notice)
    return int(bool(store.notice))
