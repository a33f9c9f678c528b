"""Writing XML and zip files whose bytes depend on the content alone.

The standard library's ElementTree escapes everything and keeps the order of attributes. Zip
entries are stored, not deflated (zlib and zlib-ng give different bytes), with one fixed date.
"""

import io
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree as ET

# Elements in which white space is content: nothing inside them is indented.
_MIXED = {"p", "li", "prompt", "simpleChoice", "simpleAssociableChoice"}
_EPOCH = (1980, 1, 1, 0, 0, 0)


def add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Append a child to `parent` and return it.

    >>> root = ET.Element("quiz")
    >>> _ = add(root, "name", "A < B", format="html")
    >>> ET.tostring(root, encoding="unicode")
    '<quiz><name format="html">A &lt; B</name></quiz>'
    """
    child = ET.SubElement(parent, tag, attributes)
    child.text = text or None
    return child


def rich(parent: ET.Element, tag: str, html: str, **attributes: str) -> ET.Element:
    """Append a child that holds a fragment of HTML as elements, and return it.

    `html` must be what `unsigned_peace.shared.markup.html` returns, or be made of it.

    >>> root = rich(ET.Element("itemBody"), "p", "a <em>b</em>")
    >>> ET.tostring(root, encoding="unicode")
    '<p>a <em>b</em></p>'
    """
    child = ET.fromstring(f"<{tag}>{html}</{tag}>")  # noqa: S314 - escaped by ourselves
    child.attrib.update(attributes)
    parent.append(child)
    return child


def document(root: ET.Element) -> bytes:
    """Return `root` as an indented XML document in UTF-8.

    >>> print(document(ET.Element("quiz")).decode(), end="")
    <?xml version="1.0" encoding="UTF-8"?>
    <quiz />
    """
    _indent(root, 0)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of `files`, in the order of the mapping.

    >>> zipped({"a.txt": b"1"}) == zipped({"a.txt": b"1"})
    True
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # Unix, on every system
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_STORED)
    return stream.getvalue()


def _indent(node: ET.Element, level: int) -> None:
    if node.tag in _MIXED or not len(node):
        return
    node.text = pad = "\n" + "  " * (level + 1)
    for child in node:
        _indent(child, level + 1)
        child.tail = pad
    node[-1].tail = pad[:-2]
