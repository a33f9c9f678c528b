"""A passage question names a document; what the student reads are the words of that document."""

from pathlib import Path

import pytest
import yaml

from unsigned_peace import data
from unsigned_peace.quiz import bank
from unsigned_peace.quiz.keyless import keyless
from unsigned_peace.quiz.model import Kind

ROOT = Path(__file__).resolve().parents[2]
QUESTION = {
    "id": "order",
    "kind": "passage",
    "prompt": "Which part?",
    "skill": "close reading",
    "source_ids": [],
    "document": "scapin-677",
    "options": [
        {"id": "stop", "passage": 1, "correct": False, "feedback": "No."},
        {"id": "fate", "passage": 3, "correct": True, "feedback": "Yes."},
    ],
}


def written(path: Path, question: dict) -> Path:
    quiz = {"id": "q", "title": "Q", "section": "1", "questions": [question]}
    path.write_text(
        yaml.safe_dump({"notebook": "01", "title": "T", "quizzes": [quiz]}), encoding="utf-8"
    )
    return path


def messages(path: Path) -> dict[str, str]:
    return {p.place.rpartition(": ")[2]: p.message for p in bank.problems(path)}


def test_an_option_has_the_words_of_its_passage(tmp_path):
    (question,) = bank.load(written(tmp_path / "01.yml", QUESTION)).questions
    order = data.document("scapin-677")
    assert [o.text for o in question.options] == [
        order.passage(1).original,
        order.passage(3).original,
    ]
    assert order.title in question.intro
    assert "29 January 1946" in question.intro


def test_an_option_may_be_a_part_of_a_passage_and_of_another_document(tmp_path):
    other = {
        "id": "greed",
        "document": "cairo-1943",
        "passage": 2,
        "words": "violence and greed",
        "correct": False,
        "feedback": "No.",
    }
    options = [*QUESTION["options"], other]
    path = written(tmp_path / "01.yml", {**QUESTION, "options": options})
    (question,) = bank.load(path).questions
    assert question.options[2].text == "Cairo, 1943: violence and greed"
    assert question.options[0].text.startswith("SCAPIN-677, 1946: The Imperial")
    assert "Cairo" in question.intro


def test_the_article_gives_the_words_of_its_digest(tmp_path):
    words = "What suited the Japanese did not suit the Americans."
    options = [
        {"id": "suited", "passage": 53, "words": words, "correct": True, "feedback": "Yes."},
        {"id": "openly", "passage": 29, "correct": False, "feedback": "No."},
    ]
    question = {**QUESTION, "document": "article", "options": options}
    (loaded,) = bank.load(written(tmp_path / "01.yml", question)).questions
    digests = data.article_paragraphs().set_index("paragraph")["digest"]
    assert loaded.options[0].text == words
    assert words in digests[53]
    assert loaded.options[1].text == digests[29]
    assert loaded.intro == "The article, in our words."


@pytest.mark.parametrize(
    ("field", "value", "where", "said"),
    [
        ("passage", 78, "options[suited].passage", "77 passages; there is no 78"),
        ("words", "Japan was right", "options[suited].words", "does not stand in passage 53"),
    ],
)
def test_what_the_article_does_not_say_is_refused(tmp_path, field, value, where, said):
    option = {"id": "suited", "passage": 53, "correct": True, "feedback": "Yes.", field: value}
    question = {**QUESTION, "document": "article", "options": [option, QUESTION["options"][1]]}
    found = messages(written(tmp_path / "01.yml", question))
    assert said in next(text for place, text in found.items() if where in place)


def test_every_passage_question_of_the_course_names_a_document():
    banks = [*(ROOT / "data" / "quizzes").glob("*.yml"), *(ROOT / "exercises").glob("*.quiz.yml")]
    asked = [
        question
        for path in banks
        for quiz in yaml.safe_load(path.read_text(encoding="utf-8"))["quizzes"]
        for question in quiz["questions"]
        if question["kind"] == Kind.PASSAGE
    ]
    assert asked
    typed = [q["id"] for q in asked if any("passage" not in option for option in q["options"])]
    assert typed == []


def test_our_words_are_marked_as_ours(tmp_path):
    summary = next(p for p in data.document("telegram-6-1955").passages if not p.is_quoted)
    options = [
        {"id": "ours", "passage": summary.number, "correct": True, "feedback": "Yes."},
        {"id": "theirs", "passage": 1, "correct": False, "feedback": "No."},
    ]
    question = {**QUESTION, "document": "telegram-6-1955", "options": options}
    (loaded,) = bank.load(written(tmp_path / "02.yml", question)).questions
    assert loaded.options[0].text.startswith("In our words: ")
    assert not loaded.options[1].text.startswith("In our words: ")


def test_it_is_said_whose_english_is_read(tmp_path):
    options = [{**o, "passage": n} for o, n in zip(QUESTION["options"], (1, 2), strict=True)]
    path = tmp_path / "01.yml"
    question = {**QUESTION, "document": "shimoda-1855", "options": options}
    intro = bank.load(written(path, question)).questions[0].intro
    assert "Our English from the Japanese." in intro
    assert "Our English from the Russian." in intro


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        ({"document": "scapin-767"}, "document", "Did you mean 'scapin-677'"),
        ({"document": None}, "options[stop].passage", "needs a document"),
        ({"kind": "multiple"}, "options[stop].passage", "kind passage"),
        ({"passage": 9}, "options[stop].passage", "there is no 9"),
        ({"words": "to start exercising"}, "options[stop].words", "does not stand in passage 1"),
        ({"text": "Typed again."}, "options[stop].text", "leave it out"),
    ],
)
def test_words_that_are_not_there_are_a_problem_with_its_place(tmp_path, change, place, said):
    question = {**QUESTION, **{k: v for k, v in change.items() if k in ("document", "kind")}}
    in_option = {k: v for k, v in change.items() if k in ("passage", "words", "text")}
    question["options"] = [{**QUESTION["options"][0], **in_option}, QUESTION["options"][1]]
    found = messages(written(tmp_path / "01.yml", question))
    assert said in found[place]


def test_two_options_cannot_be_the_same_words(tmp_path):
    same = [{**option, "passage": 1} for option in QUESTION["options"]]
    found = messages(written(tmp_path / "01.yml", {**QUESTION, "options": same}))
    assert "is used twice" in found["options.text"]


def test_the_students_copy_holds_the_words_and_needs_neither_key_nor_document(tmp_path):
    full = bank.load(written(tmp_path / "ps.quiz.yml", QUESTION))
    copy = bank.dump(keyless(full))
    assert data.document("scapin-677").passage(3).original[:40] in " ".join(copy.split())
    assert "scapin-677" not in copy
    (tmp_path / "quiz.yml").write_text(copy, encoding="utf-8")
    assert bank.load(tmp_path / "quiz.yml") == keyless(full)


def test_each_module_and_each_problem_set_reads_documents():
    modules = [ROOT / f"data/quizzes/{name}.yml" for name in bank.names() if name[:2] in MODULES]
    sets = sorted((ROOT / "exercises").glob("*.quiz.yml"))
    assert len(modules) + len(sets) >= 9
    for path in (*modules, *sets):
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        questions = [q for quiz in raw["quizzes"] for q in quiz["questions"]]
        read = [q for q in questions if q["kind"] == Kind.PASSAGE and "document" in str(q)]
        assert read, f"{path.name} has no question on the words of a document"


MODULES = ("01", "02", "03", "04", "05")
