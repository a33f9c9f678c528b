"""The answers of a notebook on the disk: they survive restarts, crashes and a second open tab."""

from collections.abc import Callable
from pathlib import Path

from unsigned_peace.quiz.answer_records import AnswerRecord, Answers, from_json, merge, to_json
from unsigned_peace.shared.json_document import Clock, JsonDocument, utc_now


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
