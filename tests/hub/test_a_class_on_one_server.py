"""A class on one server: from the release to the feedback, and what a student tries on the way."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from tests.hub.hub_browser import HubBrowser
from tests.hub.hub_machine import GRADER, STUDENTS, TEACHER, HubMachine, hub_machine
from tests.hub.hub_visitor import HubKernel, HubVisitor, log_in
from tests.hub.what_a_student_tries import ASKED, INBOUND, TRIED
from tests.problem_sets.ps1_students import NAME, PS1

pytestmark = pytest.mark.slow

IVANOVA, SATO, SOMCHAI = STUDENTS


@pytest.fixture(scope="module")
def machine() -> Iterator[HubMachine]:
    with hub_machine() as installed:
        yield installed


@pytest.fixture(scope="module")
def people(machine: HubMachine) -> Iterator[dict[str, HubVisitor]]:
    """The class at a running hub, each with a server; the teacher with the one for grading."""
    with machine.running(machine.command()):
        yield from everybody(machine)


def everybody(machine: HubMachine) -> Iterator[dict[str, HubVisitor]]:
    found = {name: log_in(machine, name, word) for name, word in machine.passwords().items()}
    assert set(found) == {TEACHER, *STUDENTS}
    for name in STUDENTS:
        found[name].start_server()
    found[TEACHER].server = "/services/grading"
    yield found
    for person in found.values():
        person.leave()


@pytest.fixture(scope="module")
def graded(people: dict[str, HubVisitor], tmp_path_factory: pytest.TempPathFactory) -> HubVisitor:
    """The teacher, when problem set 1 was released, handed in by two of three, and graded."""
    teacher = people[TEACHER]
    for step in ("assign", "release"):
        assert teacher.say(f"/formgrader/api/assignment/{NAME}/{step}", "POST")["success"]
    which = {"course_id": "unsigned-peace", "assignment_id": NAME}
    for name in (IVANOVA, SATO):
        listed = people[name].say("/assignments/fetch", "POST", json=which)
        assert [one["status"] for one in listed["value"]] == ["fetched"]
        solve(people[name], tmp_path_factory.mktemp("work"))
    spoil(people[SATO])
    answer_the_quiz(people[IVANOVA])
    for name in (IVANOVA, SATO):
        assert people[name].say("/assignments/submit", "POST", json=which)["success"]
    forge(people[SOMCHAI])
    assert teacher.say(f"/formgrader/api/assignment/{NAME}/collect", "POST")["success"]
    code, said = teacher.type(f"unsigned-peace grade {NAME}")
    assert code == 1, said  # what Somchai has handed in is no notebook
    assert "2 graded, 1 failed" in said
    return teacher


def solve(student: HubVisitor, folder: Path) -> None:
    """Fetch the notebook as JupyterLab does, write the reference solution, and save it."""
    path = folder / f"{NAME}.ipynb"
    path.write_text(json.dumps(student.read(f"{NAME}/{NAME}.ipynb")["content"]))
    PS1.solve(folder, answers="")
    student.write(f"{NAME}/{NAME}.ipynb", json.loads(path.read_text()))


def spoil(student: HubVisitor) -> None:
    """Make a mistake in task 1, and leave the quiz alone."""
    notebook = student.read(f"{NAME}/{NAME}.ipynb")["content"]
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "t1-solution":
            cell["source"] += "\nin_1945 = len(here)"
    student.write(f"{NAME}/{NAME}.ipynb", notebook)


def answer_the_quiz(student: HubVisitor) -> None:
    """Run the quiz cell in her kernel and answer as the widget in the browser does."""
    with student.kernel(f"{NAME}/{NAME}.ipynb") as kernel:
        answer_every_question(kernel)


def answer_every_question(kernel: HubKernel) -> None:
    said = kernel.run(
        "from unsigned_peace import quiz\n"
        "ps1_quiz = quiz.open_graded('quiz.yml', form='1')\n"
        "ps1_quiz"
    )
    opened = [one["content"] for one in said if one["msg_type"] == "comm_open"]
    (comm,) = [one["comm_id"] for one in opened if "questions" in one["data"].get("state", {})]
    for number, (question, value) in enumerate(PS1.key_answers().items()):
        event = {"action": "draft", "question": question, "value": value}
        event |= {"number": number, "view": "v"}
        said = kernel.send(
            "comm_msg", {"comm_id": comm, "data": {"method": "custom", "content": event}}
        )
        replies = [one["content"].get("data", {}).get("content", {}) for one in said]
        assert number in [one.get("done") for one in replies], said


def forge(student: HubVisitor) -> None:
    """Hand in a later folder in another's name, with a link to the solutions, and a bad date."""
    forged = f"'{IVANOVA}+{NAME}+2031-01-01 10:00:00 UTC+x'"
    code, said = student.type(
        f"cd {INBOUND} && umask 022 && mkdir {forged} '{student.name}+{NAME}+never+x' &&"
        f" ln -s ~{GRADER}/course/exercises {forged}/mine && cd"
    )
    assert code == 0, said


