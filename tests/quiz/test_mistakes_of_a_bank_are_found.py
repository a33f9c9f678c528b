import json
import textwrap
from dataclasses import fields
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from jsonschema import Draft7Validator

from tests.quiz.quiz_strategies import anything, banks
from tests.quiz.right_answers import right_answer
from unsigned_peace.quiz import bank, bank_form, scoring
from unsigned_peace.quiz.keyless import keyless
from unsigned_peace.quiz.model import Kind, Question

ROOT = Path(__file__).resolve().parents[2]

SKILLS = ("sourcing", "contextualisation", "corroboration", "close reading")


@pytest.fixture
def write(tmp_path):
    """Write one question, given as YAML, into a bank and return the path."""

    def write(question: str, *, name: str = "01.yml", head: str = "") -> bank.Path:
        path = tmp_path / name
        body = textwrap.indent(textwrap.dedent(question).strip(), " " * 10)
        path.write_text(
            f"notebook: '01'\ntitle: One\n{head}\nquizzes:\n"
            f"  - id: quiz\n    title: Quiz\n    section: '1'\n    questions:\n"
            f"        -\n{body}\n",
            encoding="utf-8",
        )
        return path

    return write


def found(path, **kwargs):
    """Return the messages of each field, joined."""
    messages = {}
    for problem in bank.problems(path, **kwargs):
        messages.setdefault(problem.place.rpartition(": ")[2], []).append(problem.message)
    return {field: "; ".join(lines) for field, lines in messages.items()}


GOOD = """
    id: q1
    kind: single
    prompt: Which?
    skill: sourcing
    source_ids: [EX-1]
    options:
      - {id: a, text: A, correct: true, feedback: Yes it is.}
      - {id: b, text: B, correct: false, feedback: Not this.}
"""


def test_the_example_bank_is_sound(practice_path, practice):
    assert bank.problems(practice_path, sources={"EX-1", "EX-2"}) == []
    assert [question.kind for question in practice.questions] == [
        *("single", "multiple", "number", "text", "ordering", "matching", "passage")
    ]


def test_each_source_id_must_be_known(practice_path):
    problems = bank.problems(practice_path, sources={"EX-1"})
    assert {problem.place for problem in problems} == {
        f"{question}: source_ids"
        for question in ("ex-refused", "ex-island", "ex-order", "ex-passage")
    }


@given(banks())
def test_a_bank_written_and_read_again_is_the_same_bank(tmp_path_factory, example):
    path = tmp_path_factory.mktemp("banks") / "example.yml"
    for one in (example, keyless(example)):
        path.write_text(bank.dump(one), encoding="utf-8")
        assert bank.load(path) == one


@given(banks())
def test_whatever_passes_the_checks_can_be_answered_rightly(example):
    raw = yaml.safe_load(bank.dump(example))
    assert list(bank_form.structure(raw, "example.yml")) == []
    for question in example.questions:
        assert scoring.score(question, right_answer(question)).right


@given(anything)
def test_no_content_of_a_file_crashes_the_checks(raw):
    assert list(bank_form.structure(raw, "odd.yml"))
    quizzes = [{"id": "q", "title": "Q", "section": "1", "questions": [raw]}]
    assert list(bank_form.structure({"quizzes": quizzes}, "odd.yml"))
    for kind in ("single", "number", "text", "ordering", "matching"):
        fields = ("options", "answer", "tolerance", "accept", "mistakes", "items", "pairs")
        question = {"kind": kind, **dict.fromkeys(fields, raw)}
        raw = {"quizzes": [{"questions": [question]}]}
        found = list(bank_form.structure(raw, "f", graded=True))
        assert found


def test_a_sound_question_has_no_problem(write):
    assert found(write(GOOD)) == {}


