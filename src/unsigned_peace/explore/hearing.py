"""A hearing: one side has spoken; name its strongest document, then hear the other side."""

from html import escape

from unsigned_peace import data
from unsigned_peace.explore.explorer import Explorer, Screen, Values, card, dropdown
from unsigned_peace.explore.explorer_parts import facts, sources

NONE = 0
ASK = "Choose the document without which this case would fall. Then you hear the answer."


def hearing(name: str) -> Explorer:
    """Choose the strongest document of a case that you have read, and hear what is said against it.

    Nobody marks the choice. Each document helps the case, and to each there is an answer.

    Args:
        name: module and side that speaks, such as `"01 Moscow"`.

    Raises:
        LookupError: if there is no such hearing.

    >>> case = hearing("01 Moscow")
    >>> case.choose(document=1)
    >>> case.panel.status
    'Your document: Yalta, February 1945. Tokyo answers.'

    """
    table = data.hearings()
    known = list(dict.fromkeys(table["hearing"]))
    if name not in known:
        raise LookupError(f"There is no hearing {name!r}. Known: {', '.join(known)}.")
    rows = {row.number: row for row in table[table["hearing"] == name].itertuples()}
    options = [("choose a document", NONE), *((row.document, key) for key, row in rows.items())]
    chosen = dropdown(f"Strongest for {name.partition(' ')[2]}", options)

    def show(values: Values) -> Screen:
        if values["document"] == NONE:
            return Screen(ASK, "", ASK)
        row = rows[values["document"]]
        status = f"Your document: {row.document}. {row.answered_by} answers."
        said = {"It gives the case": row.gives, f"{row.answered_by} answers": row.answer}
        ask = f"<p>{escape('Does the answer take the document away, or only make it smaller?')}</p>"
        html = facts(said) + ask + sources(row.source_ids)
        text = "\n".join([status, *(f"{who}: {words}" for who, words in said.items())])
        return Screen(status, card(html, name=status), text)

    return Explorer({"document": chosen}, show)
