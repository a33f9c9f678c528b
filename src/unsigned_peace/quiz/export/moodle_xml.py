"""Moodle XML: the richest of the formats for Moodle, with stable ids, hints, tags and feedback.

Written with the standard library: the kept PyPI packages turn their own tables or LaTeX into
Moodle XML and know neither matching nor hints. Element names and their reading follow Moodle's
importer (`question/format/xml/format.php` in moodle/moodle).
"""

from xml.etree import ElementTree as ET

from unsigned_peace.quiz.export.content import (
    Cite,
    answer_text,
    choices,
    default_cite,
    explanation,
    lines,
    paragraphs,
    spare_choices,
    spellings,
)
from unsigned_peace.quiz.export.prepare import ExportError, prepared
from unsigned_peace.quiz.export.xml import add, document
from unsigned_peace.quiz.model import Bank, Kind, Option, Question, Quiz
from unsigned_peace.shared.markup import html, plain

_TYPES = {
    Kind.SINGLE: "multichoice",
    Kind.MULTIPLE: "multichoice",
    Kind.PASSAGE: "multichoice",
    Kind.NUMBER: "numerical",
    Kind.TEXT: "shortanswer",
    # Moodle has an ordering type of its own only since 4.4; every version can match.
    Kind.ORDERING: "matching",
    Kind.MATCHING: "matching",
}
# Columns of Moodle's database: names and short texts, id numbers.
_LONGEST, _LONGEST_ID = 255, 100
# 1/n as Moodle spells it; an import stops at any other fraction (`question/engine/bank.php`).
_SHARES = {
    1: "100", 2: "50", 3: "33.33333", 4: "25", 5: "20", 6: "16.66667", 7: "14.28571",
    8: "12.5", 9: "11.11111", 10: "10", 20: "5",
}  # fmt: skip


def to_moodle_xml(source: Bank | Quiz, *, cite: Cite = default_cite) -> bytes:
    """Return all questions as Moodle XML, one category a quiz, the skill as a tag.

    Raises ExportError, with every problem, for a bank without its key.

    >>> q = Question("city", Kind.TEXT, "Where?", accept=("London",), skill="sourcing")
    >>> b"<tag>" in to_moodle_xml(Quiz("places", "Places", "1", (q,)))
    True
    """
    bank = prepared(source, "Moodle XML")
    refuse_too_long(bank, "Moodle XML")
    root = ET.Element("quiz")
    for quiz in bank.quizzes:
        heading = add(root, "question", type="category")
        _text(add(heading, "category"), category(bank, quiz))
        _text(add(heading, "info", format="html"), "")
        add(heading, "idnumber", quiz.id)
        for question in quiz.questions:
            _question(root, question, cite)
    return document(root)


def refuse_too_long(bank: Bank, what: str) -> None:
    """Stop where a text is longer than its place in Moodle's database.

    There an import breaks off half-way with "Error writing to database". Raises ExportError that
    lists every such place.

    >>> refuse_too_long(Bank("01", "T" * 300, ()), "GIFT")
    Traceback (most recent call last):
    unsigned_peace.quiz.export.prepare.ExportError: GIFT export stopped, 1 problem:
    - bank, title: it has 300 characters, and Moodle keeps at most 255. Shorten it.
    """
    places = [("bank, title", bank.title, _LONGEST)]
    for quiz in bank.quizzes:
        places += [(f"quiz {quiz.id!a}, title", quiz.title, _LONGEST)]
        places += [(f"quiz {quiz.id!a}, id", quiz.id, _LONGEST_ID)]
        for question in quiz.questions:
            place = f"question {question.id!a}"
            places += [(f"{place}, id", question.id, _LONGEST_ID)]
            if question.kind in {Kind.MATCHING, Kind.ORDERING}:
                places += [(f"{place}, choice {c[:30]!a}", c, _LONGEST) for c in choices(question)]
            if question.kind is Kind.TEXT:
                places += [(f"{place}, accept {t[:30]!a}", t, _LONGEST) for t in question.accept]
    problems = tuple(
        f"{place}: it has {len(text)} characters, and Moodle keeps at most {most}. Shorten it."
        for place, text, most in places
        if len(text) > most
    )
    if problems:
        raise ExportError(what, problems)


def in_a_list(text: str) -> str:
    """Return a choice of a matching question so that Moodle, which strips tags there, shows it.

    >>> in_a_list("a < b")
    'a &lt; b'
    """
    return text.replace("<", "&lt;")


def category(bank: Bank, quiz: Quiz) -> str:
    """Return the path of a quiz in Moodle's tree of categories; `/` in a title is doubled.

    >>> category(Bank("01", "1951/52", ()), Quiz("z", "Who?", "1", ()))
    '$course$/top/1951//52/Who?'
    """
    # A slash at the end of a title could not be told from one between two titles.
    titles = [plain(title).strip("/ ") for title in (bank.title, quiz.title)]
    names = [titles[0] or bank.notebook, titles[1] or quiz.id]
    return "/".join(["$course$/top", *(name.replace("/", "//") for name in names)])


