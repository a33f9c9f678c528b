"""Problem set 3 and its class: mistakes with units, hours, joins, words and codes."""

from tests.problem_sets.problem_set import ProblemSet, Student

TYPICAL = {
    "copies-the-article": Student(
        {
            "t2-solution": "ruled_out = []",
            "t3-solution": "in_the_paper = True",
            "t6-solution-2": "naming_okinawa = []",
            "t7-solution": "soviet_detour = []",
        },
        loses={"t2-test-1": 4, "t3-test-1": 3, "t6-test-2": 4, "t7-test-2": 3},
    ),
    "forgets-the-tonne": Student(
        {
            "t1-solution-1": "def number_of_fish(tonnes, kilograms_each):\n"
            "    return tonnes / kilograms_each",
            "t1-solution-2": "fish_1957 = number_of_fish(120_000, 2)",
        },
        loses={"t1-test-1": 3, "t1-test-2": 3},
        says={"t1-test-1": "number_of_fish(50000, 2) should give 25000000, but it gives 25000.0."},
    ),
    "reads-hours-as-decimals": Student(
        {
            "t2-solution": "refusal_to_paper += 1",
            "t5-solution": "start_to_start, to_midnight = 1800 - 1615, 2400 - 1655",
        },
        loses={"t2-test-2": 2, "t5-test-1": 4},
    ),
    "joins-carelessly": Student(
        {
            "t4-solution": """
                not_in_letter = list(both.loc[both["position"].isna(), "number"])
                first_party = "Japan"
                """,
            "t8-solution": """
                most = detainees.groupby("kind", observed=True)["number"].max()
                claimed_to_admitted = most["claimed as missing or held"] / most["admitted as held"]
                """,
        },
        loses={"t4-test-1": 3, "t4-test-2": 3, "t8-test-1": 3},
    ),
    "takes-the-best-for-the-last": Student(
        {
            "t2-solution": """
                ruled_out = list(pairs.loc[pairs["cause_day"] < pairs["effect_day"], "pair"])
                """,
            "t7-solution": """
                best = by_issue.agg(["first", "max"]).loc["USSR"]
                soviet_nearer = list(best.index[best["max"] >= best["first"]])
                """,
        },
        loses={"t2-test-1": 4, "t7-test-1": 4},
    ),
    "compares-the-wrong-way-round": Student(
        {
            "t6-solution-1": "def lost_words(old, new):\n    return words(new) - words(old)",
            "t6-solution-2": """
                struck = lost_words(versions["kono"], versions["signed"])
                """,
        },
        loses={"t6-test-1": 3, "t6-test-2": 4},
        says={"t6-test-1": "should give {'cedes'}, but it gives {'renounces'}"},
    ),
    "wrong-types": Student(
        {
            "t1-solution-2": "times_ceiling = '2.4'",
            "t3-solution": "said_before = '94'",
            "t4-solution": "not_in_letter = 3",
            "t5-solution": "recorded_share = 0.27",
            "t7-solution": "veto_day = 'in winter'",
            "t8-solution": "exact_figures = 2.5",
        },
        loses={
            "t1-test-2": 3,
            "t3-test-2": 2,
            "t4-test-1": 3,
            "t5-test-2": 2,
            "t7-test-2": 3,
            "t8-test-2": 2,
        },
        says={
            "t1-test-2": "times_ceiling is '2.4'. Make it a number",
            "t3-test-2": "said_before is '94'. Make it a whole number",
            "t4-test-1": "not_in_letter is 3. Write a list",
            "t7-test-2": "veto_day is 'in winter'. Write a day as text",
        },
    ),
}
PS3 = ProblemSet(
    name="ps3-moscow",
    tables=(
        "events",
        "positions",
        "frus_documents",
        "october_talks",
        "declaration_articles",
        "detainee_figures",
    ),
    needs=("events", "date"),
    typical=TYPICAL,
)
