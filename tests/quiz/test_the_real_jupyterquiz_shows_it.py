"""Our export in the real package jupyterquiz, in a real browser: every question can be answered."""

import json

import pytest
from jupyterquiz.dynamic import display as jupyterquiz
from playwright.sync_api import Browser, Locator, Page, expect

from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.export import to_jupyterquiz

pytestmark = pytest.mark.browser
BANK = "01-san-francisco-1951"  # it has every kind of question


@pytest.fixture
def page(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Page:
    """What the package shows of a bank; nothing may go wrong in its scripts."""
    shown: list = []
    monkeypatch.setattr(jupyterquiz, "display", shown.append)
    jupyterquiz.display_quiz(entries(), shuffle_answers=False)
    markup, script = shown
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.set_content(f"<!doctype html><body>{markup.data}</div></body>")
    page.add_script_tag(content=script.data)
    yield page
    page.close()
    assert wrong == []


def entries() -> list[dict]:
    return json.loads(to_jupyterquiz(banks.load(BANK)))


def answer(question: Locator, entry: dict) -> None:
    """Give the right answer as the key of the export says it."""
    right = [number for number, one in enumerate(entry["answers"]) if one["correct"]]
    if entry["type"] in {"numeric", "string"}:
        one = entry["answers"][right[0]]
        box = question.locator("input")
        box.fill(str(one.get("answer", one.get("value", one.get("range", [None])[0]))))
        box.press("Enter")
    else:
        for number in right:
            question.locator("label").nth(number).click()


def test_every_question_is_shown_and_its_key_is_right(page: Page) -> None:
    asked = entries()
    assert {entry["type"] for entry in asked} > {"multiple_choice", "many_choice", "numeric"}
    questions = page.locator("[id^='quizWrap']")
    expect(questions).to_have_count(len(asked))
    for number, entry in enumerate(asked):
        question = questions.nth(number)
        answer(question, entry)
        feedback = question.locator(".Feedback")
        expect(feedback, entry["question"]).to_have_class("Feedback correct")
        expect(feedback).not_to_be_empty()


def test_a_wrong_option_says_why(page: Page) -> None:
    asked = entries()
    number = next(n for n, entry in enumerate(asked) if entry["type"] == "multiple_choice")
    wrong = next(n for n, one in enumerate(asked[number]["answers"]) if not one["correct"])
    question = page.locator("[id^='quizWrap']").nth(number)
    question.locator("label").nth(wrong).click()
    said = asked[number]["answers"][wrong]["feedback"]
    expect(question.locator(".Feedback")).to_contain_text(said[:40])
