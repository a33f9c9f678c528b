"""QTI 1.2 as Canvas (classic quizzes) reads and writes it: one assessment a quiz, in one zip.

Why not text2qti, which is kept and writes this very format: it reads a Markdown of its own, so
that every text would have to be escaped for a second parser; it has no matching; and its packages
carry the date of the day. It serves in the tests instead, as an independent writer whose items
must have the same structure as ours. The rest follows Canvas's own exporter
(`lib/cc/qti/qti_items.rb` in instructure/canvas-lms).
"""

from xml.etree import ElementTree as ET

from unsigned_peace.quiz.export.content import (
    Cite,
    MatchLine,
    answer_text,
    bounds,
    choices,
    default_cite,
    explanation,
    identifier,
    lines,
    numbers,
    paragraphs,
    spellings,
)
from unsigned_peace.quiz.export.manifest import classic_manifest, classic_settings
from unsigned_peace.quiz.export.prepare import prepared
from unsigned_peace.quiz.export.xml import add, document, zipped
from unsigned_peace.quiz.model import Bank, Kind, Question, Quiz
from unsigned_peace.shared.markup import html, plain

_TYPES = {
    Kind.SINGLE: "multiple_choice_question",
    Kind.MULTIPLE: "multiple_answers_question",
    Kind.PASSAGE: "multiple_answers_question",
    Kind.NUMBER: "numerical_question",
    Kind.TEXT: "short_answer_question",
    Kind.ORDERING: "matching_question",
    Kind.MATCHING: "matching_question",
}
_RESPONSE = "response1"


def to_qti12(source: Bank | Quiz, *, cite: Cite = default_cite) -> bytes:
    """Return a zip archive with one QTI 1.2 assessment a quiz and the manifest of the package.

    Raises ExportError, with every problem, for a bank without its key.

    >>> q = Question("city", Kind.TEXT, "Where?", accept=("London",))
    >>> to_qti12(Quiz("places", "Places", "1", (q,)))[:2]
    b'PK'
    """
    bank = prepared(source, "QTI 1.2")
    names = {quiz.id: identifier("quiz", quiz.id) for quiz in bank.quizzes}
    files = {"imsmanifest.xml": classic_manifest(bank, names)}
    for quiz in bank.quizzes:
        name = names[quiz.id]
        files[f"{name}/assessment_meta.xml"] = classic_settings(quiz, name)
        files[f"{name}/{name}.xml"] = document(_assessment(quiz, name, cite))
    return zipped(files)


def _assessment(quiz: Quiz, name: str, cite: Cite) -> ET.Element:
    root = ET.Element(
        "questestinterop",
        {
            "xmlns": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2 "
            "http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd",
        },
    )
    assessment = add(root, "assessment", ident=name, title=plain(quiz.title))
    _metadata(assessment, {"cc_maxattempts": "unlimited"})
    section = add(assessment, "section", ident="root_section")
    for question in quiz.questions:
        _item(section, question, cite)
    return root


