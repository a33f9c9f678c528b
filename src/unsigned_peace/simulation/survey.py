"""Many games: how they end, over strategies, lines and seeds."""

from collections.abc import Iterable
from itertools import product
from random import Random

import pandas as pd

from unsigned_peace.simulation.engine import apply
from unsigned_peace.simulation.game_rules import JAPAN, PARTIES, USSR, other, rules
from unsigned_peace.simulation.game_scores import outcome
from unsigned_peace.simulation.scripts import choose
from unsigned_peace.simulation.state import GameState, start
from unsigned_peace.simulation.strategies import STRATEGIES


def play(state: GameState, party: str, strategy: str) -> GameState:
    """Play a game to its end: a strategy for one side, the script for the other.

    >>> play(start(), "Japan", "sign anything").ended
    'refused at home'
    """
    chance = Random(f"{state.game.seed} {strategy}")  # noqa: S311
    while not state.ended:
        one = STRATEGIES[strategy](state, chance) if state.to_move == party else choose(state)
        state = apply(state, one)
    return state


def games(
    seeds: Iterable[int],
    strategies: Iterable[str] = tuple(STRATEGIES),
    assumptions: dict[str, int] | None = None,
) -> pd.DataFrame:
    """Play each strategy for each side and pair of lines, once a seed; one row a game.

    Columns: `party`, `strategy`, `line`, `against`, `seed`, `ended`, `kind`, `date`, `moves`,
    `territory` (position of the text, if any), `score`, `their_score`, `as_good_as_history`.

    >>> bool((games(range(1), ["hold"])["ended"] == "signed").any())
    False
    """
    lines = {p: [one.line_id for one in rules().lines.values() if one.party == p] for p in PARTIES}
    rows = []
    for strategy, party, japan, ussr, seed in product(
        tuple(strategies), PARTIES, lines[JAPAN], lines[USSR], tuple(seeds)
    ):
        last = play(start(japan, ussr, seed=seed, assumptions=assumptions), party, strategy)
        end, mine = outcome(last), japan if party == JAPAN else ussr
        rows.append(
            {
                "party": party,
                "strategy": strategy,
                "line": mine,
                "against": ussr if party == JAPAN else japan,
                "seed": seed,
                "ended": end.ended,
                "kind": end.kind,
                "date": end.date,
                "moves": last.turn,
                "territory": end.text.get("territory", pd.NA),
                "score": end.scores[party],
                "their_score": end.scores[other(party)],
                "as_good_as_history": end.as_good_as_history(party),
            }
        )
    return pd.DataFrame(rows).astype({"territory": "Int64"})


def survey(
    seeds: Iterable[int],
    strategies: Iterable[str] = tuple(STRATEGIES),
    by: tuple[str, ...] = ("party", "strategy"),
) -> pd.DataFrame:
    """Sum up many games: shares of each end in per cent, mean score, wins and length.

    Columns after those of `by`: `games`, one for each end, `score`, `as_good_as_history` (per
    cent) and `moves`.

    >>> table = survey(range(2), ["hold", "script"])
    >>> table["games"].tolist()
    [8, 8, 8, 8]
    """
    played = games(seeds, strategies)
    groups = played.groupby(list(by))
    ends = pd.crosstab([played[name] for name in by], played["ended"])
    count = groups.size()
    return (
        ends.mul(100)
        .div(count, axis="index")
        .round(1)
        .assign(
            score=groups["score"].mean().round(1),
            as_good_as_history=(groups["as_good_as_history"].mean() * 100).round(1),
            moves=groups["moves"].mean().round(1),
        )
        .rename_axis(columns=None)
        .pipe(lambda table: table.assign(games=count)[["games", *table.columns]])
        .reset_index()
    )
