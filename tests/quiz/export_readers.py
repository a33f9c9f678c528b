"""Readers of the exported formats, as small as a test can have them.

No kept Python library reads these formats: pygiftparser knows no lists of numbers, pyslet (QTI
2.1) and QAS Editor are no longer looked after. So each reader here follows the system that will
read the file: `gift` does what Moodle's `question/format/gift/format.php` does, in its order;
`qti12` reads items as Canvas does.

All return one `Read` a question, in the order of the file.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from html import unescape
from xml.etree import ElementTree as ET

_MARKS = dict(zip(":#={}~", ("058", "035", "061", "123", "125", "126"), strict=True))
_BLANKS = " \t\n\r\0\x0b"


@dataclass
class Read:
    """A question as another system sees it. `answers` are (text, worth, feedback)."""

    id: str
    type: str
    text: str
    answers: list[tuple[str, float, str]] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    spare: list[str] = field(default_factory=list)
    after: str = ""
    hints: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    points: float | None = None
    tolerance: float | None = None


def files(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def gift(text: str) -> list[Read]:
    found = []
    for block in re.split(r"\n[ \t]*\n", text):
        tags = re.findall(r"\[tag:((?:\\]|[^\]])+)\]", _comments(block))
        body = "\n".join(line for line in block.split("\n") if not line.strip().startswith("//"))
        if body.strip() and not body.startswith("$CATEGORY:"):
            found.append(_gift_question(body.strip(_BLANKS), tags))
    return found


def _comments(block):
    return "\n".join(line for line in block.split("\n") if line.strip().startswith("//"))


def _gift_question(text, tags):
    text = text.replace("\\\\", "&&092;")
    for char, code in _MARKS.items():
        text = text.replace(f"\\{char}", f"&&{code};")
    text = text.replace("\\n", "&&010;").replace("&&092;", "\\")
    assert text.startswith("::")
    name, text = text[2:].split("::", 1)
    start, end = text.index("{"), text.index("}")
    assert end == len(text) - 1, "text after the answers"
    answers = text[start + 1 : end].strip(_BLANKS)
    answers, _, after = answers.partition("####")
    answers = answers.strip(_BLANKS)
    asked, plain = _formatted(text[:start].strip(_BLANKS)), _plain
    question = Read(plain(name), "", asked, after=_formatted(after), tags=tags)
    if answers.startswith("#"):
        question.type = "numerical"
        for part in _split(answers[1:], "="):
            weight, rest = _weight(part)
            value, feedback = _feedback(rest)
            number, _, tolerance = value.partition(":")
            question.answers.append((number, weight, feedback))
            question.tolerance = float(tolerance) if weight else question.tolerance
    elif "~" in answers:
        question.type = "multichoice, one" if "=" in answers else "multichoice"
        for part in _split(answers.replace("=", "~="), "~"):
            weight, rest = (100.0, part[1:]) if part.startswith("=") else _weight(part, 0.0)
            question.answers.append((*_feedback(rest)[:1], weight, _feedback(rest)[1]))
    elif "=" in answers and "->" in answers:
        question.type = "matching"
        for part in _split(answers, "="):
            left, right = part.split("->", 1)
            if left.strip(_BLANKS):
                question.pairs.append((_formatted(left), _in_a_list(plain(right))))
            else:
                question.spare.append(_in_a_list(plain(right)))
    else:
        question.type = "shortanswer"
        for part in _split(answers, "="):
            weight, rest = _weight(part)
            value, feedback = _feedback(rest)
            question.answers.append((_unstarred(value), weight, feedback))
    return question


def _split(text, sign):
    parts = [part.strip(_BLANKS) for part in text.split(sign)]
    return parts if parts[0] else parts[1:]


def _weight(part, default=100.0):
    match = re.match(r"%(-*[0-9]{1,2}\.?[0-9]*)%", part)
    return (float(match[1]), part[match.end() :]) if match else (default, part)


def _feedback(part):
    answer, _, feedback = part.partition("#")
    return _formatted(answer), _formatted(feedback)


def _formatted(text):
    text = text.strip(_BLANKS)
    match = re.match(r"\[(html|plain|moodle|markdown)\]", text)
    return _plain(text[match.end() :] if match else text)


def _plain(text):
    for char, code in _MARKS.items():
        text = text.replace(f"&&{code};", char)
    return text.replace("&&010;", "\n").strip(_BLANKS)


def _unstarred(text):
    """Undo what makes a star a star; a bare one would mean "anything"."""
    assert not re.search(r"(?<!\\)\*", text), f"a wildcard in {text!r}"
    return text.replace(r"\*", "*")


def moodle(document: bytes) -> list[Read]:
    found = []
    for node in ET.fromstring(document).iterfind("question"):
        kind = node.get("type")
        if kind == "category":
            continue
        if kind == "multichoice" and node.findtext("single") == "true":
            kind = "multichoice, one"
        question = Read(
            node.findtext("idnumber"),
            kind,
            _moodle_text(node, "questiontext"),
            after=_moodle_text(node, "generalfeedback"),
            hints=[hint.findtext("text") for hint in node.iterfind("hint")],
            tags=[tag.findtext("text") for tag in node.iterfind("tags/tag")],
            points=float(node.findtext("defaultgrade")),
        )
        for answer in node.iterfind("answer"):
            text, worth = answer.findtext("text") or "", float(answer.get("fraction"))
            text = _unstarred(text) if kind == "shortanswer" else text
            question.answers.append((text, worth, _moodle_text(answer, "feedback")))
            if worth and kind == "numerical":
                question.tolerance = float(answer.findtext("tolerance"))
        for line in node.iterfind("subquestion"):
            left, right = line.findtext("text") or "", _in_a_list(line.findtext("answer/text"))
            question.pairs.append((left, right)) if left else question.spare.append(right)
        found.append(question)
    return found


def _in_a_list(text):
    """Show a choice as Moodle does: tags are stripped, then entities become letters."""
    return unescape(re.sub("<[^>]*>?", "", text or ""))


def _moodle_text(node, tag):
    return (node.findtext(f"{tag}/text") or "").strip(_BLANKS)


_QTI12 = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"


def qti12(package: bytes) -> list[Read]:
    found = []
    for name, content in files(package).items():
        if not name.endswith(("imsmanifest.xml", "assessment_meta.xml")):
            root = _without_namespace(ET.fromstring(content), _QTI12)
            found += [_qti12_item(item) for item in root.iter("item")]
    return found


def _qti12_item(item):
    meta = {
        entry.findtext("fieldlabel"): entry.findtext("fieldentry")
        for entry in item.iter("qtimetadatafield")
    }
    said = {
        node.get("ident"): node.findtext("flow_mat/material/mattext")
        for node in item.iterfind("itemfeedback")
    }
    rules = item.find("resprocessing")
    shown = {node.get("linkrefid") for node in rules.iter("displayfeedback")}
    assert shown == set(said), "feedback that nothing shows, or the other way round"
    question = Read(
        item.get("title"),
        meta["question_type"],
        item.findtext("presentation/material/mattext"),
        after=said.get("general_fb", ""),
        tags=[meta["qmd_topic"]] if "qmd_topic" in meta else [],
        points=float(meta["points_possible"]),
    )
    scored = [rule for rule in rules.iterfind("respcondition") if rule.find("setvar") is not None]
    if question.type == "matching_question":
        _qti12_lines(item, question, scored)
        return question
    [rule] = scored
    assert rule.findtext("setvar") == "100"
    condition = rule.find("conditionvar")
    refused = {node.text for no in condition.iter("not") for node in no.iter("varequal")}
    accepted = [node.text for node in condition.iter("varequal") if node.text not in refused]
    if question.type in {"multiple_choice_question", "multiple_answers_question"}:
        labels = _qti12_labels(item)
        assert refused <= set(labels), "a rule for no option"
        question.answers = [
            (text, 100.0 * (ident in accepted), said.get(f"{ident}_fb", ""))
            for ident, text in labels.items()
        ]
    else:
        question.answers = [(text, 100.0, "") for text in accepted]
        if question.type == "numerical_question":
            low, high = condition.findtext(".//vargte"), condition.findtext(".//varlte")
            question.tolerance = (float(high) - float(low)) / 2
    return question


def _qti12_lines(item, question, scored):
    right = {}
    for rule in scored:
        node = rule.find("conditionvar/varequal")
        right[node.get("respident")] = node.text
    used = set()
    for line in item.iterfind("presentation/response_lid"):
        labels = _qti12_labels(line)
        question.pairs.append((line.findtext("material/mattext"), labels[right[line.get("ident")]]))
        used |= set(right.values())
    question.spare = [text for ident, text in labels.items() if ident not in used]


def _qti12_labels(node):
    labels = {
        label.get("ident"): label.findtext("material/mattext")
        for label in node.iter("response_label")
    }
    assert all(ident.isdecimal() for ident in labels), "Canvas keeps numbers only"
    return labels


_QTI21 = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"


def qti21_items(package: bytes) -> dict[str, ET.Element]:
    return {
        name: _without_namespace(ET.fromstring(content), _QTI21)
        for name, content in files(package).items()
        if name.startswith("items/")
    }


def qti21(package: bytes) -> list[Read]:
    return [_qti21_item(item) for item in qti21_items(package).values()]


def _qti21_item(item):
    body = item.find("itemBody")
    said = {node.get("identifier"): _inner(node) for node in item.iterfind("modalFeedback")}
    texts = [p for p in body.iterfind("p") if p.find("textEntryInteraction") is None]
    interaction = next(node for node in body.iter() if node.tag.endswith("Interaction"))
    right = [value.text for value in item.iterfind("responseDeclaration/correctResponse/value")]
    [points] = [
        float(node.findtext("defaultValue/value"))
        for node in item.iterfind("outcomeDeclaration")
        if node.get("identifier") == "MAXSCORE"
    ]
    question = Read(
        item.get("title"),
        interaction.tag,
        "".join(f"<p>{_inner(p)}</p>" for p in texts),
        after=said.get("general", ""),
        points=points,
    )
    labels = {
        node.get("identifier"): _inner(node)
        for node in interaction.iter()
        if node.tag in {"simpleChoice", "simpleAssociableChoice"}
    }
    if interaction.tag == "matchInteraction":
        question.pairs = [tuple(labels[part] for part in pair.split()) for pair in right]
        used = {pair.split()[1] for pair in right}
        choices = interaction.findall("simpleMatchSet")[1]
        question.spare = [_inner(c) for c in choices if c.get("identifier") not in used]
    elif interaction.tag == "orderInteraction":
        question.answers = [(labels[name], 100.0, "") for name in right]
    elif interaction.tag == "choiceInteraction":
        question.answers = [
            (text, 100.0 * (name in right), said.get(name, "")[3:-4])  # without <p></p>
            for name, text in labels.items()
        ]
    else:
        keys = [node.get("mapKey") for node in item.iter("mapEntry")]
        question.answers = [(text, 100.0, "") for text in keys or right]
    return question


def _inner(node):
    """Return the content of an element as text, as an HTML author would have written it."""
    inner = "".join([_text(node.text), *(ET.tostring(c, encoding="unicode") for c in node)])
    return re.sub(r">\s*\n\s*<", "><", inner).strip("\n ") if node.tag == "modalFeedback" else inner


def _text(text):
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _without_namespace(root, namespace):
    for node in root.iter():
        assert node.tag.startswith(namespace), f"{node.tag} in a foreign namespace"
        node.tag = node.tag.removeprefix(namespace)
    return root
