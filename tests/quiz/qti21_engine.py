"""As much of QTI 2.1 as the exports use: the order of elements, and response processing.

The schema itself is not at hand offline and its licence keeps it out of the repository. The
content models below are written from the information model of QTI 2.1 (IMS Global, 2012); in
each, the children in their order, then required and optional attributes.
"""

import re

_INLINE = "(em|strong|code|a)*"
_EXPRESSION = (
    "(variable|baseValue|mapResponse|correct|match|and|lt|gte|lte|sum|subtract|product|index|equal"
    "|stringMatch|multiple|testVariables)"
)
_RULES = "(responseCondition|setOutcomeValue)*"
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BRANCH = (f"{_EXPRESSION}{_RULES}", set(), set())
_PAIR = (f"{_EXPRESSION}{_EXPRESSION}", set(), set())

MODELS = {
    "assessmentItem": (
        "(responseDeclaration)*(outcomeDeclaration)*(itemBody)(responseProcessing)(modalFeedback)*",
        {"identifier", "title", "adaptive", "timeDependent"},
        {_XSI, _LANG},
    ),
    "responseDeclaration": (
        "(correctResponse)?(mapping)?",
        {"identifier", "cardinality", "baseType"},
        set(),
    ),
    "correctResponse": ("(value)+", set(), set()),
    "defaultValue": ("(value)+", set(), set()),
    "value": ("", set(), set()),
    "mapping": ("(mapEntry)+", {"defaultValue"}, {"lowerBound", "upperBound"}),
    "mapEntry": ("", {"mapKey", "mappedValue"}, {"caseSensitive"}),
    "outcomeDeclaration": ("(defaultValue)?", {"identifier", "cardinality", "baseType"}, set()),
    "itemBody": ("(p|choiceInteraction|orderInteraction|matchInteraction)+", set(), set()),
    "p": ("(em|strong|code|a|textEntryInteraction)*", set(), set()),
    "ul": ("(li)*", set(), set()),
    "li": (_INLINE, set(), set()),
    "em": (_INLINE, set(), set()),
    "strong": (_INLINE, set(), set()),
    "code": (_INLINE, set(), set()),
    "a": ("", {"href"}, set()),
    "choiceInteraction": (
        "(simpleChoice)+",
        {"responseIdentifier", "shuffle", "maxChoices"},
        set(),
    ),
    "orderInteraction": ("(simpleChoice)+", {"responseIdentifier", "shuffle"}, set()),
    "matchInteraction": (
        "(simpleMatchSet)(simpleMatchSet)",
        {"responseIdentifier", "shuffle", "maxAssociations"},
        set(),
    ),
    "textEntryInteraction": ("", {"responseIdentifier"}, {"expectedLength"}),
    "simpleChoice": (_INLINE, {"identifier"}, set()),
    "simpleMatchSet": ("(simpleAssociableChoice)+", set(), set()),
    "simpleAssociableChoice": (_INLINE, {"identifier", "matchMax"}, set()),
    "modalFeedback": ("(p|ul)+", {"outcomeIdentifier", "identifier", "showHide"}, set()),
    "responseProcessing": (_RULES, set(), set()),
    "responseCondition": ("(responseIf)(responseElseIf)*(responseElse)?", set(), set()),
    "responseIf": _BRANCH,
    "responseElseIf": _BRANCH,
    "responseElse": (_RULES, set(), set()),
    "setOutcomeValue": (_EXPRESSION, {"identifier"}, set()),
    "variable": ("", {"identifier"}, set()),
    "correct": ("", {"identifier"}, set()),
    "mapResponse": ("", {"identifier"}, set()),
    "baseValue": ("", {"baseType"}, set()),
    "match": _PAIR,
    "lt": _PAIR,
    "gte": _PAIR,
    "lte": _PAIR,
    "and": (f"{_EXPRESSION}+", set(), set()),
    "subtract": _PAIR,
    "equal": (_PAIR[0], {"toleranceMode"}, set()),
    "stringMatch": (_PAIR[0], {"caseSensitive"}, set()),
    "sum": (f"{_EXPRESSION}+", set(), set()),
    "product": (f"{_EXPRESSION}+", set(), set()),
    "multiple": (f"{_EXPRESSION}*", set(), set()),
    "index": (_EXPRESSION, {"n"}, set()),
    "assessmentTest": (
        "(outcomeDeclaration)*(testPart)+(outcomeProcessing)?",
        {"identifier", "title"},
        {_XSI},
    ),
    "testPart": (
        "(itemSessionControl)?(assessmentSection)+",
        {"identifier", "navigationMode", "submissionMode"},
        set(),
    ),
    "itemSessionControl": ("", set(), {"maxAttempts", "showFeedback"}),
    "assessmentSection": ("(assessmentItemRef)*", {"identifier", "title", "visible"}, set()),
    "assessmentItemRef": ("", {"identifier", "href"}, set()),
    "outcomeProcessing": ("(setOutcomeValue)*", set(), set()),
    "testVariables": ("", {"variableIdentifier"}, set()),
}
_MIXED = {"p", "li", "em", "strong", "code", "a", "simpleChoice", "simpleAssociableChoice"}
_LEAVES_WITH_TEXT = {"value", "baseValue"}


