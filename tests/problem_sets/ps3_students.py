"""Problem set 3 and its class: mistakes with guessed days, joins, codes, words and witnesses."""

from tests.problem_sets.problem_set import ProblemSet, Student

TYPICAL = {
    "supports-everything": Student(
        {"t1-solution-2": "supported_1 = list('ABCDEF')"}
        | {f"t{task}-solution-2": f"supported_{task} = list('ABCDE')" for task in range(2, 7)},
        loses=dict.fromkeys([f"t{task}-test-3" for task in range(1, 7)], 3),
    ),
    "takes-guessed-days-for-known": Student(
        {
            "t1-solution": """
                later = pairs["first_day"] > pairs["second_day"]
                excluded_pairs, cannot_say = list(pairs.loc[later, "pair"]), []
                """
        },
        loses={"t1-test-1": 3, "t1-test-2": 2, "t1-test-3": 3},
    ),
    "counts-the-day-itself-as-before": Student(
        {"t2-solution": "before = (hits['date'] <= turn).sum()"}, loses={"t2-test-1": 3}
    ),
    "forgets-what-has-no-issue": Student(
        {"t3-solution": "no_ancestor = [number for number in no_ancestor if number != 10]"},
        loses={"t3-test-1": 3},
    ),
    "takes-the-last-for-the-first": Student(
        {"t3-solution": "first_day = positions.loc[positions['issue'] == issue, 'date'].max()"},
        loses={"t3-test-2": 2},
    ),
    "counts-equal-as-lower": Student(
        {"t4-solution": "fell_below = list(way.index[way['min'] <= way['first']])"},
        loses={"t4-test-2": 3},
    ),
    "compares-the-wrong-way-round": Student(
        {"t5-solution": "def lost_words(old, new):\n    return words(new) - words(old)"},
        loses={"t5-test-1": 3, "t5-test-3": 3},
        says={"t5-test-1": "should give {'cedes'}, but it gives {'renounces'}"},
    ),
    "reads-one-witness-a-step": Student(
        {"t6-solution": "without = set(witnesses.loc[~own, 'talk_id'])"},
        loses={"t6-test-1": 3, "t6-test-3": 3},
    ),
    "wrong-types": Student(
        {
            "t1-solution": "cannot_say = 'the fourth'",
            "t2-solution": "restraining = [89, '95']",
            "t3-solution": "first_day = 'in spring'",
            "t4-solution": "changed = 'trade'",
            "t5-solution": "naming = ['the draft']",
            "t6-solution": "hour_recorded = 'three'",
        },
        loses={
            "t1-test-2": 2,
            "t2-test-2": 2,
            "t3-test-2": 2,
            "t4-test-1": 2,
            "t5-test-2": 2,
            "t6-test-2": 2,
        },
        says={
            "t1-test-2": "in task 1, cannot_say is 'the fourth'. Write a list",
            "t2-test-2": "restraining has '95'. Write a number, without quotation marks.",
            "t3-test-2": "first_day is 'in spring'. Write a day as text",
            "t4-test-1": "in task 4, changed is 'trade'. Write a list",
            "t5-test-2": "naming has 'the draft'.",
            "t6-test-2": "hour_recorded is text, 'three'. Write it in digits",
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
        "sources",
    ),
    needs=("october_talks", "source_ids"),
    typical=TYPICAL,
    told_by={
        "before": "papers.*(?:Okinawa|Ryukyu|Etorofu)",
        "direct_before": "papers.*direct|direct.*papers",
        "direct_since": "papers.*direct|direct.*papers",
        "first_day": "first.*(?:detain|prisoner|reparations)|(?:detained|reparations).*first",
        "hour_recorded": "(?:steps|talks).*(?:hour|recorded).*(?:witness|Soviet|Japanese)",
    },
)
