"""The light Markdown of prompts, options and feedback: *em*, **strong**, `code`, nothing else.

So small a language needs no library, and whatever else is written stays text: nothing that
an author or a student types can become a tag.
"""

import re
from html import escape

_MARK = re.compile(r"`([^`]+)`|\*\*(?=\S)(.+?)(?<=\S)\*\*|\*(?=\S)(.+?)(?<=\S)\*", re.DOTALL)


def html(text: str) -> str:
    """Return `text` as a fragment of HTML with `em`, `strong` and `code` only.

    >>> html("Who signed *first* at **San Francisco**? See `delegations` & <others>.")
    'Who signed <em>first</em> at <strong>San Francisco</strong>? See <code>delegations</code> \
&amp; &lt;others&gt;.'
    """
    parts, end = [], 0
    for mark in _MARK.finditer(text):
        parts.append(escape(text[end : mark.start()]))
        code, strong, em = mark.groups()
        if code is not None:
            parts.append(f"<code>{escape(code)}</code>")
        elif strong is not None:
            parts.append(f"<strong>{html(strong)}</strong>")
        else:
            parts.append(f"<em>{html(em)}</em>")
        end = mark.end()
    return "".join(parts) + escape(text[end:])


def plain(text: str) -> str:
    """Return `text` without its marks, for labels, plain output and screen readers.

    >>> plain("Who signed *first* at **San Francisco**?")
    'Who signed first at San Francisco?'
    """
    return _MARK.sub(lambda mark: plain(next(group for group in mark.groups() if group)), text)
