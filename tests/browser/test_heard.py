"""What is heard of quizzes, readers, the game and an explorer, phrase by phrase.

The transcripts are in `heard/`. After a change that is meant, write them anew, and read them:
`UPDATE_GOLDEN=1 .venv/bin/pytest tests/browser/test_heard.py`
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Page, expect

from tests.browser.jupyter_lab import Lab
from tests.browser.notebook_page import RUN_MS, NotebookPage
from tests.browser.screen_reader import ScreenReader, as_kept, faults_of
from tests.browser.widget_page import show_widget
from unsigned_peace import data
from unsigned_peace.data.documents import Giveaway, Passage, Questions, ReadAt
from unsigned_peace.explore.reader_controller import ReaderController
from unsigned_peace.explore.reader_widget import ReaderWidget
from unsigned_peace.explore.reading_notes import ReadingNotes
from unsigned_peace.quiz import bank
from unsigned_peace.quiz.answer_store import AnswerStore
from unsigned_peace.quiz.model import Quiz
from unsigned_peace.quiz.quiz_controller import Mode, QuizController
from unsigned_peace.quiz.quiz_widget import QuizWidget
from unsigned_peace.two_islands.game_controller import GameController
from unsigned_peace.two_islands.game_store import GameStore
from unsigned_peace.two_islands.game_widget import GameWidget

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

EXAMPLE = Path(__file__).parents[1] / "quiz" / "examples" / "practice.yml"
KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}

# For each kind: where the reader goes and acts before it checks the answer.
STEPS = {
    "ex-host": ["radio, New York"],
    "ex-refused": ["checkbox, Poland", "checkbox, Soviet Union"],
    "ex-signed": [],
    "ex-island": [],
    "ex-order": ["Move Treaty of Portsmouth down"],
    "ex-heads": [],
    "ex-passage": ["checkbox, the Kurile Islands,"],
}
# Invented, so that no correction of a real paper changes what is heard.
LETTER = replace(
    data.document("cairo-1943"),
    id="letter",
    title="A letter from the harbour",
    short_title="A letter",
    kind="letter",
    author="The harbour master",
    date=date(1956, 10, 1),
    languages=("ru", "en"),
    audience="One reader",
    provenance="Made up for a test",
    source_ids=("GK",),
    read_at=(ReadAt("A copy on paper"),),
    agreement="one reading",
    extent="Two sentences",
    head_note="Two boats are missing, and a third came back.",
    questions=Questions("Look at the end.", "It was autumn.", "Ask the crew.", "Count the boats."),
    giveaways=(Giveaway("author", "Only he counts boats.", 1),),
    passages=(
        Passage(1, "Boats", "quotation", "ru", original="Две лодки.", english="Two boats."),
        Passage(2, "", "summary", summary="A third boat came back.", note="In another hand."),
    ),
    addressee="The mayor",
    place="the harbour",
)
EVENTS = """import pandas as pd
from unsigned_peace import data, explore