def fractions(question: Question) -> list[tuple[Option, str]]:
    """Return each option with the percentage that ticking it adds.

    Right options share 100, wrong ones share -100, as in `unsigned_peace.quiz.scoring`. Moodle
    has no fractions for 11 to 19 right options: there some are worth 10 and some 5, because the
    sum must be 100. Beyond 20 each is worth 5, and Moodle stops counting at 100.

    >>> options = (Option("a", "A", True), Option("b", "B", True), Option("c", "C", False))
    >>> [share for _, share in fractions(Question("q", Kind.MULTIPLE, "?", options=options))]
    ['50', '50', '-100']
    """
    count = sum(1 for option in question.options if option.correct)
    if 10 < count < 20:
        right = iter(["10"] * (20 - count) + ["5"] * (2 * count - 20))
    else:
        right = iter([_share(count)] * count)
    wrong = f"-{_share(len(question.options) - count)}"
    return [(option, next(right) if option.correct else wrong) for option in question.options]


def literal(text: str) -> str:
    r"""Return a short answer in which `*` is a star, not Moodle's sign for "anything".

    >>> print(literal("M*A*S*H"))
    M\*A\*S\*H
    """
    return text.replace("*", r"\*")


def _share(count: int) -> str:
    return _SHARES[max(n for n in _SHARES if n <= max(1, count))]


def _question(root: ET.Element, question: Question, cite: Cite) -> None:
    node = add(root, "question", type=_TYPES[question.kind])
    _text(add(node, "name"), question.id)
    asked = paragraphs(question, places=question.kind is Kind.ORDERING)
    _html(node, "questiontext", "".join(f"<p>{paragraph}</p>" for paragraph in asked))
    _html(node, "generalfeedback", explanation(question, cite))
    add(node, "defaultgrade", answer_text(question.points))
    add(node, "penalty", "0.3333333")
    add(node, "hidden", "0")
    add(node, "idnumber", question.id)
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE | Kind.PASSAGE:
            _choices(node, question)
        case Kind.NUMBER:
            _number(node, question)
        case Kind.TEXT:
            _short_answer(node, question)
        case Kind.ORDERING | Kind.MATCHING:
            _pairs(node, question)
    for hint in question.hints:
        _html(node, "hint", html(hint))
    if question.skill:
        _text(add(add(node, "tags"), "tag"), question.skill)


def _choices(node: ET.Element, question: Question) -> None:
    single = question.kind is Kind.SINGLE
    add(node, "single", "true" if single else "false")
    # The order of the bank is kept: segments of a passage have no other.
    add(node, "shuffleanswers", "false")
    add(node, "answernumbering", "abc")
    for option, share in fractions(question):
        all_or_nothing = "100" if option.correct else "0"
        answer = add(node, "answer", fraction=all_or_nothing if single else share, format="html")
        _text(answer, html(option.text))
        _html(answer, "feedback", html(option.feedback))


def _number(node: ET.Element, question: Question) -> None:
    answers = [(question.answer, question.tolerance, "100", "")]
    answers += [(mistake.value, 0, "0", mistake.feedback) for mistake in question.mistakes]
    for value, tolerance, fraction, feedback in answers:
        answer = add(node, "answer", fraction=fraction, format="moodle_auto_format")
        _text(answer, answer_text(value))
        add(answer, "tolerance", answer_text(tolerance))
        _html(answer, "feedback", html(feedback))
    add(node, "showunits", "3")  # no field for the unit: the question names it


def _short_answer(node: ET.Element, question: Question) -> None:
    add(node, "usecase", "0")
    answers = [(text, "100", "") for text in spellings(question.accept)]
    answers += [(str(mistake.value), "0", mistake.feedback) for mistake in question.mistakes]
    for text, fraction, feedback in answers:
        answer = add(node, "answer", fraction=fraction, format="moodle_auto_format")
        _text(answer, literal(text))
        _html(answer, "feedback", html(feedback))


def _pairs(node: ET.Element, question: Question) -> None:
    add(node, "shuffleanswers", "true" if question.kind is Kind.MATCHING else "false")
    found = [(line.left, line.right) for line in lines(question)]
    # Moodle takes a line without a left side as one more choice.
    found += [("", text) for text in spare_choices(question)]
    for left, right in found:
        line = _html(node, "subquestion", left)
        _text(add(line, "answer"), in_a_list(right))


def _html(parent: ET.Element, tag: str, fragment: str) -> ET.Element:
    node = add(parent, tag, format="html")
    _text(node, fragment)
    return node


def _text(parent: ET.Element, text: str) -> None:
    add(parent, "text", text)
