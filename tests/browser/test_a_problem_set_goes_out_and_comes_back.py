"""A problem set goes out, comes back, is graded and returned: with clicks alone.

One person plays both roles in one JupyterLab, as an instructor does who tries the course. For
nbgrader the two differ by their folders: what a student fetches lies beside `exercises/`.
"""

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Error, FrameLocator, Locator, Page, expect

from tests.browser.jupyter_lab import Lab, running_lab
from tests.browser.notebook_page import SHOWN, STARTED_MS, NotebookPage, grave_faults

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PS1 = "ps1-san-francisco"
STEP_MS = 60_000

COUNTS = {"in_1941": "9", "in_1945": "8"}
CLAIMED = {"supported_1": '["A", "C"]'}  # C is wrong: well formed, and no point
MENDED = 'return (of_this_class["ratified_on"] <= pd.Timestamp(day)).sum()'
TICKED = ("Netherlands", "Poland", "United Kingdom", "Norway")
MATCHED = {
    "Vyshinsky's secret memorandum": "a plan that no public was to hear",
    "The official list of signatures": "who signed, and who did not",
}
ANALYSIS = "The memorandum of 13 August was secret (P-VYSH0813): it speaks to one reader only."
COMMENT = "Good use of the *secret* memorandum."

EARNED = {"t1-test-1": "3", "t2-test-1": "2", "quiz-test": "4.17"}
# The quiz: 1 for the number; three of three right ticks less one of four wrong ones, of 2 points:
# 1.5; two of four lines matched, of which one may be luck, of 2: 2/3; 1 for the single choice.
BY_MACHINE = "9.17"  # 3 + 2 + 4.17
BY_HAND = "14"
ALL = "23.17"


