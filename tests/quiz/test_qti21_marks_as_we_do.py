"""QTI 2.1: well-formed by its content models, and marking every answer as our scoring does."""

import posixpath
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.quiz import export_readers as readers
from tests.quiz import qti21_engine
from tests.quiz.quiz_strategies import matchings, orderings, questions
from unsigned_peace.quiz import scoring
from unsigned_peace.quiz.export import to_qti21
from unsigned_peace.quiz.export.content import choices, identifier
from unsigned_peace.quiz.model import Kind, Mistake, Pair, Question, Quiz
from unsigned_peace.shared.markup import plain


def item(question):
    [root] = readers.qti21_items(to_qti21(Quiz("z", "Z", "1", (question,)), cite=str)).values()
    return qti21_engine.Item(root)


def response(question, answer):
    """Return an answer as our store keeps it in the form in which QTI has it."""
    match question.kind:
        case Kind.SINGLE:
            return identifier("o", answer)
        case Kind.MULTIPLE | Kind.PASSAGE | Kind.ORDERING:
            return [identifier("o", name) for name in answer]
        case Kind.MATCHING:
            names = {text: f"choice_{n}" for n, text in enumerate(choices(question), 1)}
            return [
                f"{identifier('l', line)} {names[plain(text)]}" for line, text in answer.items()
            ]
        case _:
            return answer


@st.composite
def answered(draw):
    """A question with an answer that its widget could send, often nearly right."""
    question = draw(questions)
    ids = [part.id for part in (*question.options, *question.items)]
    match question.kind:
        case Kind.SINGLE:
            answer = draw(st.sampled_from(ids))
        case Kind.MULTIPLE | Kind.PASSAGE:
            answer = draw(st.lists(st.sampled_from(ids), unique=True))
        case Kind.ORDERING:
            answer = list(draw(st.permutations(ids)))
        case Kind.MATCHING:
            texts = [*(pair.right for pair in question.pairs), *question.distractors]
            assume(len(set(map(plain, texts))) == len(set(texts)))
            right = {pair.id: pair.right for pair in question.pairs}
            guessed = draw(st.dictionaries(st.sampled_from(list(right)), st.sampled_from(texts)))
            answer = right | guessed
        case Kind.NUMBER:
            steps = st.sampled_from([0, 0.5, 1, -1, 2.5, 3.5])
            answer = question.answer + draw(steps)
        case Kind.TEXT:
            answer = draw(st.sampled_from(question.accept)).swapcase()
            assume(answer.casefold() in {text.casefold() for text in question.accept})
    return question, answer


@given(answered())
def test_an_item_gives_the_points_that_our_scoring_gives(drawn):
    question, answer = drawn
    points = item(question).answered(response(question, answer))["SCORE"]
    assert points == pytest.approx(scoring.score(question, answer).points, abs=1e-4)


@given(questions)
def test_the_right_answer_of_an_item_earns_full_marks_and_none_earns_nothing(question):
    found = item(question)
    outcome = found.answered(found.correct())
    assert outcome["SCORE"] == pytest.approx(outcome["MAXSCORE"])
    assert outcome["MAXSCORE"] == question.points
    assert found.answered(None)["SCORE"] == 0


@given(orderings() | matchings())
def test_the_order_on_the_screen_does_not_tell_the_answer(question):
    root = item(question).root
    shown = [node.get("identifier") for node in root.iter("simpleChoice")]
    right = [identifier("o", part.id) for part in question.items]
    assert shown != right or not right
    sets = root.findall(".//simpleMatchSet")
    texts = ["".join(node.itertext()) for node in sets[1]] if sets else []
    assert texts == [text for text in choices(question) if sets]


def test_one_choice_for_every_line_is_all_or_nothing():
    pairs = (Pair("a", "A", "x"), Pair("b", "B", "x"))
    found = item(Question("q", Kind.MATCHING, "?", pairs=pairs, distractors=("y",)))
    assert found.answered(["l_a choice_1", "l_b choice_1"])["SCORE"] == 1
    assert found.answered(["l_a choice_1", "l_b choice_2"])["SCORE"] == 0


def test_feedback_is_shown_for_what_was_chosen(question):
    seen = item(question("ex-refused")).answered(["o_fr", "o_su"])
    assert seen["FEEDBACK"] == ["o_fr", "o_su", "general"]
    signed = item(question("ex-signed"))
    assert signed.answered(48.0)["FEEDBACK"] == ["mistake_1", "general"]
    assert signed.answered(49.0)["FEEDBACK"] == ["general"]
    island = item(question("ex-island"))
    assert island.answered("kunashir")["FEEDBACK"] == ["mistake_1", "general"]


def test_only_the_first_of_several_mistakes_speaks():
    mistakes = (Mistake(1, "one"), Mistake(2, "two"))
    found = item(Question("q", Kind.NUMBER, "?", answer=3, mistakes=mistakes))
    assert found.answered(2.0)["FEEDBACK"] == ["mistake_2"]


@given(questions)
def test_items_keep_to_the_content_models(question):
    assert qti21_engine.problems(item(question).root) == []


def test_packages_keep_to_the_content_models_and_name_their_files(practice):
    files = readers.files(to_qti21(practice, cite=str))
    space = {"i": "http://www.imsglobal.org/xsd/imscp_v1p1"}
    manifest = ET.fromstring(files["imsmanifest.xml"])
    listed = [node.get("href") for node in manifest.iterfind(".//i:file", space)]
    assert sorted([*listed, "imsmanifest.xml"]) == sorted(files)
    known = {node.get("identifier") for node in manifest.iterfind(".//i:resource", space)}
    needed = {node.get("identifierref") for node in manifest.iterfind(".//i:dependency", space)}
    assert needed < known
    for name, content in files.items():
        if name.startswith("tests/"):
            root = readers._without_namespace(ET.fromstring(content), readers._QTI21)
            assert qti21_engine.problems(root) == []
            for ref in root.iter("assessmentItemRef"):
                assert posixpath.normpath(f"tests/{ref.get('href')}") in files


def test_the_skill_is_a_keyword_of_the_item(practice):
    files = readers.files(to_qti21(practice, cite=str))
    space = {"m": "http://ltsc.ieee.org/xsd/LOM"}
    manifest = ET.fromstring(files["imsmanifest.xml"])
    keywords = [node.text for node in manifest.iterfind(".//m:keyword/m:string", space)]
    assert keywords == [question.skill for question in practice.questions]


def test_the_checker_sees_what_it_should():
    """The content models are our own, so they must be seen to refuse something."""
    wrong = ET.fromstring(
        "<assessmentItem identifier='a' title='t' adaptive='false'>"
        "<itemBody><choiceInteraction responseIdentifier='R' shuffle='false' maxChoices='1'/>"
        "</itemBody><responseDeclaration/></assessmentItem>"
    )
    found = " ".join(qti21_engine.problems(wrong))
    assert "assessmentItem holds" in found
    assert "choiceInteraction holds []" in found
    assert "responseDeclaration has []" in found
    assert "assessmentItem has" in found