events = data.events().head(3).assign(
    date=pd.to_datetime(["1951-06-01", "1951-07-01", "1951-09-01"]),
    title=["A note", "A speech", "A vote"],
    actors=[("Ann", "Bo"), ("Ann",), ("Bo",)],
    theme=["diplomacy", "diplomacy", "security"],
    source_ids=[("GK",)] * 3,
    unverified=[()] * 3,
)
explore.timeline(events=events, start="1951-07", end="1951-08")
"""
TYPED = {"ex-signed": "48", "ex-island": "Kunashir"}
CHOSEN = {"Japan": "Yoshida", "Soviet Union": "Dulles", "United States": "Acheson"}


def quiz_of(name: str, folder: Path, mode: Mode = Mode.PRACTICE) -> QuizController:
    """Make a quiz of one question of the example bank."""
    example = bank.load(EXAMPLE)
    (asked,) = (one for one in example.questions if one.id == name)
    store = AnswerStore(folder / "answers.json", example.notebook)
    quiz = Quiz("one", "One question", "1", (asked,))
    return QuizController(
        quiz, lambda _: store, mode=mode, cite=lambda source: (f"Title of {source}", "")
    )


def assert_heard(reader: ScreenReader, name: str) -> None:
    """Compare with the transcript, and look for what no sentence would say."""
    heard = reader.heard()
    kept = as_kept(name, heard)
    assert faults_of(heard) == []
    assert heard == kept, "Read what is heard now. If it is meant: UPDATE_GOLDEN=1"


@pytest.mark.parametrize("name", STEPS)
def test_a_question_is_read_answered_and_judged(page: Page, tmp_path: Path, name: str) -> None:
    controller = quiz_of(name, tmp_path)
    show_widget(page, QuizWidget, controller)
    reader = ScreenReader(page)
    reader.start(page.locator("form"))
    reader.read_to("end of form")
    for control in STEPS[name]:
        reader.go_to(control)
        reader.act()
    if name in TYPED:
        reader.go_to("textbox, Your answer")
        reader.type(TYPED[name])
    if name == "ex-heads":
        for label, chosen in CHOSEN.items():
            page.get_by_label(label).select_option(chosen)
    reader.go_to("button, Check answer")
    reader.act()
    expect(page.locator(".up-verdict")).to_be_visible()
    reader.hears("polite: ")
    reader.read_to("end of form")
    assert_heard(reader, f"quiz-{controller.quiz.questions[0].kind}")


def test_a_document_is_read_marked_and_noted_on(page: Page, tmp_path: Path) -> None:
    controller = ReaderController(LETTER, ReadingNotes(tmp_path), sealed=False)
    show_widget(page, ReaderWidget, controller)
    reader = ScreenReader(page)
    reader.start(page.locator("section"))
    reader.read_to("end of region")
    reader.go_to("checkbox, Mark passage 1")
    reader.act()
    reader.go_to("textbox, Your note on passage 1")
    reader.type("A promise.")
    reader.go_to("button, Lay on the evidence board (passage 1)")
    reader.act()
    reader.hears("polite: Passage 1 waits at the evidence board.")
    assert_heard(reader, "document")


def test_an_envelope_is_opened(page: Page, tmp_path: Path) -> None:
    controller = ReaderController(LETTER, ReadingNotes(tmp_path), sealed=True)
    show_widget(page, ReaderWidget, controller)
    reader = ScreenReader(page)
    reader.start(page.locator("section"))
    reader.read_to("end of region")
    reader.go_to("button, Open the envelope")
    reader.act()
    reader.hears("polite: Guess first")
    for label in ("Who wrote it", "When", "Where"):
        page.get_by_label(label).fill("I cannot tell")
    reader.go_to("button, Open the envelope")
    reader.act()
    reader.hears("polite: The envelope is open")
    reader.read_to("heading, Before you read")
    assert_heard(reader, "envelope")


def test_a_move_of_the_game_is_chosen_looked_at_and_made(page: Page, tmp_path: Path) -> None:
    controller = GameController(GameStore(tmp_path / "answers" / "two-islands.jsonl"))
    show_widget(page, GameWidget, controller)
    reader = ScreenReader(page)
    reader.start(page.locator("section"))
    reader.read_to("button, Begin the talks")
    reader.act()
    reader.hears("polite: The game has begun")
    reader.read_to("end of table")
    reader.go_to("heading, Your move")
    reader.read_to("button, Look at this move first")
    reader.go_to("radio, Hold")
    reader.act()
    reader.go_to("button, Look at this move first")
    reader.act()
    reader.hears("Before it is final")
    reader.read_to("button, Make this move")
    reader.act()
    reader.hears("polite: Your move is made")
    assert_heard(reader, "game")


def test_an_explorer_says_what_it_shows(lab: Lab, page: Page) -> None:
    cells = [nbformat.v4.new_code_cell(EVENTS)]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=KERNEL)
    nbformat.write(notebook, lab.root / "heard.ipynb")
    opened = NotebookPage(page, lab, "heard.ipynb")
    opened.run_all()
    explorer = page.locator(".up-explorer")
    expect(explorer.get_by_role("status")).to_contain_text("Showing 1 of", timeout=RUN_MS)
    reader = ScreenReader(page)
    reader.start(explorer)
    reader.read_to("Show the table")
    explorer.get_by_label("Actor").select_option("Ann (2)")
    reader.hears("polite: Showing 1 of 3 events")
    assert_heard(reader, "explorer")
