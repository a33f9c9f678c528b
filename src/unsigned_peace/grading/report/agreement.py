"""`unsigned-peace agreement`: how far two markers agree, and which texts to talk about."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

WHOSE = ("student", "text")
FAR = 2  # levels apart on one criterion
FAR_IN_ALL = 3  # points apart over all criteria

Text = tuple[str, ...]  # a student, and which text
MarksByText = Mapping[Text, Mapping[str, int]]


@dataclass(frozen=True)
class Agreement:
    """How far two markers agree on one criterion.

    Attributes:
        criterion: its name.
        apart: for each text, the mark of the second less that of the first.
        kappa: weighted kappa with quadratic weights; NaN if both gave all texts one and the same.
        low: the lower end of its interval of 95 per cent, and `high`, the upper.
        high: the upper end.

    """

    criterion: str
    apart: tuple[int, ...]
    kappa: float
    low: float
    high: float

    def __str__(self) -> str:
        """Say it in a line of the table.

        >>> print(Agreement("Sourcing", (0, 0, 1, -2), 0.5, 0.1, 0.9))
        Sourcing              0.50    0.10 to  0.90       2       1       1  -0.25
        """
        far = np.abs(self.apart)
        counts = (sum(far == 0), sum(far == 1), sum(far >= FAR))
        kappa = f"{self.kappa:.2f}   {self.low:5.2f} to {self.high:5.2f}"
        if np.isnan(self.kappa):
            kappa = "all marks are one and the same"[:23]
        cells = "".join(f"{count:8}" for count in counts)
        return f"{self.criterion:20}  {kappa}{cells}  {np.mean(self.apart):+.2f}"


def agreement(first: Path, second: Path) -> int:
    """Print how far two markers agree; return 1 if a sheet cannot be read.

    >>> agreement(Path("anna.csv"), Path("ben.csv"))
    There is no sheet anna.csv.
    1
    """
    try:
        one, other = read_sheet(first), read_sheet(second)
        found = compare(one, other)
    except ValueError as error:
        print(error)
        return 1
    except ImportError:
        print("This needs statsmodels. Install it: pip install 'unsigned-peace[agreement]'")
        return 1
    both = [text for text in one if text in other]
    print(f"{len(both)} texts that both have marked. Kappa with quadratic weights.\n")
    heads = ("kappa", "95 per cent", "same", "1 apart", "more")
    print(f"{'Criterion':20}  {heads[0]}  {heads[1]:>12}  {''.join(f'{h:>8}' for h in heads[2:])}")
    print(*found, sep="\n")
    print(f"\nThe last column: how much more {second.stem} gives than {first.stem}, on average.")
    print(
        "\nTo talk about:" if (far := list(to_talk_about(one, other))) else "\nNo text lies apart."
    )
    for line in far:
        print(f"- {line}")
    for path, missing in ((first, other.keys() - one.keys()), (second, one.keys() - other.keys())):
        if missing:
            print(
                f"{path.name} has no marks for: {'; '.join(' '.join(m) for m in sorted(missing))}"
            )
    return 0


def read_sheet(path: Path) -> MarksByText:
    """Read a sheet: a row a text, with its student, which text, and a column a criterion.

    Raises:
        ValueError: if there is no such sheet, a column is missing, a text stands there twice, or a
            mark is no whole number from 0 to 4.

    """
    if not path.is_file():
        raise ValueError(f"There is no sheet {path}.")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        criteria = [name for name in reader.fieldnames or () if name not in WHOSE]
        if not set(WHOSE) <= set(reader.fieldnames or ()) or not criteria:
            raise ValueError(
                f"{path}: the first line must name the columns {', '.join(WHOSE)} and one column "
                "for each criterion, such as Sourcing."
            )
        marks: dict[Text, dict[str, int]] = {}
        for row in reader:
            text = tuple(row[name].strip() for name in WHOSE)
            if text in marks:
                raise ValueError(f"{path}, line {reader.line_num}: {' '.join(text)} stands twice.")
            marks[text] = {
                name: _mark(row[name], f"{path}, line {reader.line_num}, {name}")
                for name in criteria
            }
    return marks


def compare(one: MarksByText, other: MarksByText) -> list[Agreement]:
    """Compare two sheets, criterion by criterion and on the sum of all.

    Raises:
        ValueError: if the sheets have no text or other criteria in common.
        ImportError: if statsmodels is not there.

    """
    both = [text for text in one if text in other]
    if not both:
        raise ValueError(
            "The two sheets have no text in common. Are student and text written alike?"
        )
    criteria = list(one[both[0]])
    if set(criteria) != set(other[both[0]]):
        raise ValueError("The two sheets have other criteria. Name their columns alike.")
    found = [
        _agreement(name, [one[text][name] for text in both], [other[text][name] for text in both])
        for name in criteria
    ]
    sums = ([sum(marks[text].values()) for text in both] for marks in (one, other))
    return [*found, _agreement("All together", *sums)]


def to_talk_about(one: MarksByText, other: MarksByText) -> Iterator[str]:
    """Yield each text on which two markers lie apart, and where.

    >>> mine, yours = {("s1", "essay-a"): {"Sourcing": 4}}, {("s1", "essay-a"): {"Sourcing": 2}}
    >>> list(to_talk_about(mine, yours))
    ['s1 essay-a: Sourcing 4 and 2']
    """
    for text in (text for text in one if text in other):
        mine, yours = one[text], other[text]
        far = [
            f"{name} {mine[name]} and {yours[name]}"
            for name in mine
            if abs(mine[name] - yours[name]) >= FAR
        ]
        sums = sum(mine.values()), sum(yours.values())
        if abs(sums[0] - sums[1]) >= FAR_IN_ALL:
            far.append(f"together {sums[0]} and {sums[1]}")
        if far:
            yield f"{' '.join(text)}: {', '.join(far)}"


def _agreement(name: str, one: Sequence[int], other: Sequence[int]) -> Agreement:
    from statsmodels.stats.inter_rater import cohens_kappa  # noqa: PLC0415 - an extra

    apart = tuple(yours - mine for mine, yours in zip(one, other, strict=True))
    if len({*one, *other}) == 1:
        return Agreement(name, apart, np.nan, np.nan, np.nan)
    size = max(*one, *other) + 1
    counts = np.zeros((size, size))
    np.add.at(counts, (one, other), 1)
    with np.errstate(invalid="ignore"):  # full agreement has a variance of 0, give or take 1e-16
        result = cohens_kappa(counts, wt="quadratic")
    kappa = float(result.kappa)
    # The formula of the interval is one for many texts: it can run past what kappa can be.
    low, high = np.nan_to_num(np.clip((result.kappa_low, result.kappa_upp), -1, 1), nan=kappa)
    return Agreement(name, apart, kappa, float(low), float(high))


def _mark(text: str | None, place: str) -> int:
    if text is None or text.strip() not in {"0", "1", "2", "3", "4"}:
        raise ValueError(f"{place}: {text!r} is no mark. Write a whole number from 0 to 4.")
    return int(text)
