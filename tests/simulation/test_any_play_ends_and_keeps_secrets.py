"""Random and adversarial plays: no illegal state, always an end, and no secret let out."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.simulation.plays import ISSUES, LINES, attempts, moves_of_a_game, positions
from unsigned_peace import simulation as sim
from unsigned_peace.simulation.scripts import targets

ENDS = {"signed", "refused at home", "broken off", "out of time"}
LONGEST = 2 * len(sim.rules().sessions)


def lawful(state: sim.GameState) -> None:
    assert 0 <= state.goodwill <= 10
    assert 1 <= state.session <= len(sim.rules().sessions)
    assert 0 <= state.turn <= LONGEST
    for party in sim.PARTIES:
        side = state.side(party)
        assert 0 <= side.support <= 10
        assert len(side.table) in {0, len(ISSUES)}
        if side.table:
            table = dict(zip(ISSUES, side.table, strict=True))
            assert all(0 <= n < len(sim.rules().issues[i]) for i, n in table.items())
            assert sim.rules().coherent(table)
        assert len({issue for issue, _ in side.links}) == len(side.links)
        assert all(issue != waits for issue, waits in side.links)
        assert all(steps <= 1 for _, steps in side.leave)
    assert bool(state.text) == (state.ended in {"signed", "refused at home"})


@given(LINES, st.lists(attempts, max_size=60))
def test_whatever_is_tried_no_illegal_state_is_reached(begins, tried):
    state = sim.start(**begins)
    for one in tried:
        said = sim.refusal(state, one)
        if said:
            before = state
            with pytest.raises(sim.GameError) as raised:
                sim.apply(state, one)
            assert said in str(raised.value)
            assert state == before
        else:
            after = sim.apply(state, one)
            assert after.turn == state.turn + 1
            assert after.ended or after.date >= state.date
            state = after
        lawful(state)


@pytest.mark.slow
@given(moves_of_a_game())
@settings(max_examples=40)
def test_every_game_ends_and_then_no_move_is_left(drawn):
    begins, made = drawn
    state = sim.start(**begins)
    for one in made:
        assert any(legal.kind == one.kind for legal in sim.legal_moves(state, state.to_move))
        state = sim.apply(state, one)
    assert state.ended in ENDS
    assert all(not sim.legal_moves(state, party) for party in sim.PARTIES)
    with pytest.raises(sim.GameError, match="has ended"):
        sim.apply(state, sim.move("hold"))


@pytest.mark.slow
@given(LINES)
@settings(max_examples=8)
def test_listed_moves_can_be_made_and_moves_that_are_not_listed_cannot(begins):
    state = sim.start(**begins)
    while not state.ended:
        listed = set(sim.legal_moves(state, state.to_move))
        issues = [(), *((i,) for i in ISSUES), *((i, w) for i in ISSUES for w in ISSUES)]
        everything = {sim.move(k, *some) for k in sim.KINDS if k != "offer" for some in issues}
        for one in everything:
            assert (not sim.refusal(state, one)) == (one in listed), one
        assert not sim.legal_moves(state, sim.other(state.to_move))
        state = sim.apply(state, sim.choose(state))


@pytest.mark.slow
@given(moves_of_a_game(), st.sampled_from(sim.PARTIES))
@settings(max_examples=40)
def test_papers_do_not_depend_on_the_secrets_of_the_other_side(drawn, party):
    """The same moves, but another line on the other side: the papers are the same.

    Two moves open a secret, as they must: to reveal a fall-back and, at the end, to sign.
    """
    begins, made = drawn
    them = sim.other(party)
    swap = {"khrushchev": "molotov", "hatoyama-kono": "ministry"}
    swap |= {there: here for here, there in swap.items()}
    one = sim.start(**begins)
    two = sim.start(**{**begins, them.lower(): swap[begins[them.lower()]]})
    for made_now in made:
        assert sim.view(one, party) == sim.view(two, party)
        if made_now.kind == "sign" or (made_now.kind == "reveal" and one.to_move == them):
            return
        one, two = sim.apply(one, made_now), sim.apply(two, made_now)


@pytest.mark.slow
@given(moves_of_a_game(), st.sampled_from(sim.PARTIES))
@settings(max_examples=30)
def test_papers_do_not_depend_on_support_leave_or_questions_of_the_other_side(drawn, party):
    begins, made = drawn
    state = sim.start(**begins)
    for one in made[:-1]:
        state = sim.apply(state, one)
        them = sim.other(party)
        hidden = replace(
            state.side(them),
            support=10 - state.side(them).support,
            leave=(("trade", 1),),
            asked=("trade",),
            beyond=("trade",),
        )
        assert sim.view(state, party) == sim.view(replace(state, **{them.lower(): hidden}), party)


def test_the_other_side_does_not_see_what_a_capital_was_asked():
    asked = sim.move("consult", "territory", why="two islands would do")
    assert "territory" not in repr(sim.seen_by("USSR", "Japan", asked))
    assert sim.seen_by("Japan", "Japan", asked) == asked
    shown = sim.seen_by("USSR", "Japan", sim.offer({"trade": 2}, why="cheap"))
    assert shown == sim.offer({"trade": 2})


@given(LINES, positions)
def test_a_capital_accepts_what_its_instructions_allow_and_names_the_rest(begins, chosen):
    state = sim.start(**begins)
    text = tuple(chosen[issue] for issue in ISSUES)
    for party in sim.PARTIES:
        told = sim.instructions(state.game, party, state.date)
        beyond = tuple(issue for issue in ISSUES if not told[issue].allows(chosen[issue]))
        assert sim.objections(state, party, text) == beyond


def play(state: sim.GameState, *moves: sim.Move) -> sim.GameState:
    for one in moves:
        state = sim.apply(state, one)
    return state


AIMS = {party: {i: o.aim for i, o in sim.view(sim.start(), party).orders.items()}
        for party in sim.PARTIES}  # fmt: skip


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (sim.offer(territory=9), "takes a position on every issue; missing: state of war"),
        (sim.offer({**AIMS["Japan"], "territory": 4}), "leaves territory for later"),
        (sim.offer(territory=10), "run from 0 to 9, and not 10"),
        (sim.offer(weather=1), "There is no issue 'weather'. The issues are: territory"),
        (sim.move("sign"), "USSR has no offer on the table"),
        (sim.move("link", "trade", "trade"), "cannot wait for itself"),
        (sim.move("unlink", "trade", "territory"), "You have not linked trade to territory"),
        (sim.move("reveal"), "needs 1 issue"),
        (sim.move("shout"), "There is no move 'shout'. The moves are: offer"),
    ],
)
def test_an_illegal_move_is_explained(one, said):
    with pytest.raises(sim.GameError, match=said) as raised:
        sim.apply(sim.start(), one)
    assert "Japan, 1955-06-07" in str(raised.value)


def test_an_offer_that_changes_nothing_is_a_hold_and_a_linked_issue_does_not_move():
    state = play(sim.start(), sim.offer(AIMS["Japan"]), sim.offer(AIMS["USSR"]))
    assert "To repeat it, hold" in sim.refusal(state, sim.offer(AIMS["Japan"]))
    state = play(state, sim.move("link", "trade", "territory"), sim.move("hold"))
    state = play(state, sim.move("hold"))
    assert state.to_move == "Japan"
    assert "Unlink it before" in sim.refusal(state, sim.offer(trade=1))
    state = play(state, sim.move("unlink", "trade", "territory"))
    assert sim.apply(state, sim.offer(trade=1)).japan.table[ISSUES.index("trade")] == 1


def test_a_link_presses_on_the_other_capital_until_it_is_let_go():
    before = play(sim.start(), sim.offer(AIMS["Japan"]))
    linked = sim.apply(before, sim.move("link", "UN admission", "territory"))
    events = 1  # the plenum of July 1955 moves Moscow, not Tokyo
    assert linked.japan.support == before.japan.support + 1
    assert linked.ussr.support == before.ussr.support + events
    assert linked.goodwill == before.goodwill - 1


def test_a_leak_hurts_most_who_has_shown_a_fall_back():
    opened = play(sim.start(), sim.offer(AIMS["Japan"]))
    quiet = play(opened, sim.move("hold"), sim.move("leak"))
    shown = play(opened, sim.move("reveal", "territory"), sim.move("leak"))
    assert shown.ussr.support == quiet.ussr.support - 2
    assert sim.view(shown, "Japan").they_showed == {"territory": 3}


def test_an_offer_beyond_the_instructions_costs_support_once_and_is_refused_at_home():
    low = {**AIMS["Japan"], "territory": 0}
    state = sim.apply(sim.start(), sim.offer(low))
    assert state.japan.support == sim.start().japan.support - 2
    assert sim.view(state, "Japan").refused_in_ours == ("territory", "support")
    assert sim.view(state, "Japan").beyond == ("territory",)
    again = play(state, sim.offer(AIMS["USSR"]), sim.offer(trade=3))
    assert again.japan.support == state.japan.support
    assert sim.apply(again, sim.move("sign")).ended == "refused at home"


def test_a_capital_gives_leave_of_one_step_if_it_backs_a_settlement():
    strong = sim.start(assumptions={"support_at_start_japan": 9})
    asked = sim.apply(strong, sim.move("consult", "territory"))
    assert sim.view(asked, "Japan").orders["territory"].fall_back == 2
    assert sim.view(asked, "USSR").orders["territory"].fall_back == 3  # its own, as before
    refused = sim.apply(sim.start(), sim.move("consult", "territory"))
    assert sim.view(refused, "Japan").orders["territory"].fall_back == 3


def test_what_is_signed_by_leave_counts_as_the_fall_back_does_and_asking_alone_gains_nothing():
    def end(territory: int, *, asks: bool) -> sim.GameState:
        state = sim.start(assumptions={"support_at_start_japan": 9})
        first = sim.move("consult", "territory") if asks else sim.move("hold")
        low = {**AIMS["USSR"], "territory": territory, "state of war": 2}
        return play(state, first, sim.offer(low), sim.move("adjourn"), sim.move("hold"))

    def worth(state: sim.GameState) -> int:
        signed = replace(state, ended="signed", text=state.ussr.table)
        card = sim.scorecard(signed).set_index("issue")["japan"]
        return card["territory"]

    assert [worth(end(n, asks=False)) for n in (1, 2, 3)] == [0, 0, 50]
    assert [worth(end(n, asks=True)) for n in (1, 2, 3)] == [0, 50, 50]
    with_leave, without = (
        sim.outcome(replace(one, ended="signed", text=one.ussr.table)).scores["Japan"]
        for one in (end(2, asks=True), end(2, asks=False))
    )
    assert with_leave > without


def test_new_orders_end_the_leave_that_was_given_for_the_old_ones_and_say_so():
    state = sim.start(assumptions={"support_at_start_japan": 10, "hold": 0})
    state = play(state, sim.move("consult", "territory"), sim.move("hold"))
    while sim.view(state, "Japan").leave["territory"]:
        assert sim.view(state, "Japan").orders["territory"].fall_back == 2
        state = play(state, sim.move("hold"))
    papers = sim.view(state, "Japan")
    order = sim.instructions(state.game, "Japan", state.date)["territory"]
    assert papers.orders["territory"].fall_back == order.fall_back
    news = (
        f"{order.from_date}: New orders on territory have come. The leave given before has ended."
    )
    assert papers.news[-1] == news
    assert news not in sim.view(state, "USSR").news
    assert "territory" in sim.objections(state, "Japan", (2, 2, 3, 3, 2, 3, 1, 2, 2))


def test_washington_warns_if_soviet_title_is_in_question_and_not_otherwise():
    def support_in_september(*, asks: bool) -> int:
        state = sim.start(assumptions={"hold": 0})
        state = play(state, sim.offer(AIMS["Japan"]), sim.offer(AIMS["USSR"]))
        if asks:
            state = play(state, sim.move("consult", "territory"))
        while state.date < "1956-09-11":
            state = play(state, sim.move("hold"))
        return state.japan.support

    assert support_in_september(asks=True) == support_in_september(asks=False) - 1


def test_to_hold_for_ever_breaks_the_talks():
    state = sim.start()
    while not state.ended:
        state = sim.apply(state, sim.move("hold"))
    assert (state.ended, sim.outcome(state).kind) == ("broken off", "broken off")
    assert sim.outcome(state).scores == {"Japan": 25, "USSR": 25}
    assert sim.scorecard(state)["yours"].isna().all()


def test_a_fishery_convention_brings_the_sides_nearer_only_if_both_have_the_same():
    def goodwill_after_may_1956(japan: int, ussr: int) -> int:
        state = sim.start(assumptions={"hold": 0})
        state = play(state, sim.offer({**AIMS["Japan"], "fisheries": japan}))
        state = play(state, sim.offer({**AIMS["USSR"], "fisheries": ussr}))
        while state.date < "1956-05-14":
            state = play(state, sim.move("hold"))
        return state.goodwill

    assert goodwill_after_may_1956(3, 3) == goodwill_after_may_1956(3, 2) + 1


def test_a_script_asks_for_no_less_than_the_other_side_has_shown():
    """Both sides have opened and Moscow shows two islands: Tokyo's script stays above them."""
    state = play(sim.start(), sim.offer(AIMS["Japan"]), sim.offer(AIMS["USSR"]))
    state = play(state, sim.move("hold"), sim.move("reveal", "detainees"))  # shows 2
    wanted = targets(state.game, sim.view(state, "Japan"))
    assert wanted["detainees"] >= 2
    eager = replace(state.ussr, revealed=(("territory", 9),))
    late = replace(state, ussr=eager, session=14)
    assert targets(late.game, sim.view(late, "Japan"))["territory"] == 9
