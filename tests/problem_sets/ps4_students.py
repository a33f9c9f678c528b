"""Problem set 4 and its class: mistakes with rare days, shares, ranks, judges and wide tables."""

from tests.problem_sets.problem_set import ProblemSet, Student

TYPICAL = {
    "takes-the-strongest-words": Student(
        {"t1-solution-2": "strongest_1 = 'A'"}, loses={"t1-test-3": 3}
    ),
    "supports-everything": Student(
        {f"t{task}-solution-2": f"supported_{task} = list('ABCDE')" for task in (2, 6)}
        | {
            "t3-solution-2": "carried_3 = list('ABCDEF')",
            "t4-solution-3": "supported_4 = list('ABCDE')",
            "t5-solution-2": "supported_5 = list('ABCDEF')",
        },
        loses=dict.fromkeys([f"t{task}-test-3" for task in range(2, 7)], 3),
    ),
    "takes-the-fullest-day": Student(
        {"t1-solution": "rarest = spread.idxmax()"}, loses={"t1-test-2": 2}
    ),
    "forgets-per-cent": Student(
        {
            "t1-solution": "share_that_day = on_that_day / len(exact)",
            "t2-solution": "press_since = only_press[year >= border].mean()",
            "t4-solution-2": """
                def agreement(mine, theirs, steps):
                    close = [abs(mine[row] - theirs[row]) <= steps for row in theirs]
                    return sum(close) / len(close)
                """,
        },
        loses={"t1-test-1": 3, "t2-test-1": 3, "t2-test-3": 3, "t4-test-2": 3, "t4-test-3": 3},
        says={"t4-test-2": "0) should give 50, but it gives 0.5."},
    ),
    "counts-the-first-as-a-change": Student(
        {"t3-solution": "moscow_changes, tokyo_changes = moscow_changes + 1, tokyo_changes + 1"},
        loses={"t3-test-1": 3},
    ),
    "turns-the-scale": Student(
        {"t4-solution": "my_ranks = {row: 7 - rank for row, rank in my_ranks.items()}"},
        loses={"t4-test-1": 2},  # what follows is right for these ranks
    ),
    "takes-every-poll-for-the-number": Student(
        {"t5-solution": "near_value, years = list(against['poll_id']), [1990, 2018]"},
        loses={"t5-test-1": 3, "t5-test-2": 2, "t5-test-3": 3},
    ),
    "leaves-it-long": Student(
        {"t6-solution": "wide = japan"}, loses={"t6-test-1": 3, "t6-test-3": 3}
    ),
    "wrong-types": Student(
        {
            "t1-solution": "rarest = 'sunday'",
            "t2-solution": "one_source = 'many'",
            "t3-solution-2": "carried_3 = 'A'",
            "t4-solution": "my_ranks.pop(chosen[-1])",
            "t5-solution": "years = 'from 2009'",
            "t6-solution-2": "supported_6 = ['A', 'F']",
        },
        loses={
            "t1-test-2": 2,
            "t2-test-2": 2,
            "t2-test-3": 3,
            "t3-test-3": 3,
            "t4-test-1": 2,
            "t4-test-2": 3,  # without all eight ranks the comparison stops
            "t4-test-3": 3,
            "t5-test-2": 2,
            "t5-test-3": 3,
            "t6-test-3": 3,
        },
        says={
            "t1-test-2": "in task 1, rarest is 'sunday'. Did you mean 'Sunday'?",
            "t2-test-2": "one_source is 'many'. Make it a whole number",
            "t3-test-3": "in task 3, carried_3 is 'A'. Write a list",
            "t4-test-1": "in task 4, my_ranks needs a number for each of the eight rows.",
            "t6-test-3": "supported_6 has 'F'. Write one of A, B, C, D, E.",
        },
    ),
}
PS4 = ProblemSet(
    name="ps4-aftermath",
    tables=("events", "statements", "sources", "polls", "poll_answers", "scales"),
    needs=("statements", "reading_rank"),
    typical=TYPICAL,
    told_by={
        "on_that_day": "events.*(?:Sunday|Monday)|(?:Sunday|Monday).*events",
        "share_that_day": "per cent.*(?:Sunday|Monday)|(?:Sunday|Monday).*per cent",
        "press_before": "press.*per cent|per cent.*press",
        "press_since": "press.*per cent|per cent.*press",
        "one_source": "(?:statements|rows).*one source",
        "moscow_changes": "Moscow.*chang|chang.*Moscow",
        "tokyo_changes": "Tokyo.*chang|chang.*Tokyo",
        "usual": "statements.*per cent|per cent.*statements",
        "same": "judges.*(?:agree|same)",
        "near": "judges.*(?:agree|step)",
        "two_first_apart": "two (?:islands )?first.*points|points.*two (?:islands )?first",
    },
)
