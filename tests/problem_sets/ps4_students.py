"""Problem set 4 and its class: mistakes with totals, ranks, shares, wide tables and spans."""

from tests.problem_sets.problem_set import ProblemSet, Student

TYPICAL = {
    "copies-the-article": Student(
        {
            "t1-solution-2": "vote_day, days_wrong = '1956-12-02', 0",
            "t3-solution-1": "speaker, spoken_on = 'S. V. Lavrov', '2004-11-14'",
            "t6-solution-1": "near_ninety, years = list(against['poll_id']), [1990, 2018]",
            "t8-solution-1": "before['STA-08'] = before['STA-03'] = ['peace treaty']",
        },
        loses={"t1-test-2": 2, "t3-test-1": 3, "t6-test-1": 2, "t8-test-1": 3},
    ),
    "counts-both-ends": Student(
        {
            "t2-solution": """
                gap = statements[year.between(1960, 2004)]
                in_gap, gap_share = len(gap), round(100 * len(gap) / len(statements))
                """,
            "t4-solution-1": """
                moscow_changes, tokyo_changes = moscow_changes + 1, tokyo_changes + 1
                """,
            "t8-solution-2": "days_in_force, days_after_treaty = 1142, 9",
        },
        loses={"t2-test-1": 3, "t4-test-1": 4, "t8-test-2": 2},
    ),
    "adds-the-total": Student(
        {
            "t7-solution": """
                land, people = disputed["area_km2"].sum(), disputed["civilians_1945"].sum()
                three_land = round(100 * three["area_km2"].sum() / land)
                three_people = round(100 * three["civilians_1945"].sum() / people)
                land_missing = disputed["area_km2"].iloc[0] - land
                """
        },
        loses={"t7-test-1": 2, "t7-test-2": 2},
        says={"t7-test-2": "It has to be more than 0."},
    ),
    "turns-the-scale": Student(
        {"t5-solution-1": "my_ranks = {row: 7 - rank for row, rank in my_ranks.items()}"},
        loses={"t5-test-1": 2},  # what follows is right for these ranks
    ),
    "multiplies-ranks": Student(
        {"t4-solution-2": "widest, holds = [1970], ['A', 'B', 'C', 'D']"},
        loses={"t4-test-2": 3},
    ),
    "forgets-per-cent": Student(
        {
            "t1-solution-1": "sunday_share = on_sunday / len(exact)",
            "t3-solution-2": "press_since = only_press[year >= 2000].mean()",
            "t5-solution-2": """
                def agreement(mine, theirs, steps):
                    close = [abs(mine[row] - theirs[row]) <= steps for row in theirs]
                    return sum(close) / len(close)
                """,
        },
        loses={"t1-test-1": 3, "t3-test-2": 3, "t5-test-2": 4},
        says={"t5-test-2": "0) should give 50, but it gives 0.5."},
    ),
    "leaves-it-long": Student(
        {
            "t6-solution-2": "spread, other_ways = 90 - 55, 100 - 55",
            "t6-solution-3": "wide = japan",
        },
        loses={"t6-test-3": 2, "t6-test-4": 2},
    ),
    "trusts-the-memoir": Student(
        {
            "t1-solution-1": "weekday_1951 = 'Monday'",
            "t1-solution-2": """
                vote_day, days_wrong = "1956-12-03", 1
                from_1956 = ["DIET-HC-1205", "TIKHV-UKR"]
                """,
            "t3-solution-1": "lavrov_row = 'STA-36'",
        },
        loses={"t1-test-1": 3, "t1-test-2": 2, "t1-test-3": 2, "t3-test-1": 3},
    ),
    "wrong-types": Student(
        {
            "t1-solution-2": "from_1956 = 'DIET-HC-1205'",
            "t2-solution": "together = ['Irkutsk']",
            "t4-solution-2": "holds = 'AD'",
            "t5-solution-1": "my_ranks.pop('STA-48')",
            "t6-solution-1": "same_question = 'no'",
            "t8-solution-1": "before['STA-06'] = 'peace treaty'",
        },
        loses={
            "t1-test-3": 2,
            "t2-test-2": 2,
            "t4-test-2": 3,
            "t5-test-1": 2,
            "t5-test-2": 4,  # without all eight ranks the comparison stops
            "t6-test-2": 2,
            "t8-test-1": 3,
        },
        says={
            "t2-test-2": "together has 'Irkutsk'.",
            "t5-test-1": "my_ranks needs a number for each of the eight rows.",
            "t8-test-1": "STA-06 is 'peace treaty'. Write a list",
        },
    ),
}
PS4 = ProblemSet(
    name="ps4-aftermath",
    tables=("events", "statements", "sources", "polls", "poll_answers", "places", "scales"),
    needs=("statements", "reading_rank"),
    typical=TYPICAL,
)