def test_every_problem_is_listed_at_once(write):
    path = write("""
        id: q1
        kind: multiple
        promt: Which?
        points: 0
        skill: guessing
        hints: Look there
        source_ids: SEED
        options:
          - {id: a, text: Alpha, correct: true}
          - {id: a, text: 1956, correct: yes it is, feedback: Hm.}
    """)
    assert found(path) == {
        "promt": "is not a field here; known: id, kind, prompt, intro, points, instead_of, skill, "
        "hints, source_ids, feedback, document, options",
        "prompt": "is missing",
        "points": "must be more than 0",
        "skill": "must be one of: sourcing, contextualisation, corroboration, close reading",
        "hints": "must be a list of texts",
        "source_ids": "must be a list of texts",
        "options[a].feedback": "is missing",
        "options[a].text": "must be text (write a number, a date or yes/no in quotes)",
        "options[a].correct": "must be true or false",
        "options.id": "'a' is used twice",
    }
    with pytest.raises(bank.BankError, match=r"01\.yml: q1: points: must be more than 0") as error:
        bank.load(path)
    assert len(error.value.problems) == len(bank.problems(path))


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ("kind: single\noptions: [{id: a, text: A, correct: false, feedback: x}]", "options", None),
        ("kind: essay", "kind", "must be one of: single, multiple, number"),
        ("kind: number\nanswer: 3\ntolerance: -1", "tolerance", "must be a number, 0 or more"),
        ("kind: number\nanswer: 1956.5\nyear: true", "answer", "must be a whole number"),
        ("kind: number\nanswer: '3'", "answer", "must be a number"),
        ("kind: number\nanswer: .nan", "answer", "must be a number"),
        (
            "kind: number\nanswer: 3\ntolerance: 1\nmistakes: [{value: 4, feedback: x}]",
            "mistakes",
            "4 is within the tolerance, so it is a right answer",
        ),
        ("kind: number\nanswer: 3\nmistakes: [{value: 4}]", "mistakes[1].feedback", "is missing"),
        ("kind: text\naccept: []", "accept", "is empty"),
        ("kind: text\naccept: ['—']", "accept", "'—' holds no letter or digit"),
        (
            "kind: matching\npairs: [{id: a, left: A, right: B}]\nmistakes: [{value: E}]",
            "mistakes",
            "none of the choices",
        ),
        (
            "kind: text\naccept: [Shunichi]\nmistakes: [{value: shun-ichi, feedback: x}]",
            "mistakes",
            "'shun-ichi' reads the same as an accepted answer",
        ),
        ("kind: ordering\nitems: [{id: a, text: A}]", "items", "needs two entries or more"),
        (
            "kind: ordering\nitems: [{id: a, text: A}, {id: b, text: A}]",
            "items.text",
            "'A' is used twice",
        ),
        (
            "kind: matching\npairs: [{id: a, left: A, right: X}, {id: b, left: B, right: X}]",
            "pairs",
            "all have the same right side",
        ),
        (
            "kind: matching\ndistractors: [X]\npairs: [{id: a, left: A, right: X}]",
            "distractors",
            "'X' is the right side of a pair",
        ),
        ("kind: text\naccept: [a]\noptions: []", "options", "is not a field here"),
        ("kind: text\naccept: [a]\naccept: [b]", "accept", "is written twice"),
        ("kind: text\naccept: [a]\nprompt: 1951-09-08", "prompt", None),
    ],
)
def test_each_mistake_is_found_and_named(write, fields, field, message):
    head = "id: q1\nskill: sourcing\nsource_ids: [EX-1]\n"
    prompt = "" if "prompt" in fields else "prompt: Which?\n"
    problems = found(write(head + prompt + fields))
    assert field in problems
    assert message is None or message in problems[field]


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        ("ff", "has no correct option"),
        ("tt", "are all correct"),
    ],
)
def test_ticks_need_a_right_and_a_wrong_option(write, flags, message):
    options = "".join(
        f"\n      - {{id: {name}, text: {name}, correct: {flag == 't'}, feedback: x}}"
        for name, flag in zip("ab", flags, strict=True)
    )
    text = (
        GOOD.split("    options:", maxsplit=1)[0].replace("single", "multiple")
        + "    options:"
        + options
    )
    assert message in found(write(text))["options"]


def test_a_single_question_has_one_right_option(write):
    twice = GOOD.replace("false", "true")
    assert "has 2 correct options" in found(write(twice))["options"]


