"""How a QTI 2.1 item marks an answer: exactly as `unsigned_peace.quiz.scoring` does.

Choices and short answers are looked up in the mapping of the response. An ordering question
notes the place of each item and counts the pairs in the right order; a matching question
subtracts what one choice for every line would earn.
"""

from collections import Counter
from itertools import combinations
from xml.etree import ElementTree as ET

from unsigned_peace.quiz.export.content import answer_text, bounds, identifier, lines
from unsigned_peace.quiz.export.qti21_rules import call, set_outcome, value, variable, when
from unsigned_peace.quiz.model import Kind, Question

RESPONSE = "RESPONSE"


def place(item_id: str) -> str:
    """Return the name of the variable that holds the place of an item.

    >>> place("yalta")
    'PLACE_yalta'
    """
    return identifier("PLACE", item_id)


def mark(processing: ET.Element, question: Question) -> None:
    """Append to `processing` the rules that give SCORE and FEEDBACK their values."""
    mapped = ET.Element("mapResponse", identifier=RESPONSE)
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE | Kind.PASSAGE:
            set_outcome(processing, "SCORE", mapped)
            set_outcome(processing, "FEEDBACK", call("multiple", variable(RESPONSE)))
        case Kind.NUMBER:
            when(processing, [(_in_bounds(question), _full(question))])
            _mark_mistakes(processing, question)
        case Kind.TEXT:
            set_outcome(processing, "SCORE", mapped)
            _mark_mistakes(processing, question)
        case Kind.ORDERING:
            _mark_order(processing, question)
        case Kind.MATCHING:
            _mark_pairs(processing, question, mapped)


def _mark_mistakes(processing: ET.Element, question: Question) -> None:
    branches = []
    for number, mistake in enumerate(question.mistakes, 1):
        if question.kind is Kind.NUMBER:
            given = _equal(mistake.value)
        else:
            given = call("stringMatch", variable(RESPONSE), value("string", str(mistake.value)))
            given.set("caseSensitive", "false")
        said = call("multiple", value("identifier", f"mistake_{number}"))
        branches.append((given, ("FEEDBACK", said)))
    when(processing, branches)


def _mark_order(processing: ET.Element, question: Question) -> None:
    """Note the place of each item, then add 1 for a pair in order and take 1 for another."""
    names = [item.id for item in question.items]
    for name in names:
        when(
            processing,
            [
                (
                    call("match", call("index", variable(RESPONSE), n=n),
                         value("identifier", identifier("o", name))),
                    (place(name), value("integer", n)),
                )
                for n in map(str, range(1, len(names) + 1))
            ],
        )  # fmt: skip
    pairs = list(combinations(names, 2))
    for first, second in pairs:
        one = value("float", "1")
        up = call("sum", variable("SCORE"), one)
        down = call("subtract", variable("SCORE"), one)
        in_order = call("lt", variable(place(first)), variable(place(second)))
        when(processing, [(in_order, ("SCORE", up))], otherwise=("SCORE", down))
    _scale(processing, question.points / max(1, len(pairs)))


def _mark_pairs(processing: ET.Element, question: Question, mapped: ET.Element) -> None:
    """Count only right lines beyond those that one choice for every line would give."""
    table = lines(question)
    free = max(Counter(line.right for line in table).values(), default=0)
    if free == len(table):
        correct = ET.Element("correct", identifier=RESPONSE)
        when(processing, [(call("match", variable(RESPONSE), correct), _full(question))])
        return
    set_outcome(processing, "SCORE", call("subtract", mapped, value("float", str(free))))
    _scale(processing, question.points / (len(table) - free))


def _scale(processing: ET.Element, factor: float) -> None:
    """Turn a count in SCORE into points; less than nothing is nothing."""
    product = call("product", variable("SCORE"), value("float", answer_text(factor)))
    negative = call("lt", variable("SCORE"), value("float", "0"))
    when(processing, [(negative, ("SCORE", value("float", "0")))], otherwise=("SCORE", product))


def _in_bounds(question: Question) -> ET.Element:
    if not question.tolerance:
        return _equal(question.answer)
    # Two comparisons, because engines read the tolerance of `equal` in different ways.
    low, high = (value("float", bound) for bound in bounds(question))
    return call("and", call("gte", variable(RESPONSE), low), call("lte", variable(RESPONSE), high))


def _equal(number: float | str | None) -> ET.Element:
    given = value("float", answer_text(number))
    return call("equal", variable(RESPONSE), given, toleranceMode="exact")


def _full(question: Question) -> tuple[str, ET.Element]:
    return "SCORE", value("float", answer_text(question.points))