def problems(root):
    """Return every place where a document leaves the content models; types are not checked."""
    found = []
    for node in root.iter():
        if node.tag not in MODELS:
            found.append(f"{node.tag} is not known")
            continue
        children, required, optional = MODELS[node.tag]
        pattern = re.sub(r"\(([^)]*)\)", _with_ends, children)
        if not re.fullmatch(pattern, "".join(f"<{child.tag}>" for child in node)):
            found.append(f"{node.tag} holds {[child.tag for child in node]}")
        if not required <= set(node.attrib) <= required | optional:
            found.append(f"{node.tag} has {sorted(node.attrib)}")
        texts = [node.text, *(child.tail for child in node)]
        if node.tag not in _MIXED | _LEAVES_WITH_TEXT and any((t or "").strip() for t in texts):
            found.append(f"{node.tag} has text of its own")
    return found


def _with_ends(group):
    return "(?:" + "|".join(f"<{name}>" for name in group[1].split("|")) + ")"


class Item:
    """An item that can be answered. Values: None, a string, a number, or a list of these."""

    def __init__(self, root):
        self.root = root
        self.declaration = root.find("responseDeclaration")
        self.base_type = self.declaration.get("baseType")

    def correct(self):
        values = [self._typed(node.text) for node in self.declaration.iter("value")]
        return values if self.declaration.get("cardinality") != "single" else values[0]

    def answered(self, response):
        """Return the outcome variables after response processing."""
        self.values = {"RESPONSE": response}
        for outcome in self.root.iterfind("outcomeDeclaration"):
            default = outcome.findtext("defaultValue/value")
            self.values[outcome.get("identifier")] = default and float(default)
        self._do(self.root.find("responseProcessing"))
        return self.values

    def _typed(self, text):
        return float(text) if self.base_type in {"float", "integer"} else text

    def _do(self, rules):
        for rule in rules:
            if rule.tag == "setOutcomeValue":
                self.values[rule.get("identifier")] = self._value(rule[0])
            elif rule.tag == "responseCondition":
                for branch in rule:
                    if branch.tag == "responseElse":
                        self._do(branch)
                    elif self._value(branch[0]) is True:
                        self._do(branch[1:])
                        break

    def _value(self, node):
        return getattr(self, f"_{node.tag}")(node, *map(self._value, node))

    def _variable(self, node):
        return self.values[node.get("identifier")]

    def _correct(self, _):
        return self.correct()

    def _baseValue(self, node):  # noqa: N802
        number = node.get("baseType") in {"float", "integer"}
        return float(node.text) if number else node.text or ""

    def _mapResponse(self, _):  # noqa: N802
        mapping = self.declaration.find("mapping")
        response = self.values["RESPONSE"]
        given = response if isinstance(response, list) else [response]
        total = sum(self._mapped(mapping, value) for value in set(given) - {None})
        low, high = (float(mapping.get(f"{end}Bound", f"{sign}inf")) for end, sign in _ENDS)
        return min(max(total, low), high)

    def _mapped(self, mapping, value):
        for entry in mapping:
            key = entry.get("mapKey")
            folded = entry.get("caseSensitive") == "false"
            if key == value or (folded and key.casefold() == value.casefold()):
                return float(entry.get("mappedValue"))
        return float(mapping.get("defaultValue"))

    def _match(self, _, left, right):
        if isinstance(left, list) and isinstance(right, list):
            return sorted(left) == sorted(right)
        return None if left is None or right is None else left == right

    def _equal(self, node, left, right):
        assert node.get("toleranceMode") == "exact"
        return None if left is None else left == right

    def _and(self, _, *parts):
        return None if None in parts else all(parts)

    def _gte(self, _, left, right):
        return None if left is None else left >= right

    def _lte(self, _, left, right):
        return None if left is None else left <= right

    def _stringMatch(self, _, left, right):  # noqa: N802
        return None if left is None else left.casefold() == right.casefold()

    def _index(self, node, ordered):
        place = int(node.get("n")) - 1
        return ordered[place] if ordered and place < len(ordered) else None

    def _lt(self, _, left, right):
        return left < right

    def _sum(self, _, *parts):
        return sum(parts)

    def _subtract(self, _, left, right):
        return left - right

    def _product(self, _, left, right):
        return left * right

    def _multiple(self, _, *parts):
        flat = []
        for part in parts:
            flat += part if isinstance(part, list) else [part]
        return [value for value in flat if value is not None]


_ENDS = (("lower", "-"), ("upper", ""))