def printed(notebook: dict) -> list[str]:
    """What the cells of a notebook have printed."""
    outputs = [one for cell in notebook["cells"] for one in cell.get("outputs", ())]
    return [one["text"] for one in outputs if one["output_type"] == "stream"]


def test_an_idle_server_is_stopped(machine: HubMachine) -> None:
    settings = machine.place / "hub" / "settings.json"
    settings.write_text(json.dumps(json.loads(settings.read_text()) | {"idle_seconds": 4}))
    with machine.running(machine.service()):
        student = log_in(machine, SATO, machine.passwords()[SATO])
        student.start_server()
        for _ in range(300):
            if not student.ask(f"/hub/api/users/{SATO}").json()["servers"]:
                return
            time.sleep(0.2)
    pytest.fail(f"it still runs: {machine.log.read_text()}")


def scores(teacher: HubVisitor) -> dict[str, float]:
    listed = teacher.say(f"/formgrader/api/submissions/{NAME}")
    return {one["student"]: one["score"] for one in listed}


def test_a_class_is_taught_from_release_to_feedback(
    people: dict[str, HubVisitor], graded: HubVisitor
) -> None:
    full = sum(PS1.points().values()) - 40  # the two essays are for a person
    assert scores(graded)[IVANOVA] == full
    assert scores(graded)[SATO] == full - 3 - PS1.points()["quiz-test"]

    notebooks = graded.say(f"/formgrader/api/submitted_notebooks/{NAME}/{NAME}")
    (hers,) = [one["id"] for one in notebooks if one["student"] == IVANOVA]
    grades = graded.say(f"/formgrader/api/grades?submission_id={hers}")
    for essay in [one for one in grades if one["name"].startswith("essay")]:
        graded.say(f"/formgrader/api/grade/{essay['id']}", "PUT", json={"manual_score": 17})
    assert scores(graded)[IVANOVA] == full + 34

    code, said = graded.type(f"unsigned-peace feedback {NAME}")
    assert code == 0, said
    released = graded.say(f"/formgrader/api/assignment/{NAME}/release_feedback", "POST")
    assert released["success"], released
    which = {"course_id": "unsigned-peace", "assignment_id": NAME}
    listed = people[IVANOVA].say("/assignments/fetch_feedback", "POST", json=which)
    (handed_in,) = [one for one in listed["value"] if one["status"] == "submitted"]
    (sent,) = handed_in["submissions"]
    page = people[IVANOVA].read(f"{sent['local_feedback_path']}/{NAME}.html")["content"]
    assert re.search(rf"Score: {full + 34:.1f}\s*/\s*{full + 40:.1f}", page)


def test_work_in_anothers_name_and_links_to_the_solutions_lead_nowhere(
    machine: HubMachine, graded: HubVisitor
) -> None:
    collected = machine.place / "grading" / "course" / "submitted"
    assert scores(graded)[IVANOVA] > 0
    assert sorted(one.name for one in collected.iterdir()) == sorted(STUDENTS)
    assert list(collected.rglob("mine")) == []


@pytest.mark.parametrize("wanted", TRIED)
@pytest.mark.usefixtures("graded")
def test_a_terminal_refuses(
    machine: HubMachine, people: dict[str, HubVisitor], wanted: str
) -> None:
    places = {"{clone}": machine.course, "{place}": machine.place, "{proxy}": machine.port + 2}
    command = TRIED[wanted]
    for name, value in places.items():
        command = command.replace(name, str(value))
    code, said = people[IVANOVA].type(f"cd ~/unsigned-peace; {command}")
    assert code != 0, said


