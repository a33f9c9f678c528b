"""A hearing: one side has spoken; name its strongest document, then hear the other side."""

from collections.abc import Mapping
from html import escape
from pathlib import Path

from unsigned_peace import data
from unsigned_peace.explore.explorer import Explorer, Screen, Values, card, dropdown
from unsigned_peace.explore.explorer_parts import facts, sources
from unsigned_peace.quiz.answer_store import AnswerStore

NONE = 0
ASK = "Choose the document without which this case would fall. Then you hear the answer."


def hearing(name: str, folder: str | Path | None = None) -> Explorer:
    """Choose the strongest document of a case that you have read, and hear what is said against it.

    Nobody marks the choice. Each document helps the case, and to each there is an answer. The
    choice is saved at once, beside the answers of the quizzes.

    Args:
        name: module and side that speaks, such as `"01 Moscow"`.
        folder: the folder of the notebooks; the folder of this notebook if left out.

    Raises:
        LookupError: if there is no such hearing.

    >>> import tempfile
    >>> case = hearing("01 Moscow", tempfile.mkdtemp())
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
    module, _, side = name.partition(" ")
    store = AnswerStore.of(f"{module}-hearings", folder)
    saved = store.answers.get(side).value
    kept = saved if saved in list(rows) else NONE
    chosen = dropdown(f"Strongest for {side}", options, kept)

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

    def save(change: Mapping[str, int]) -> None:
        store.update(side, lambda record: record.saved(change["new"], store.clock()))

    chosen.observe(save, "value")
    return Explorer({"document": chosen}, show)
