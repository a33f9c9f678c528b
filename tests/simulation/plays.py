"""Hypothesis strategies for games: random ones, and adversarial ones that try what is forbidden."""

from hypothesis import strategies as st

from unsigned_peace import simulation as sim

ISSUES = tuple(sim.rules().issues)
LINES = st.fixed_dictionaries(
    {
        "japan": st.sampled_from(["hatoyama-kono", "ministry"]),
        "ussr": st.sampled_from(["khrushchev", "molotov"]),
        "seed": st.integers(0, 10_000),
    }
)
positions = st.fixed_dictionaries(
    {issue: st.integers(0, len(rungs) - 1) for issue, rungs in sim.rules().issues.items()}
)
offers = positions.map(sim.offer)
part_offers = st.dictionaries(st.sampled_from(ISSUES), st.integers(-1, 10), min_size=1).map(
    sim.offer
)
others = st.builds(
    lambda kind, issues: sim.Move(kind, issues=tuple(issues)),
    st.sampled_from(sim.KINDS),
    st.lists(st.sampled_from((*ISSUES, "the weather")), max_size=3),
)
attempts = st.one_of(offers, part_offers, others)


@st.composite
def moves_of_a_game(draw) -> tuple[dict, list[sim.Move]]:
    """Draw how a game begins and legal moves of both sides, until it ends."""
    begins = draw(LINES)
    state, made = sim.start(**begins), []
    while not state.ended:
        legal = [one for one in sim.legal_moves(state, state.to_move) if one.kind != "offer"]
        one = draw(st.one_of(st.sampled_from(legal), offers))
        if sim.refusal(state, one):
            one = sim.move("hold")
        made.append(one)
        state = sim.apply(state, one)
    return begins, made
