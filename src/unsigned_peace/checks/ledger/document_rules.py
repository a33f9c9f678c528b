"""The check of the documents: their form, their sources, and that nothing is mixed up."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from unsigned_peace.data.documents import NOT_FOUND, files, not_found, read
from unsigned_peace.data.ledger import TextTables
from unsigned_peace.data.schema import DataError
from unsigned_peace.shared.json_schema import FileForm
from unsigned_peace.shared.problem import Problem

FEW_WORDS = 150
MANY_WORDS = 450
LONGEST_SENTENCE = 30
_LONG_KINDS = {"treaty", "law"}  # operative articles are read whole
_EMPHASIS = re.compile(r"\*\w[^*]*\*|`[^`]+`")
_FIRST, _LAST = date(1850, 1, 1), date(2030, 1, 1)

# English words for each word of the other language; for each character in Japanese and Chinese.
_LENGTHS = {"ru": (0.9, 2.2), "fr": (0.6, 1.7), "nl": (0.6, 1.7), "de": (0.6, 1.9)}
_LENGTHS |= {"ja": (0.25, 1.2), "zh": (0.25, 1.6)}
_WITHOUT_SPACES = {"ja", "zh"}

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_ELLIPSIS = re.compile(r"\.\.\.|(?<!\[)…|…(?!\])")
_QUOTATION = re.compile(r"[\"“«「]([^\"”»」]+)[\"”»」]")
_AGREEMENTS = {0: {"no wording"}, 1: {"one reading"}}
_WORDS = ("original", "english")


def problems(place: Path, ledger: TextTables) -> Iterator[Problem]:
    """Find everything that is wrong in the documents.

    Args:
        place: folder of the ledger.
        ledger: its tables as text, for the ids of sources and clauses.

    >>> from unsigned_peace.data import ledger, schema
    >>> list(problems(schema.folder(), ledger.load(schema.folder())))
    []

    """
    if not (place / "documents").is_dir():
        return
    form = FileForm.read(place / "documents" / "schema.json")
    sources = {row.cells["source_id"] for row in ledger["sources"]}
    clauses = {row.cells["clause_id"]: row.cells["text"] for row in ledger["clauses"]}
    sound: dict[str, dict] = {}
    for file in files(place):
        name = f"data/documents/{file.name}"
        try:
            raw = read(file)
        except DataError as error:
            yield Problem(name, "", str(error))
            continue
        found = list(_form(form, raw)) or list(_content(raw, file.stem, sources, clauses))
        for where, message in found:
            yield Problem(name, where, message)
        if not found:
            sound[name] = raw
    yield from _doubles(sound)
    yield from _missing(place, {raw["id"] for raw in sound.values()})


def length(text: str, language: str) -> float:
    """Count words; two characters of Japanese or Chinese count as one word.

    >>> length("taken by violence and greed", "en"), length("千島列島", "ja")
    (5, 2.0)
    """
    if language in _WITHOUT_SPACES:
        return len(re.sub(r"\W", "", text)) / 2
    return len(text.split())


def quoted(passage: dict) -> float:
    """Count the words of others in a passage: our own English does not count.

    >>> quoted({"language": "en", "original": "by violence and greed"})
    4
    """
    if "original" not in passage:
        return 0
    theirs = passage.get("english", "") if passage.get("english_by") != "ours" else ""
    return max(length(passage["original"], passage["language"]), length(theirs, "en"))


Finding = tuple[str, str]  # where in the file, and what is wrong


def _form(form: FileForm, raw: object) -> Iterator[Finding]:
    plain = json.loads(json.dumps(raw, default=str))
    for fault in form.faults(plain):
        steps = (step + 1 if isinstance(step, int) else step for step in fault.path)
        yield ".".join(map(str, filter(None, [*steps, fault.field]))), fault.message


def _content(raw: dict, stem: str, sources: set[str], clauses: dict[str, str]) -> Iterator[Finding]:
    if raw["id"] != stem:
        yield "id", f"{raw['id']!r} is not the name of the file"
    for source_id in raw["source_ids"]:
        if source_id not in sources:
            yield "source_ids", f"{source_id!r} is not in sources.source_id"
    yield from _dates(raw)
    yield from _readings(raw)
    yield from _amount(raw)
    yield from _sentences(raw)
    for number, passage in enumerate(raw["passages"], start=1):
        if passage["number"] != number:
            yield f"passages.{number}", "passages are numbered 1, 2, 3 without a gap"
        for where, message in _passage(passage, raw["languages"], clauses):
            yield f"passages.{number}.{where}", message


def _dates(raw: dict) -> Iterator[Finding]:
    day = raw["date"]
    if not isinstance(day, date):
        yield "date", "write the date without quotation marks"
    elif not _FIRST <= day < _LAST:
        yield "date", f"{day} is not between {_FIRST.year} and {_LAST.year}"
    else:
        ending = {"month": "-01", "year": "-01-01"}.get(raw["date_precision"], "")
        if not str(day).endswith(ending):
            yield "date", f"with precision {raw['date_precision']} the date ends in {ending}"


def _readings(raw: dict) -> Iterator[Finding]:
    readings, counts = raw["read_at"], _counts(raw)
    most = max(counts.values(), default=len(readings))
    wanted = set(_AGREEMENTS.get(most, {"same", "differs"}))
    if len(readings) > 1:  # two records of one talk differ even where neither repeats the other
        wanted.add("differs")
    if raw["agreement"] not in wanted:
        message = f"with {most} reading(s) of a passage this is {' or '.join(sorted(wanted))}"
        yield "agreement", message
    if (raw["agreement"] == "differs") != ("differences" in raw):
        yield "differences", "'differs' and a text of the differences go together"
    if len({(one["title"], one.get("address")) for one in readings}) < len(readings):
        yield "read_at", "the same reading stands twice"
    for number, count in counts.items():
        if not count:
            yield f"passages.{number}", "no reading says where these words were read"
    yield from _pointers(raw)


def _counts(raw: dict) -> dict[int, int]:
    """Count the readings of each quoted passage: pages agree only on words that both have."""
    quoted_ones = [passage["number"] for passage in raw["passages"] if "original" in passage]
    return {
        number: sum(number in one.get("passages", quoted_ones) for one in raw["read_at"])
        for number in quoted_ones
    }


def _pointers(raw: dict) -> Iterator[Finding]:
    numbers = {passage["number"] for passage in raw["passages"]}
    for key in ("read_at", "giveaways"):
        for one in raw[key]:
            named = one.get("passages", one.get("passage", []))
            named = [*(named if isinstance(named, list) else [named]), *one.get("again", [])]
            for number in named:
                if number not in numbers:
                    yield key, f"there is no passage {number}"


def _amount(raw: dict) -> Iterator[Finding]:
    counts = [quoted(passage) for passage in raw["passages"]]
    most = MANY_WORDS if raw["kind"] in _LONG_KINDS else FEW_WORDS
    if sum(counts) > most:
        yield "passages", f"{sum(counts):.0f} words are quoted; at most {most} may be"
    only_summaries = raw["right_to_quote"] == "summary only"
    if only_summaries and (any(counts) or raw["read_at"]):
        yield "right_to_quote", "'summary only' goes with summaries alone, and without read_at"
    if not only_summaries and not any(counts):
        yield "right_to_quote", "no words are quoted: write 'summary only'"


def _sentences(raw: dict) -> Iterator[Finding]:
    """Find sentences of ours that are too long for a second language, or hold marks."""
    ours = {key: raw.get(key, "") for key in ("head_note", "provenance", "audience", "differences")}
    ours |= {f"questions.{key}": text for key, text in raw["questions"].items()}
    for number, passage in enumerate(raw["passages"], start=1):
        ours[f"passages.{number}.summary"] = passage.get("summary", "")
        ours[f"passages.{number}.note"] = passage.get("note", "")
    for where, text in ours.items():
        longest = max((len(s.split()) for s in _SENTENCE_END.split(text)), default=0)
        if longest > LONGEST_SENTENCE:
            yield where, f"a sentence has {longest} words; write at most {LONGEST_SENTENCE}"
        if _EMPHASIS.search(text):
            yield where, "the reader shows *stars* as they are: write the words without them"


def _passage(passage: dict, languages: list[str], clauses: dict[str, str]) -> Iterator[Finding]:
    if passage["kind"] == "summary":
        for words in _QUOTATION.findall(passage["summary"]):
            if length(words, "en") > 8 or len(words) > 60:
                yield "summary", "a long quotation in a summary: make it a passage of its own"
        return
    language = passage["language"]
    if passage["kind"] == "original" and language not in languages:
        yield "language", f"{language} is not a language of the document: is it a translation?"
    for key in _WORDS:
        if _ELLIPSIS.search(passage.get(key, "")):
            yield key, "write […] for words that are left out"
    yield from _proportion(passage, language)
    clause_id = passage.get("clause_id")
    if clause_id and clause_id not in clauses:
        yield "clause_id", f"{clause_id!r} is not in clauses.clause_id"
    elif clause_id and _bare(clauses[clause_id]) != _bare(passage["original"]):
        yield "original", f"the words differ from those of {clause_id} in clauses"


def _proportion(passage: dict, language: str) -> Iterator[Finding]:
    if "english" not in passage:
        return
    low, high = _LENGTHS[language]
    unit = 2 if language in _WITHOUT_SPACES else 1
    ratio = length(passage["english"], "en") / (length(passage["original"], language) * unit or 1)
    if not low <= ratio <= high:
        message = f"{ratio:.2f} English words for each of the original; {low} to {high} are usual"
        yield "english", message


def _bare(text: str) -> str:
    """Leave letters and digits alone: prints differ in spaces, points and left-out marks."""
    return re.sub(r"[\W_]", "", text)


def _doubles(sound: dict[str, dict]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name, raw in sound.items():
        for passage in raw["passages"]:
            words = _bare(passage.get("original", passage.get("summary")))
            if words in seen:
                message = f"the same words stand in {seen[words]}"
                yield Problem(name, f"passages.{passage['number']}", message)
            seen.setdefault(words, name)


def _missing(place: Path, ids: set[str]) -> Iterator[Problem]:
    name = f"data/documents/{NOT_FOUND}"
    try:
        listed = not_found(place)
    except (DataError, FileNotFoundError) as error:
        yield Problem(name, "", str(error))
        return
    for one in listed:
        if one.instead and one.instead not in ids:
            yield Problem(name, "instead", f"there is no document {one.instead!r}")
