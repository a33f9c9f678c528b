"""Choose five claims of a module and judge them; then see the verdict of the course."""

from collections.abc import Mapping
from pathlib import Path

import ipywidgets as widgets
import pandas as pd

from unsigned_peace import data
from unsigned_peace.data import search_words
from unsigned_peace.explore.article import claim_html
from unsigned_peace.explore.explorer import (
    Explorer,
    Screen,
    Stack,
    Values,
    button,
    card,
    dropdown,
    note,
    search_box,
)
from unsigned_peace.figures.full_table import table
from unsigned_peace.figures.plain_english import counted
from unsigned_peace.quiz.answer_store import AnswerStore

HOW_MANY = 5
LONGEST = 4000  # letters in a reason
NOTHING = ""
SHORTEST = 3  # words in a reason
FIRST = (
    "Choose a claim, give your verdict, and write your reason in a sentence. "
    "Then the verdict of the course opens."
)
_COLUMNS = {
    "claim_id": "Claim",
    "claim": "What it says",
    "verdict": "Verdict",
    "what_sources_say": "What sources say",
}


def judge_claims(module: str, folder: str | Path | None = None) -> Stack:
    """Judge five claims of a module, and find all others behind a button.

    What is chosen and written is saved at once, beside the answers of the quizzes.

    Args:
        module: its number, such as `"01"`.
        folder: the folder of the notebooks; the folder of this notebook if left out.

    Raises:
        LookupError: if the article has no claims on that module.

    >>> import tempfile
    >>> page = judge_claims("01", tempfile.mkdtemp())
    >>> page.children[0].children[0].controls["verdict"].value
    ''

    """
    claims = _claims_on(module)
    store = AnswerStore.of(f"{module}-claims", folder)
    rows = widgets.VBox()

    def add() -> None:
        place = len(rows.children) + 1
        row = _judgement(f"claim-{place}", claims, store)
        for control in row.controls.values():
            control.observe(offer_another, "value")
        rows.children = [*rows.children, row]
        offer_another()

    def offer_another(_change: object = None) -> None:
        place = len(rows.children)
        more = place < HOW_MANY and not _missing(rows.children[-1].values())
        another.description = f"Judge another claim ({place + 1} of {HOW_MANY})"
        another.layout.display = None if more else "none"

    another = button("", add)
    judged = (int(key.removeprefix("claim-")) for key in store.answers.records)
    for _ in range(min(max(judged, default=1), HOW_MANY)):
        add()
    return Stack([rows, another, *_all_behind_a_button(claims)], text=_in_words(claims))


def _claims_on(module: str) -> pd.DataFrame:
    claims = data.claims()
    claims = claims[claims["module"] == module].set_index("claim_id", drop=False)
    if claims.empty:
        raise LookupError(f"The article has no claims on module {module!r}. Try '01'.")
    return claims


def _all_behind_a_button(claims: pd.DataFrame) -> tuple[widgets.Button, widgets.VBox]:
    whole = widgets.VBox()

    def open_all() -> None:
        if not whole.children:
            whole.children = [_all_claims(claims)]

    return button(f"Show all {len(claims)} claims of this part", open_all), whole


def _in_words(claims: pd.DataFrame) -> str:
    listed = "\n".join(f"{row.claim_id}: {row.claim}" for row in claims.itertuples())
    return f"Choose {HOW_MANY} of these claims and judge them.\n\n{listed}"


def _judgement(key: str, claims: pd.DataFrame, store: AnswerStore) -> Explorer:
    """Make one row: a claim, a verdict, a reason, and under them what the course says."""
    saved = store.answers.get(key).value
    kept = saved if isinstance(saved, Mapping) else {}
    names = [
        ("choose a claim", NOTHING),
        *((_short(row), row.claim_id) for row in claims.itertuples()),
    ]
    verdicts = [(name, name) for name in claims["verdict"].cat.categories]
    controls = {
        "claim": dropdown("Claim", names),
        "verdict": dropdown("My verdict", [("choose", NOTHING), *verdicts]),
        "reason": widgets.Textarea(
            description="My reason",
            placeholder="one sentence, with a document",
            style={"description_width": "initial"},
            rows=2,
            layout={"width": "100%"},
        ),
    }
    for name, control in controls.items():
        options = [value for _, value in getattr(control, "options", ())]
        if kept.get(name) and (not options or kept[name] in options):
            control.value = str(kept[name])

    row = Explorer(
        controls,
        lambda values: _said(values, claims),
        [[controls["claim"], controls["verdict"]], [controls["reason"]]],
    )

    def save(_change: object) -> None:
        given = {name: str(value)[:LONGEST] for name, value in row.values().items()}
        store.update(key, lambda record: record.saved(given, store.clock()))

    def lock(_change: object = None) -> None:
        """Keep the claim of a judged row: another one would be written over it."""
        controls["claim"].disabled = not _missing(row.values())

    for control in controls.values():
        control.observe(save, "value")
        control.observe(lock, "value")
    lock()
    return row


def _missing(given: Values) -> str:
    """Say what is still wanted before the verdict of the course opens; nothing if all is there."""
    words = len(str(given["reason"]).split())
    if not given["claim"]:
        return FIRST
    if not given["verdict"]:
        return "Now choose your verdict. Then write your reason."
    if not words:
        return "Now write your reason in a sentence. Then the verdict of the course opens."
    if words < SHORTEST:
        return (
            f"Your reason is too short: {counted(words, 'word')}. "
            f"Write {SHORTEST} words or more, with a document. Then the verdict opens."
        )
    return ""


def _said(given: Values, claims: pd.DataFrame) -> Screen:
    if missing := _missing(given):
        words = claims["claim"].get(given["claim"])
        return Screen(missing, "" if words is None else note(f"{given['claim']}: {words}"), missing)
    claim = claims.loc[given["claim"]]
    agrees = "agree" if given["verdict"] == claim["verdict"] else "differ"
    status = f"You say {given['verdict']}; the course says {claim['verdict']}. You {agrees}."
    html = claim_html(str(given["claim"]), claim, verdict=True)
    return Screen(
        status, card(html, name=str(given["claim"])), f"{status}\n{claim['what_sources_say']}"
    )


def _all_claims(claims: pd.DataFrame) -> Explorer:
    """Search the claims of a module, with the verdict of the course on each."""
    find = search_box("a word, or a claim such as CLM-040")
    texts = claims[list(_COLUMNS)].itertuples(index=False)
    finder = search_words.finder(" ".join(map(str, row)) for row in texts)

    def show(values: Values) -> Screen:
        found = claims.iloc[finder.places(str(values["find"]))][list(_COLUMNS)]
        found = found.rename(columns=_COLUMNS)
        status = f"Showing {len(found)} of {len(claims)} claims."
        shown = table(found, "Claims of the article")
        return Screen(status, shown._repr_html_(), f"{status}\n{found.to_string(index=False)}")

    return Explorer({"find": find}, show)


def _short(row: tuple) -> str:
    words = row.claim if len(row.claim) <= 70 else f"{row.claim[:69].rstrip()}…"
    return f"{row.claim_id} {words}"
