"""The prose of a notebook: links that lead somewhere, pictures in words, easy English."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from unsigned_peace.checks import markdown, readability
from unsigned_peace.checks.course_references import SOURCES_PAGE, References
from unsigned_peace.data.citations import GENERAL_KNOWLEDGE


def faults(
    text: str, page: Path, references: References, attached: Collection[str], *, ours: bool = True
) -> Iterator[str]:
    """Say what is wrong with a text cell.

    Args:
        text: Markdown.
        page: the file it stands in; links start from there.
        references: what links may lead to, and the idioms to avoid.
        attached: names of pictures attached to the cell.
        ours: whether we chose the words; a list of sources has titles, and says what was not read.

    """
    yield from _links(text, page, references, attached)
    if not ours:
        return
    yield from _unmarked(text, references)
    yield from readability.faults(text)
    yield from readability.idioms("\n".join(markdown.sentences(text)), references.idioms)


def _links(
    text: str, page: Path, references: References, attached: Collection[str]
) -> Iterator[str]:
    for is_picture, label, target in markdown.links(text):
        if is_picture and not label.strip():
            yield f"the picture {target} has no text alternative: write ![what it shows]({target})"
        if target.startswith("attachment:"):
            if target.removeprefix("attachment:") not in attached:
                yield f"the picture {target} is not attached to this cell"
        elif re.match(r"[a-z]+:", target):
            if is_picture:
                yield f"the picture {target} comes from the network; keep a copy in docs/images"
        elif target.startswith("#"):
            continue  # a heading of the same page
        else:
            broken = references.broken_link(target, page)
            if broken:
                yield broken
            if (
                target.endswith(f"{SOURCES_PAGE}#{GENERAL_KNOWLEDGE}")
                and "not verified" not in label
            ):
                yield f'the link to {GENERAL_KNOWLEDGE} must say "not verified"; it says "{label}"'


def _unmarked(text: str, references: References) -> Iterator[str]:
    """Say which sources a text cites without saying that we have not read them."""
    targets = {target for _, _, target in markdown.links(text)}
    cited = {t.partition("#")[2] for t in targets if f"{SOURCES_PAGE}#" in t}
    if GENERAL_KNOWLEDGE not in cited:
        for source in sorted(cited & references.unread):
            yield f"cites {source}, which we have not read; say so and link to {GENERAL_KNOWLEDGE}"
