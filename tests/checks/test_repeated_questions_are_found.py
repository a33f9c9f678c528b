"""No mark for what was practised, told or asked before: repetitions are found, neighbours are not.

The pairs of the first two tests once stood in the course: these a reader called repetitions.
"""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from unsigned_peace.checks import repeated_questions
from unsigned_peace.checks.repeated_questions import Asked, problems, repeats, tells, weigh
from unsigned_peace.quiz import bank

ROOT = Path(__file__).resolve().parents[2]
PRACTICE = ROOT / "data" / "quizzes"


def asked(prompt: str, *answers: str) -> Asked:
    return Asked("one.yml", prompt, prompt, " ".join([prompt, *answers]), answers)


@pytest.fixture(scope="module")
def weights() -> repeated_questions.Weights:
    """The words of all practice questions."""
    questions = [one for path in PRACTICE.glob("*.yml") for one in bank.load(path).questions]
    return weigh([" ".join([one.prompt, *(o.text for o in one.options)]) for one in questions])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            asked("How many days passed from the signature to the day on which it took effect?"),
            asked("How many days passed from the first hint to the day on which four were asked?"),
        ),
        (
            asked(
                "Which of these governments received no invitation?",
                *("Republic of China (Taipei)", "Republic of Korea", "Italy"),
            ),
            asked(
                "The article names four governments. Which others are missing from its list?",
                *("The Republic of China (Taipei)", "The Republic of Korea", "Italy"),
            ),
        ),
    ],
)
def test_a_question_in_other_words_is_found(one: Asked, other: Asked, weights) -> None:
    assert repeats(one, other, weights)
    assert repeats(other, one, weights)


def test_an_answer_that_a_sentence_tells_is_found(weights) -> None:
    answer = "A convention, to take effect with a treaty or with the restoration of relations"
    assert tells(
        "The convention itself takes effect only with a treaty, or with restored relations.",
        answer,
        weights,
    )
    assert not tells("The convention on fishing was signed on 14 May 1956.", answer, weights)


def test_two_questions_about_one_day_are_two_questions(weights) -> None:
    first = asked("On 18 October Khrushchev struck out words. Which reason did he give?")
    second = asked("On 18 October Kono had to ask Hatoyama. Which words had Tokyo approved?")
    assert not repeats(first, second, weights)


def test_names_and_days_alone_are_told_nowhere(weights) -> None:
    assert not tells(
        "On 7 June Japan asked for all of this.", "The memorandum, 7 June 1955", weights
    )


def test_a_practice_question_in_a_graded_quiz_is_found(tmp_path: Path) -> None:
    """And of two variants of one graded question, one may be like the other."""
    (tmp_path / "exercises").mkdir()
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "quizzes").symlink_to(PRACTICE)
    practice = bank.load(PRACTICE / "02-london-talks.yml")
    copied = next(one for one in practice.questions if one.options)
    variants = [replace(copied, id=name, hints=()) for name in ("graded", "other-form")]
    variants[1] = replace(variants[1], instead_of="graded")
    quiz = replace(practice.quizzes[0], questions=tuple(variants))
    text = bank.dump(replace(practice, notebook="ps9", quizzes=(quiz,)))
    (tmp_path / "exercises" / "ps9.quiz.yml").write_text(text, encoding="utf-8")
    found = {(one.place, one.message) for one in problems(tmp_path)}
    message = f"asks what {copied.id} asks (data/quizzes/02-london-talks.yml); ask something else"
    assert {("graded", message), ("other-form", message)} <= found
    assert not [one for one in found if "asks what graded asks" in one[1]]


def test_a_bank_that_cannot_be_read_is_left_to_its_own_check(tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    broken = tmp_path / "exercises" / "ps9.quiz.yml"
    broken.write_text(yaml.safe_dump({"notebook": "ps9"}), encoding="utf-8")
    assert list(problems(tmp_path)) == []