def _item(section: ET.Element, question: Question, cite: Cite) -> None:
    table = lines(question)
    parts = (*(option.id for option in question.options), *(line.id for line in table))
    ids, choice_ids = numbers((question.id, *parts), choices(question))
    item = add(section, "item", ident=identifier("q", question.id), title=question.id)
    fields = {
        "question_type": _TYPES[question.kind],
        "points_possible": answer_text(question.points),
        "original_answer_ids": ",".join(ids[part] for part in parts),
        "assessment_question_identifierref": identifier("ref", question.id),
    }
    if question.skill:
        fields["qmd_topic"] = question.skill
    _metadata(add(item, "itemmetadata"), fields)
    presentation = add(item, "presentation")
    asked = paragraphs(question, places=question.kind is Kind.ORDERING)
    _material(presentation, "".join(f"<p>{paragraph}</p>" for paragraph in asked))
    after = explanation(question, cite, mistakes=True)
    processing = add(item, "resprocessing")
    outcomes = add(processing, "outcomes")
    add(outcomes, "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    if after:
        add(_condition(processing, "Yes"), "other")
        _show(processing, "general_fb")
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE | Kind.PASSAGE:
            _ask_choices(presentation, question, ids)
            _mark_choices(processing, question, ids)
        case Kind.NUMBER:
            _ask_typed(presentation, "Decimal")
            _mark_number(processing, question)
        case Kind.TEXT:
            _ask_typed(presentation, "")
            right = _condition(processing, "No")
            for spelling in spellings(question.accept):
                add(right, "varequal", spelling, respident=_RESPONSE)
            _score(processing, "100", "Set")
        case Kind.ORDERING | Kind.MATCHING:
            for line in table:
                field = f"response_{ids[line.id]}"
                _ask_line(presentation, field, line, choice_ids)
                right = _condition(processing, "")
                add(right, "varequal", choice_ids[line.right], respident=field)
                _score(processing, f"{100 / len(table):.2f}", "Add")
    _feedback(item, "general_fb", after)
    for option in question.options:
        _feedback(item, f"{ids[option.id]}_fb", html(option.feedback))


def _ask_choices(presentation: ET.Element, question: Question, ids: dict[str, str]) -> None:
    cardinality = "Single" if question.kind is Kind.SINGLE else "Multiple"
    response = add(presentation, "response_lid", ident=_RESPONSE, rcardinality=cardinality)
    render = add(response, "render_choice")
    for option in question.options:
        _material(add(render, "response_label", ident=ids[option.id]), html(option.text))


def _ask_typed(presentation: ET.Element, fibtype: str) -> None:
    response = add(presentation, "response_str", ident=_RESPONSE, rcardinality="Single")
    if fibtype:
        add(add(response, "render_fib", fibtype=fibtype), "response_label", ident="answer1")
    else:
        add(add(response, "render_fib"), "response_label", ident="answer1", rshuffle="No")


def _ask_line(presentation: ET.Element, field: str, line: MatchLine, ids: dict[str, str]) -> None:
    response = add(presentation, "response_lid", ident=field)
    _material(response, line.left)
    render = add(response, "render_choice")
    for text, number in ids.items():
        label = add(render, "response_label", ident=number)
        add(add(label, "material"), "mattext", text, texttype="text/plain")


def _mark_choices(processing: ET.Element, question: Question, ids: dict[str, str]) -> None:
    for option in question.options:
        if option.feedback:
            chosen = _condition(processing, "Yes")
            add(chosen, "varequal", ids[option.id], respident=_RESPONSE)
            _show(processing, f"{ids[option.id]}_fb")
    right = _condition(processing, "No")
    if question.kind is not Kind.SINGLE:
        # Canvas reads the right set off this and gives partial credit by its own rule.
        right = add(right, "and")
    for option in question.options:
        if option.correct:
            add(right, "varequal", ids[option.id], respident=_RESPONSE)
        elif question.kind is not Kind.SINGLE:
            add(add(right, "not"), "varequal", ids[option.id], respident=_RESPONSE)
    _score(processing, "100", "Set")


def _mark_number(processing: ET.Element, question: Question) -> None:
    low, high = bounds(question)
    either = add(_condition(processing, "No"), "or")
    add(either, "varequal", answer_text(question.answer), respident=_RESPONSE)
    span = add(either, "and")
    add(span, "vargte", low, respident=_RESPONSE)
    add(span, "varlte", high, respident=_RESPONSE)
    _score(processing, "100", "Set")


def _metadata(parent: ET.Element, fields: dict[str, str]) -> None:
    metadata = add(parent, "qtimetadata")
    for label, entry in fields.items():
        field = add(metadata, "qtimetadatafield")
        add(field, "fieldlabel", label)
        add(field, "fieldentry", entry)


def _condition(processing: ET.Element, go_on: str) -> ET.Element:
    condition = add(processing, "respcondition", **({"continue": go_on} if go_on else {}))
    return add(condition, "conditionvar")


def _score(processing: ET.Element, points: str, action: str) -> None:
    add(processing[-1], "setvar", points, action=action, varname="SCORE")


def _show(processing: ET.Element, feedback: str) -> None:
    add(processing[-1], "displayfeedback", feedbacktype="Response", linkrefid=feedback)


def _feedback(item: ET.Element, name: str, fragment: str) -> None:
    if fragment:
        _material(add(add(item, "itemfeedback", ident=name), "flow_mat"), fragment)


def _material(parent: ET.Element, fragment: str) -> None:
    add(add(parent, "material"), "mattext", fragment, texttype="text/html")
