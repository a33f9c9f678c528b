"""QTI 2.1: one item a question, one test a quiz, one zip with its manifest.

The only format that keeps our scoring to the letter. Choices and matching use mappings; ordering
first notes the place of each item and then counts the pairs in the right order (Kendall's tau,
as in `unsigned_peace.quiz.scoring`). No kept Python library writes or reads QTI 2.1: the one
good model (mkdocs-quiz) draws random ids and has neither matching nor ordering.
"""

from xml.etree import ElementTree as ET

from unsigned_peace.quiz.export.content import (
    Cite,
    answer_text,
    choices,
    default_cite,
    explanation,
    identifier,
    lines,
    paragraphs,
    spellings,
)
from unsigned_peace.quiz.export.manifest import manifest21
from unsigned_peace.quiz.export.prepare import prepared
from unsigned_peace.quiz.export.qti21_marking import RESPONSE, mark, place
from unsigned_peace.quiz.export.qti21_rules import call, mapping, set_outcome, value, variable
from unsigned_peace.quiz.export.xml import add, document, rich, zipped
from unsigned_peace.quiz.keyless import strip
from unsigned_peace.quiz.model import Bank, Kind, Question, Quiz
from unsigned_peace.shared.markup import html, plain

_NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_GENERAL = "general"


def to_qti21(source: Bank | Quiz, *, cite: Cite = default_cite) -> bytes:
    """Return a zip archive with the QTI 2.1 items and tests of a bank, and its manifest.

    Raises ExportError, with every problem, for a bank without its key.

    >>> q = Question("city", Kind.TEXT, "Where?", accept=("London",))
    >>> to_qti21(Quiz("places", "Places", "1", (q,)))[:2]
    b'PK'
    """
    bank = prepared(source, "QTI 2.1")
    tests = {quiz.id: f"tests/{identifier('t', quiz.id)}.xml" for quiz in bank.quizzes}
    items = {q.id: f"items/{identifier('q', q.id)}.xml" for q in bank.questions}
    files = {"imsmanifest.xml": manifest21(bank, tests, items)}
    for quiz in bank.quizzes:
        files[tests[quiz.id]] = document(_test(quiz, items))
    for question in bank.questions:
        files[items[question.id]] = document(_item(question, cite))
    return zipped(files)


def _root(tag: str, name: str, title: str, **attributes: str) -> ET.Element:
    return ET.Element(
        tag,
        {
            "xmlns": _NAMESPACE,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": f"{_NAMESPACE} "
            "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
            "identifier": name,
            "title": title,
            **attributes,
        },
    )


def _test(quiz: Quiz, items: dict[str, str]) -> ET.Element:
    root = _root("assessmentTest", identifier("t", quiz.id), plain(quiz.title))
    _outcome(root, "SCORE", "float", "0")
    part = add(
        root,
        "testPart",
        identifier="part",
        navigationMode="nonlinear",
        submissionMode="individual",
    )
    add(part, "itemSessionControl", maxAttempts="0", showFeedback="true")
    section = add(
        part, "assessmentSection", identifier="section", title=plain(quiz.title), visible="true"
    )
    for question in quiz.questions:
        name = identifier("q", question.id)
        add(section, "assessmentItemRef", identifier=name, href=f"../{items[question.id]}")
    scores = add(ET.Element("any"), "testVariables", variableIdentifier="SCORE")
    set_outcome(add(root, "outcomeProcessing"), "SCORE", call("sum", scores))
    return root


def _item(question: Question, cite: Cite) -> ET.Element:
    root = _root(
        "assessmentItem",
        identifier("q", question.id),
        question.id,
        **{"xml:lang": "en", "adaptive": "false", "timeDependent": "false"},
    )
    after = explanation(question, cite)
    _declare_response(root, question)
    points = answer_text(question.points)
    _outcome(root, "SCORE", "float", "0")
    _outcome(root, "MAXSCORE", "float", points)
    add(root, "outcomeDeclaration", identifier="FEEDBACK", cardinality="multiple",
        baseType="identifier")  # fmt: skip
    if question.kind is Kind.ORDERING:
        for item in question.items:
            _outcome(root, place(item.id), "integer", "0")
    body = add(root, "itemBody")
    for paragraph in paragraphs(question):
        rich(body, "p", paragraph)
    _ask(body, question)
    processing = add(root, "responseProcessing")
    mark(processing, question)
    if after:
        set_outcome(
            processing,
            "FEEDBACK",
            call("multiple", variable("FEEDBACK"), value("identifier", _GENERAL)),
        )
    for option in question.options:
        if option.feedback:
            _feedback(root, identifier("o", option.id), f"<p>{html(option.feedback)}</p>")
    typed = () if question.kind is Kind.MATCHING else question.mistakes
    for number, mistake in enumerate(typed, 1):
        _feedback(root, f"mistake_{number}", f"<p>{html(mistake.feedback)}</p>")
    if after:
        _feedback(root, _GENERAL, after)
    return root


