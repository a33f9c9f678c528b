"""The reviewer's check of English: what is hard to read is found, what is easy is left alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsigned_peace.checks import claim_coverage, markdown, readability, texts

ROOT = Path(__file__).resolve().parents[2]
EASY = "The talks began in June. Both sides came to London. Nobody had a plan. " * 6
HARD = (
    "Notwithstanding considerable diplomatic reservations, negotiators nevertheless emphasised "
    "territorial interpretations throughout extraordinarily protracted deliberations. "
) * 6
WORDS = st.lists(st.lists(st.text("abc", min_size=1, max_size=12), max_size=9), max_size=9)


def test_an_easy_text_passes_and_a_hard_one_names_its_worst_sentence() -> None:
    assert list(readability.faults(EASY)) == []
    (fault,) = readability.faults(EASY + HARD * 3)
    assert "is hard to read: LIX" in fault
    assert "Notwithstanding considerable" in fault


def test_names_citations_code_and_headings_do_not_make_a_text_hard() -> None:
    names = "In 1956 Shigemitsu Mamoru met Khrushchev. ([Wilson Center](../docs/sources.md#WC-1)) "
    heading = "# Interpretation notwithstanding considerable reservations\n\n"
    assert (
        list(readability.faults(heading + names * 12 + "`extraordinarily_long_name` is a name."))
        == []
    )


def test_a_few_long_words_in_a_short_text_are_no_fault() -> None:
    assert list(readability.faults("Considerable diplomatic reservations remained.")) == []


@given(WORDS)
def test_lix_is_at_most_the_longest_sentence_and_a_hundred(sentences: list[list[str]]) -> None:
    longest = max((len(sentence) for sentence in sentences), default=0)
    assert 0 <= readability.lix(sentences) <= longest + 100


@given(WORDS.filter(any))
def test_lix_rises_when_sentences_are_joined(sentences: list[list[str]]) -> None:
    joined = [[word for sentence in sentences for word in sentence]]
    assert readability.lix(joined) >= readability.lix(sentences)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They turned\na blind eye.", True),
        ("TURNING A BLIND EYE is easy.", True),
        ('He said: "We turn a blind eye."', False),
        ("They return a blind eyelid.", False),
    ],
)
def test_idioms_are_found_in_every_form_but_not_in_quotations(text: str, *, found: bool) -> None:
    assert bool(list(readability.idioms(text, {"turn* a blind eye": "ignore"}))) is found


@pytest.mark.slow
def test_each_idiom_of_the_list_is_found_and_its_plain_words_are_no_idiom() -> None:
    known = readability.read_idioms(ROOT)
    for idiom, plain in known.items():
        text = idiom.replace(" * ", " their ").replace("*", "")
        assert any(plain in fault for fault in readability.idioms(f"So {text} today.", known)), (
            idiom
        )
        assert list(readability.idioms(plain, known)) == [], idiom


def test_sentences_of_lists_tables_and_paragraphs_stand_apart() -> None:
    text = "# Head\n\nOne. Two?\n\n- three\n- four\n\n1. five\n\n| six | seven |\n| --- | --- |"
    assert markdown.sentences(text) == [
        "Head",
        "One.",
        "Two?",
        "three",
        "four",
        "five",
        "six",
        "seven",
    ]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for folder in ("data/quizzes", "docs", "exercises", "notebooks"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "data/idioms.yml").write_text("red tape: office rules\n")
    (tmp_path / "README.md").write_text("# Course\n\nShort.\n")
    (tmp_path / "docs/student-guide.md").write_text("# Guide\n\n## Hand in\n\nSave it.\n")
    (tmp_path / "docs/teaching.md").write_text("| 1 | simple | CLM-002 to CLM-003 |\n")
    (tmp_path / "data/claims.csv").write_text("claim_id,claim\nCLM-001,a\nCLM-002,b\nCLM-003,c\n")
    (tmp_path / "notebooks/01.ipynb").write_text("CLM-001")
    return tmp_path


def test_pages_quizzes_and_tables_are_read_too(course: Path) -> None:
    (course / "docs/student-guide.md").write_text("# Guide\n\n## Hand in\n\nRed tape.\n")
    (course / "data/events.csv").write_text("event_id,title\nEVT-001,Much red tape\n")
    (course / "data/sources.csv").write_text("source_id,title\nS-1,Red Tape: a History\n")
    (course / "data/quizzes/01.yml").write_text(
        "quizzes: [{questions: [{id: q, options: [{text: red tape}]}]}]"
    )
    places = [str(problem).rsplit(': "', 1)[0] for problem in texts.problems(course)]
    assert places == [
        "docs/student-guide.md: Hand in",
        "data/quizzes/01.yml: q",
        "data/events.csv: EVT-001",
    ]


def test_a_claim_is_treated_or_listed_and_not_both(course: Path) -> None:
    assert list(claim_coverage.problems(course)) == []
    (course / "notebooks/01.ipynb").write_text("CLM-003")
    assert [str(problem) for problem in claim_coverage.problems(course)] == [
        "docs/teaching.md: CLM-001: no module names it; list it here with the reason",
        "docs/teaching.md: CLM-003: is in the list, but a module names it; take it out here",
    ]
