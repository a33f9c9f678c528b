"""Two wordings of a clause side by side, word by word."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from html import escape

from unsigned_peace.figures.plain_english import counted, listed

WordChange = tuple[str, tuple[str, ...]]

# Both marks are text, so they are read aloud, printed and copied; colour only repeats them.
_STOPS = ".,;:"  # where a sentence goes on or ends says nothing of its words
_HIDDEN = (
    "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap"
)
_ADDED = "background:#dafbe1;color:#1f2328;text-decoration:underline;font-weight:600"
_REMOVED = "background:#ffebe9;color:#1f2328;text-decoration:line-through"


def word_diff(old: str, new: str) -> list[WordChange]:
    """Compare two texts word by word.

    Returns:
        Pairs of `"same"`, `"removed"` or `"added"` and the words, in the order of reading. A
        removed run stands before the added run that replaces it. Words are split at white space;
        a comma or full stop behind a word is not compared, and is shown as in the new text.

    >>> word_diff("Japan cedes the Kuriles", "Japan renounces the Kuriles")
    [('same', ('Japan',)), ('removed', ('cedes',)), ('added', ('renounces',)), \
('same', ('the', 'Kuriles'))]
    """
    before, after = old.split(), new.split()
    bare_before, bare_after = ([word.rstrip(_STOPS) for word in text] for text in (before, after))
    changes: list[WordChange] = []
    # autojunk would drop words that occur often, such as "the", from texts of 200 words or more.
    matcher = SequenceMatcher(a=bare_before, b=bare_after, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            changes.append(("same", tuple(after[start:end])))
            continue
        if first < last:
            changes.append(("removed", tuple(before[first:last])))
        if start < end:
            changes.append(("added", tuple(after[start:end])))
    return changes


def summary(changes: Sequence[WordChange]) -> str:
    """Say in one sentence how much changed.

    >>> summary(word_diff("Japan cedes the Kuriles", "Japan renounces the Kuriles"))
    '1 word removed, 1 word added, 3 words the same.'
    >>> summary(word_diff("as before", "as before"))
    'The wording is the same.'
    """
    removed, added, same = (_number(changes, kind) for kind in ("removed", "added", "same"))
    if not removed and not added:
        return "The wording is the same." if same else "There is no wording to compare."
    return (
        f"{counted(removed, 'word')} removed, {counted(added, 'word')} added, "
        f"{counted(same, 'word')} the same."
    )


def diff_html(old: str, new: str) -> str:
    """Show the changes from one text to another as HTML.

    Removed words stand in `[-…-]` and `<del>`, added words in `[+…+]` and `<ins>`. Screen
    readers hear the words "removed" and "added". A plain summary stands first.

    >>> "[+<ins" in diff_html("Japan cedes", "Japan renounces")
    True
    """
    changes = word_diff(old, new)
    marked = " ".join(_marked(kind, words) for kind, words in changes)
    legend = _legend({kind for kind, _ in changes})
    return (
        f'<p style="margin:0.25em 0"><strong>{summary(changes)}</strong>{legend}</p>'
        f'<p style="margin:0.25em 0;line-height:1.7">{marked}</p>'
    )


def _number(changes: Iterable[WordChange], wanted: str) -> int:
    return sum(len(words) for kind, words in changes if kind == wanted)


def _marked(kind: str, words: Sequence[str]) -> str:
    text = escape(" ".join(words))
    if kind == "removed":
        return f'{_spoken("removed:")}[-<del style="{_REMOVED}">{text}</del>-]{_spoken("end")}'
    if kind == "added":
        return f'{_spoken("added:")}[+<ins style="{_ADDED}">{text}</ins>+]{_spoken("end")}'
    return text


def _spoken(text: str) -> str:
    return f'<span style="{_HIDDEN}"> {text} </span>'


def _legend(kinds: set[str]) -> str:
    marks = {"removed": "[-removed-]", "added": "[+added+]"}
    shown = [mark for kind, mark in marks.items() if kind in kinds]
    if not shown:
        return ""
    return f" Marks: {listed(shown)}. Commas and full stops are not compared."