def _declare_response(root: ET.Element, question: Question) -> None:
    points = float(question.points)
    match question.kind:
        case Kind.SINGLE:
            right = [identifier("o", option.id) for option in question.options if option.correct]
            declaration = _response(root, "single", "identifier", right)
            mapping(declaration, dict.fromkeys(right, points))
        case Kind.MULTIPLE | Kind.PASSAGE:
            right = [identifier("o", option.id) for option in question.options if option.correct]
            wrong = [identifier("o", o.id) for o in question.options if not o.correct]
            declaration = _response(root, "multiple", "identifier", right)
            values = {name: points / len(right) for name in right}
            values |= {name: -points / len(wrong) for name in wrong}
            mapping(declaration, values, bounds=(0, points))
        case Kind.NUMBER:
            _response(root, "single", "float", [answer_text(question.answer)])
        case Kind.TEXT:
            declaration = _response(root, "single", "string", list(question.accept[:1]))
            mapping(declaration, dict.fromkeys(spellings(question.accept), points), text=True)
        case Kind.ORDERING:
            _response(
                root, "ordered", "identifier", [identifier("o", i.id) for i in question.items]
            )
        case Kind.MATCHING:
            names = {text: f"choice_{n}" for n, text in enumerate(choices(question), 1)}
            right = [f"{identifier('l', row.id)} {names[row.right]}" for row in lines(question)]
            declaration = _response(root, "multiple", "directedPair", right)
            mapping(declaration, dict.fromkeys(right, 1.0))


def _response(root: ET.Element, cardinality: str, kind: str, right: list[str]) -> ET.Element:
    declaration = add(
        root, "responseDeclaration", identifier=RESPONSE, cardinality=cardinality, baseType=kind
    )
    correct = add(declaration, "correctResponse")
    for text in right:
        add(correct, "value", text)
    return declaration


def _outcome(root: ET.Element, name: str, kind: str, default: str) -> None:
    outcome = add(root, "outcomeDeclaration", identifier=name, cardinality="single", baseType=kind)
    add(add(outcome, "defaultValue"), "value", default)


def _ask(body: ET.Element, question: Question) -> None:
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE | Kind.PASSAGE:
            most = "1" if question.kind is Kind.SINGLE else "0"
            interaction = add(
                body,
                "choiceInteraction",
                responseIdentifier=RESPONSE,
                shuffle="false",
                maxChoices=most,
            )
            for option in question.options:
                name = identifier("o", option.id)
                rich(interaction, "simpleChoice", html(option.text), identifier=name)
        case Kind.NUMBER | Kind.TEXT:
            length = "10" if question.kind is Kind.NUMBER else "30"
            add(add(body, "p"), "textEntryInteraction", responseIdentifier=RESPONSE,
                expectedLength=length)  # fmt: skip
        case Kind.ORDERING:
            interaction = add(body, "orderInteraction", responseIdentifier=RESPONSE, shuffle="true")
            for item in strip(question).items:
                name = identifier("o", item.id)
                rich(interaction, "simpleChoice", html(item.text), identifier=name)
        case Kind.MATCHING:
            _ask_pairs(body, question)


def _ask_pairs(body: ET.Element, question: Question) -> None:
    table = lines(question)
    interaction = add(
        body,
        "matchInteraction",
        responseIdentifier=RESPONSE,
        shuffle="false",
        maxAssociations=str(len(table)),
    )
    left, right = add(interaction, "simpleMatchSet"), add(interaction, "simpleMatchSet")
    for line in table:
        name = identifier("l", line.id)
        rich(left, "simpleAssociableChoice", line.left, identifier=name, matchMax="1")
    for number, text in enumerate(choices(question), 1):
        add(right, "simpleAssociableChoice", text, identifier=f"choice_{number}", matchMax="0")


def _feedback(root: ET.Element, name: str, fragment: str) -> None:
    node = rich(root, "modalFeedback", fragment)
    node.attrib.update(outcomeIdentifier="FEEDBACK", identifier=name, showHide="show")
