"""The small language in which QTI 2.1 writes how an answer is marked, as functions."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from xml.etree import ElementTree as ET

from unsigned_peace.quiz.export.content import answer_text
from unsigned_peace.quiz.export.xml import add

# The name of an outcome variable and the expression that gives its new value.
Assigned = tuple[str, ET.Element]


def call(operator: str, *arguments: ET.Element, **attributes: str) -> ET.Element:
    """Return the expression `operator(arguments)`; arguments are copied, so they may be reused.

    >>> ET.tostring(call("not", variable("X")), encoding="unicode")
    '<not><variable identifier="X" /></not>'
    """
    node = ET.Element(operator, attributes)
    node.extend(deepcopy(arguments))
    return node


def variable(name: str) -> ET.Element:
    """Return the expression that reads a variable."""
    return ET.Element("variable", identifier=name)


def value(kind: str, text: str) -> ET.Element:
    """Return a constant of a base type such as `float` or `identifier`."""
    node = ET.Element("baseValue", baseType=kind)
    node.text = text
    return node


def set_outcome(parent: ET.Element, name: str, expression: ET.Element) -> None:
    """Append the rule that gives an outcome variable a new value."""
    add(parent, "setOutcomeValue", identifier=name).append(expression)


def when(
    parent: ET.Element,
    branches: Sequence[tuple[ET.Element, Assigned]],
    otherwise: Assigned | None = None,
) -> None:
    """Append a condition: the first branch whose expression is true is done, else `otherwise`.

    Nothing is appended where there are no branches.

    >>> root = ET.Element("responseProcessing")
    >>> when(root, [(variable("A"), ("X", variable("B")))])
    >>> [node.tag for node in root.iter()][:4]
    ['responseProcessing', 'responseCondition', 'responseIf', 'variable']
    """
    if not branches:
        return
    condition = add(parent, "responseCondition")
    for number, (test, (name, expression)) in enumerate(branches):
        branch = add(condition, "responseElseIf" if number else "responseIf")
        branch.append(test)
        set_outcome(branch, name, expression)
    if otherwise:
        set_outcome(add(condition, "responseElse"), *otherwise)


def mapping(
    declaration: ET.Element,
    values: Mapping[str, float],
    *,
    bounds: tuple[float, float] | None = None,
    text: bool = False,
) -> None:
    """Append what each answer is worth; any other is worth nothing.

    `bounds` are the least and the most that a set of answers can be worth. Letter case does
    not count where answers are `text`.
    """
    node = add(declaration, "mapping")
    if bounds:
        node.set("lowerBound", answer_text(bounds[0]))
        node.set("upperBound", answer_text(bounds[1]))
    node.set("defaultValue", "0")
    for key, worth in values.items():
        entry = add(node, "mapEntry", mapKey=key, mappedValue=answer_text(worth))
        if text:
            entry.set("caseSensitive", "false")