def test_an_id_may_not_be_used_in_two_banks(write):
    one, two = write(GOOD), write(GOOD, name="02.yml")
    (problem,) = bank.all_problems([one, two])
    assert str(problem) == "02.yml: q1: id: is used in 01.yml too"


@pytest.mark.parametrize("text", ["a: [", "when: 1951-99-99", "a: !!python/object:os.system x"])
def test_a_file_that_is_not_yaml_says_where(tmp_path, text):
    (tmp_path / "bad.yml").write_text(text)
    (problem,) = bank.problems(tmp_path / "bad.yml")
    assert "bad.yml: is not sound YAML" in str(problem)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="there is no quiz bank"):
        bank.load(tmp_path / "none.yml")
    assert "cannot be read" in str(bank.problems(tmp_path / "none.yml")[0])


def test_a_graded_bank_needs_no_feedback_but_keeps_its_secret(write):
    no_feedback = GOOD.replace(", feedback: Yes it is.", "").replace(", feedback: Not this.", "")
    assert found(write(no_feedback, name="ps.quiz.yml")) == {}
    telling = no_feedback.replace("id: a,", "id: correct-one,")
    assert "options[correct-one].id" in found(write(telling, name="ps.quiz.yml"))
    in_order = """
        id: q1
        kind: ordering
        prompt: Order?
        skill: sourcing
        source_ids: [EX-1]
        items: [{id: a, text: Yalta}, {id: b, text: Potsdam}, {id: c, text: Moscow}]
    """
    assert "alphabetical order" in found(write(in_order, name="ps.quiz.yml"))["items"]
    assert found(write(in_order)) == {}


@pytest.mark.parametrize(
    ("extra", "complaint"),
    [
        ("instead_of: q1", "'q1' has another number of points"),
        ("instead_of: q3", "'q3' is no question above it in its quiz"),
        ("instead_of: q2", "'q2' is no question above it in its quiz"),
    ],
)
def test_an_alternative_without_its_first_variant_is_found(write, extra: str, complaint: str):
    second = GOOD.replace("id: q1", f"id: q2\n    points: 2\n    {extra}")
    # `write` indents what it is given below the dash of a first question.
    path = write(GOOD)
    path.write_text(
        path.read_text(encoding="utf-8") + "        -\n" + textwrap.indent(second, " " * 6),
        encoding="utf-8",
    )
    assert complaint in found(path)["instead_of"]


def test_a_keyless_copy_with_a_key_left_in_it_is_refused(write):
    problems = found(write(GOOD, head="keyless: true"))
    assert set(problems) == {
        *("source_ids", "options[a].correct", "options[b].correct"),
        *("options[a].feedback", "options[b].feedback"),
    }
    assert "gives the key away" in problems["options[a].correct"]


def test_the_form_that_editors_read_knows_all_that_the_course_knows():
    form = json.loads((bank.folder() / "bank.schema.json").read_text(encoding="utf-8"))
    Draft7Validator.check_schema(form)
    parts = form["definitions"]
    assert (parts["kind"]["enum"], parts["skill"]["enum"]) == (list(Kind), list(SKILLS))
    kinds = ("choice", "number_question", "text_question", "ordering", "matching")
    known = {name for kind in kinds for name in parts[kind]["properties"]}
    assert known - {"document"} == {field.name for field in fields(Question)} - {"keyed"}


def test_the_longest_option_is_seldom_the_right_one():
    """Else a reader learns to choose by length, and stops to read."""
    single = [
        question["options"]
        for folder in ("data/quizzes/*.yml", "exercises/*.quiz.yml")
        for path in sorted(ROOT.glob(folder))
        for quiz in yaml.safe_load(path.read_text(encoding="utf-8"))["quizzes"]
        for question in quiz["questions"]
        if question["kind"] == "single"
    ]
    longest = [max(options, key=lambda option: len(option["text"])) for options in single]
    assert len(single) > 20
    assert sum(option["correct"] for option in longest) <= 0.4 * len(single)