class Desk(NotebookPage):
    """JupyterLab with nothing open. Everything is then opened from its menus and lists."""

    def __init__(self, page: Page, lab: Lab) -> None:
        """Open JupyterLab."""
        self.page = page
        page.goto(lab.url() + "&reset")
        page.wait_for_selector("#jupyterlab-splash", state="detached", timeout=STARTED_MS)

    def formgrader(self) -> FrameLocator:
        """Go to formgrader, on the page where it was left."""
        self.menu("Nbgrader", "Formgrader")
        return self.page.frame_locator("#formgrader iframe")

    def assignments(self) -> Locator:
        """Go to the list of assignments."""
        self.menu("Nbgrader", "Assignment List")
        return self.page.locator("#nbgrader-assignment-list")

    def press(self, row: Locator, column: str) -> str:
        """Press the button in a column of formgrader; return what its message says."""
        row.locator(f".{column} a").click()
        message = self.page.frame_locator("#formgrader iframe").locator(".modal-content")
        expect(message.get_by_role("heading")).to_have_text("Success", timeout=STEP_MS)
        said = message.inner_text()
        message.get_by_role("button", name="OK").click()
        expect(message).to_have_count(0)
        return said

    def follow(self, link: Locator, address: str) -> None:
        """Follow a link of formgrader: a click on a table that is drawn again just then is lost."""
        (frame,) = (one for one in self.page.frames if "/formgrader" in one.url)
        for _ in range(5):
            if address not in frame.url:
                link.click()
            with suppress(Error):
                frame.wait_for_url(f"**/{address}/**", timeout=5_000)
                return
        pytest.fail(f"The link did not lead to {address}: {frame.url}")

    def code_cell(self, words: str) -> Locator:
        """Find the first code cell with these words."""
        return self.page.locator(SHOWN).locator(".jp-CodeCell").filter(has_text=words).first


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory, page: Page) -> Iterator[Desk]:
    """A JupyterLab of its own, in which nothing was released yet."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    with running_lab(tmp_path_factory.mktemp("class")) as lab:
        desk = Desk(page, lab)
        yield desk
        desk.screenshot("class-end")
    assert faults == []


def test_problem_set_goes_out_comes_back_and_is_returned(desk: Desk) -> None:
    instructor_releases(desk)
    student_fetches_and_opens(desk)
    student_answers_tasks(desk)
    student_answers_quiz(desk)
    student_writes_analysis(desk)
    student_validates(desk)
    student_submits(desk)
    instructor_collects_and_autogrades(desk)
    instructor_marks_analysis(desk)
    instructor_returns(desk)
    student_reads_feedback(desk)


def instructor_releases(desk: Desk) -> None:
    row = desk.formgrader().get_by_role("row").filter(has_text=PS1)
    expect(row).to_contain_text("draft", timeout=STEP_MS)
    made = desk.press(row, "assign")
    assert "Successfully created the student version" in made
    assert made.count("Applying preprocessor: CheckBeforeRelease") == 1
    assert "Successfully released" in desk.press(row, "release")
    expect(row).to_contain_text("released")
    desk.screenshot("class-1-released")


def student_fetches_and_opens(desk: Desk) -> None:
    listed = desk.assignments()
    listed.get_by_role("button", name="Fetch", exact=True).click()
    listed.get_by_role("button", name=PS1).click()
    listed.get_by_role("link", name=PS1, exact=True).click()
    title = desk.page.get_by_role("heading", name="Problem set 1: San Francisco 1951")
    expect(title).to_be_visible(timeout=STARTED_MS)
    desk.wait_until_idle()
    desk.menu("Run", "Run All Cells")
    last = desk.code_cell("ps1_quiz.unanswered")
    expect(last).to_contain_text("Not yet: No answer to question 1, ", timeout=STEP_MS)
    said = desk.errors()
    assert len(said) == 17 + 1 + 1  # the checks, the quiz, the warm-up
    assert [words for words in said if not words.startswith("Not yet: ")] == []


def student_answers_tasks(desk: Desk) -> None:
    """Answer a cell, run it, and run the check or checks below it."""
    run = "Shift+Enter"
    fill_in(desk, COUNTS)
    for key in (run, run):
        desk.page.keyboard.press(key)
    told = "The form of in_1941 and in_1945 is right."
    expect(desk.code_cell("exercise.whole_numbers(in_1941")).to_contain_text(told)
    fill_in(desk, CLAIMED)
    for key in (run, run):
        desk.page.keyboard.press(key)
    told = "The form of supported_1 is right."
    expect(desk.code_cell("supported_1=supported_1")).to_contain_text(told)
    desk.page.locator(".cm-line").filter(has_text='["ratified_on"] < pd').click()
    for key in ("End", "Shift+Home"):
        desk.page.keyboard.press(key)
    desk.page.keyboard.type(MENDED)
    desk.page.keyboard.press(run)
    desk.page.keyboard.press(run)
    told = "The form of ratified_by is right."
    expect(desk.code_cell("exercise.gives")).to_contain_text(told)
    desk.screenshot("class-2-tasks-answered")


def fill_in(desk: Desk, answers: dict[str, str]) -> None:
    """Replace each `None`, as one does: a double click on it, and then the answer."""
    for name, answer in answers.items():
        line = desk.page.locator(".cm-line").filter(has_text=re.compile(f"^{name} = None"))
        line.get_by_text("None", exact=True).dblclick()
        desk.page.keyboard.type(answer)


def student_answers_quiz(desk: Desk) -> None:
    quiz = desk.quiz("Problem set 1: the quiz")
    assert grave_faults(desk.page, ".up-quiz") == []

    def question(words: str) -> Locator:
        return quiz.locator("form").filter(has_text=words)

    # Typed, and ticked at once, while the kernel still saves what was typed.
    number = question("Some states signed the treaty")
    number.get_by_label("Your answer").fill("three")
    expect(number).to_contain_text("Write one number in digits")
    number.get_by_label("Your answer").fill("")
    number.get_by_label("Your answer").click()
    desk.page.keyboard.type("3")
    for state in TICKED:
        question("before the end of 1941").get_by_label(state, exact=True).check()
    for source, use in MATCHED.items():
        question("For what would you use each source").get_by_label(source).select_option(use)
    choice = question("In brackets it added").get_by_role("radio")
    choice.first.focus()
    desk.page.keyboard.press("Space")
    desk.page.keyboard.press("ArrowDown")
    expect(choice.nth(1)).to_be_checked()
    desk.page.keyboard.press("ArrowUp")
    expect(choice.first).to_be_checked()
    # Of the matching, two lines of four are done: saved, and not yet an answer.
    expect(quiz.get_by_text("Saved. 3 of 8 answered. Question 4: 2 of 4 chosen.")).to_be_visible()
    expect(question("before the end of 1941").locator(":checked")).to_have_count(len(TICKED))
    # Nobody is told what is right.
    expect(quiz.get_by_role("button", name="Check answer")).to_have_count(0)
    expect(quiz.get_by_text(re.compile("^(Right|Partly right|Not yet)"))).to_have_count(0)
    assert grave_faults(desk.page, ".up-quiz") == []
    desk.screenshot("class-3-quiz-answered")


def student_writes_analysis(desk: Desk) -> None:
    """Do what the line in the empty text says."""
    here = desk.page.locator(".jp-RenderedMarkdown").get_by_text("click on this line, press Enter")
    here.first.click()
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("Control+A")
    desk.page.keyboard.type(ANALYSIS)
    desk.page.keyboard.press("Shift+Enter")
    expect(desk.page.locator(".jp-RenderedMarkdown").get_by_text(ANALYSIS)).to_be_visible()


def student_validates(desk: Desk) -> None:
    """Read what is still to be done, and nothing about what is done."""
    desk.page.locator(SHOWN).get_by_role("button", name="Validate").click()
    told = desk.page.get_by_role("dialog")
    expect(told).to_contain_text("Validation Results", timeout=STEP_MS)
    # Two of the checks of task 2, three of four other tasks, the quiz, and the second analysis.
    expect(told.get_by_text("The following cell failed:")).to_have_count(2 + 4 * 3 + 1 + 1)
    expect(told).to_contain_text("Not yet: in task 2, fought is None. Make it a whole number")
    expect(told).to_contain_text(
        "No answer to question 3, question 4, question 5, question 6, question 8."
    )
    expect(told.get_by_text("You did not provide a response.")).to_have_count(1)
    for done in (*COUNTS, *CLAIMED, "ratified_by"):
        expect(told).not_to_contain_text(done)
    desk.screenshot("class-4-validated")
    told.get_by_role("button", name="Ok").click()


def student_submits(desk: Desk) -> None:
    listed = desk.assignments()
    listed.get_by_role("button", name="Submit", exact=True).click()
    expect(listed.get_by_text(re.compile(r"^20\d\d-\d\d-\d\d .* UTC$"))).to_be_visible()
    desk.screenshot("class-5-submitted")


def instructor_collects_and_autogrades(desk: Desk) -> None:
    formgrader = desk.formgrader()
    row = formgrader.get_by_role("row").filter(has_text=PS1)
    assert "Processing 1 submissions" in desk.press(row, "collect")
    desk.follow(row.get_by_role("link", name="1", exact=True), "manage_submissions")
    submission = formgrader.locator("#main-table tr")
    expect(submission).to_contain_text("needs autograding")
    log = desk.press(submission, "autograde")
    assert "Successfully autograded" in log
    assert log.count("Applying preprocessor: MarkQuiz") == 1
    assert "[WARNING] Quiz of" not in log
    expect(submission).to_contain_text("needs manual grading")
    expect(submission).to_contain_text(f"{BY_MACHINE} / 100")
    desk.screenshot("class-6-autograded")


def instructor_marks_analysis(desk: Desk) -> None:
    formgrader = desk.formgrader()
    formgrader.get_by_role("link", name="Manual Grading").click()
    for _ in ("problem set", "notebook"):
        formgrader.locator("#main-table").get_by_role("link", name=PS1, exact=True).click()
    formgrader.get_by_role("link", name="Submission #1").click()
    scores = formgrader.locator("input.score")
    expect(scores.first).to_have_attribute("placeholder", "3", timeout=STEP_MS)
    found = scores.evaluate_all("all => all.map(one => [one.id, one.placeholder])")
    assert {name: score for name, score in found if score not in {"", "0"}} == EARNED
    marks = formgrader.get_by_role("table", name=f"Quiz: {EARNED['quiz-test']} of 12 points")
    expect(marks.get_by_role("row").filter(has_text="0.67 of 2")).to_be_visible()

    answer = formgrader.locator(".nbgrader_cell").filter(has_text=ANALYSIS)
    answer.get_by_role("spinbutton").first.click()
    desk.page.keyboard.type(BY_HAND)
    desk.page.keyboard.press("Tab")  # formgrader's own key: from the points to the comment
    expect(answer.locator(".score-saved")).to_be_visible()
    desk.page.keyboard.press("Tab")
    expect(answer.get_by_role("textbox")).to_be_focused()
    desk.page.keyboard.type(COMMENT)
    desk.page.keyboard.press("Escape")
    expect(answer.locator(".comment-saved")).to_be_visible()
    desk.screenshot("class-7-analysis-marked")


def instructor_returns(desk: Desk) -> None:
    formgrader = desk.formgrader()
    formgrader.get_by_role("link", name="Manual Grading").click()
    graded = formgrader.get_by_role("row").filter(has_text=PS1)
    expect(graded).to_contain_text(f"{ALL} / 100")
    formgrader.get_by_role("link", name="Manage Assignments").click()
    row = formgrader.get_by_role("row").filter(has_text=PS1)
    assert "Successfully generated feedback" in desk.press(row, "generate-feedback")
    assert "Successfully released feedback" in desk.press(row, "release-feedback")


def student_reads_feedback(desk: Desk) -> None:
    listed = desk.assignments()
    listed.get_by_role("button", name="Fetch Feedback").click()
    listed.get_by_text("(view feedback)").click()
    desk.page.locator(".jp-DirListing-item").get_by_text(f"{PS1}.html").dblclick()
    page = desk.page.frame_locator(".jp-HTMLViewer iframe")
    expect(page.get_by_text(f"(Score: {ALL} / 100.0)")).to_be_visible()
    contents = page.locator(".panel-heading li")
    expect(contents.filter(has_text="(Score: 4.17 / 12.0)")).to_have_count(1)
    written = contents.filter(has_text="Written response (Score: 14.0 / 20.0)")
    written.get_by_role("link").click()
    expect(page.get_by_text("Good use of the secret memorandum.")).to_be_in_viewport()
    desk.screenshot("class-8-feedback")
    expect(page.get_by_text("Quiz: 4.17 of 12 points")).to_be_visible()
    expect(page.get_by_text("a government in exile")).to_have_count(0)  # what the key says