@pytest.mark.parametrize("wanted", ASKED)
@pytest.mark.usefixtures("graded")
def test_an_address_refuses(people: dict[str, HubVisitor], wanted: str) -> None:
    reply = people[IVANOVA].ask(ASKED[wanted])
    assert reply.status_code in {403, 404}, reply.text


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a window in which nobody has logged in; fail if a page has an error."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


@pytest.mark.browser
@pytest.mark.usefixtures("graded")
def test_a_student_answers_and_hands_in_with_a_browser(machine: HubMachine, page: Page) -> None:
    student = HubBrowser(page, machine, SATO)
    student.open(f"/user/{SATO}", "notebooks/01-san-francisco-1951.ipynb")
    student.answer_first_question()
    saved = machine.home(SATO) / "unsigned-peace/notebooks/answers/01-san-francisco-1951.json"
    assert json.loads(saved.read_text())["answers"]

    listed = student.assignments()
    listed.get_by_role("button", name="Submit", exact=True).click()
    # The first time she did it without a browser.
    expect(listed.get_by_text(re.compile(r"^20\d\d-\d\d-\d\d .* UTC"))).to_have_count(2)


@pytest.mark.browser
@pytest.mark.usefixtures("graded")
def test_an_instructor_grades_with_a_browser(machine: HubMachine, page: Page) -> None:
    teacher = HubBrowser(page, machine, TEACHER)
    teacher.choose_service("grading")
    row = teacher.formgrader().get_by_role("row").filter(has_text=NAME)
    expect(row).to_contain_text("released")
    expect(row.get_by_role("link", name="3", exact=True)).to_be_visible()  # so many handed in


@pytest.mark.usefixtures("graded")
def test_what_a_student_may_do_goes_well(people: dict[str, HubVisitor]) -> None:
    """The commands above are refused because of what they ask for, not because all is refused."""
    well = ("ls ~/unsigned-peace/notebooks", "curl -V", "pgrep -u $USER -f ipykernel", "ss -V")
    validate = f"nbgrader validate {NAME}/{NAME}.ipynb 2>&1 | grep -iE 'success|failed'"
    for command in (*well, validate):
        code, said = people[IVANOVA].type(f"cd ~/unsigned-peace; {command}")
        assert code == 0, said


def test_a_stranger_and_a_wrong_password_stay_outside(
    machine: HubMachine, people: dict[str, HubVisitor]
) -> None:
    assert SATO in people
    assert log_in(machine, SATO, "wrong") is None
    assert log_in(machine, GRADER, "") is None
    assert requests.get(f"{machine.address}/hub/api/users", timeout=30).status_code == 403


def test_a_teacher_sees_who_is_there_and_opens_nobodys_server(
    people: dict[str, HubVisitor],
) -> None:
    teacher = people[TEACHER]
    listed = teacher.ask("/hub/api/users").json()
    assert {TEACHER, *STUDENTS} <= {one["name"] for one in listed}
    assert teacher.ask(f"/user/{SATO}/api/contents").status_code == 403


def test_a_correction_reaches_a_student_and_leaves_what_she_wrote(
    machine: HubMachine, people: dict[str, HubVisitor], graded: HubVisitor
) -> None:
    student, name = people[SOMCHAI], "notebooks/01-san-francisco-1951.ipynb"
    hers = student.read(name)["content"]
    (first, *_), code = hers["cells"], [c for c in hers["cells"] if c["cell_type"] == "code"]
    code[0]["source"] += "\n# what I want to remember"
    code[0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "seen\n"}]
    student.write(name, hers)
    student.write("notebooks/my own.txt", "mine", "file")

    path = machine.course / name
    notebook = nbformat.read(path, 4)
    assert notebook.cells[0].id == first["id"]
    notebook.cells[-1].source += "\n\nA date was corrected."
    nbformat.write(notebook, path)
    machine.commit("A date")
    began = time.monotonic()
    said = machine.install()
    assert "one or two minutes" not in said, "packages that are there were installed again"
    assert time.monotonic() - began < 60
    student.stop_server()
    student.start_server()

    now = student.read(name)["content"]
    texts = ["".join(cell["source"]) for cell in now["cells"]]
    assert texts[-1].endswith("A date was corrected.")
    assert any(text.endswith("# what I want to remember") for text in texts)
    assert "seen" in [text.strip() for text in printed(now)]
    assert student.read("notebooks/my own.txt")["content"] == "mine"
    code, said = graded.type("cd ~/course && git --no-pager log --format=%s -1")
    assert "A date" in said, said
