"""Problem set 2 and its class: mistakes with days, voices, rows and conclusions."""

from tests.problem_sets.problem_set import ProblemSet, Student

TYPICAL = {
    "takes-the-strongest-words": Student(
        {"t1-solution-2": "strongest_1 = 'A'"}, loses={"t1-test-3": 3}
    ),
    "refutes-with-everything": Student(
        {"t1-solution-2": "refuted_by_1 = list('PQRS')"}, loses={"t1-test-3": 3}
    ),
    "supports-everything": Student(
        {f"t{task}-solution-2": f"supported_{task} = list('ABCDE')" for task in range(2, 7)},
        loses=dict.fromkeys([f"t{task}-test-3" for task in range(2, 7)], 3),
    ),
    "is-content-with-each-date": Student(
        {"t1-solution": "fitting = list(asked)"}, loses={"t1-test-2": 3}
    ),
    "mixes-up-true-and-false": Student(
        {"t2-solution": "secret_least, aloud_least = aloud_least, secret_least"},
        loses={"t2-test-1": 3, "t2-test-3": 3},
    ),
    "counts-every-voice-alike": Student(
        {"t3-solution": "stays_open = stays_all"}, loses={"t3-test-2": 3, "t3-test-3": 3}
    ),
    "counts-persons-and-all-years": Student(
        {
            "t4-solution": "with_japanese = (talks['state'] == 'Japan').sum()",
            "t5-solution": """
                everyone = positions[positions["date"] <= "1956-03-20"]
                on_people = (everyone["issue"] == "detainees").sum()
                """,
        },
        loses={"t4-test-2": 3, "t5-test-2": 3, "t5-test-3": 3},
    ),
    "takes-the-last-for-the-first": Student(
        {"t6-solution": "first_named = found['date'].max()"}, loses={"t6-test-2": 3}
    ),
    "wrong-types": Student(
        {
            "t1-solution": "on_that_day = [7]",
            "t2-solution": "soviet_secret = 'none'",
            "t3-solution": "stays_all = 'in autumn'",
            "t4-solution": "writer = 'Embasy Tokyo'",
            "t5-solution": "other_issues = 'five'",
            "t6-solution": "naming = name",
        },
        loses={
            "t1-test-1": 2,
            "t2-test-2": 2,
            "t2-test-3": 3,
            "t3-test-1": 2,
            "t3-test-3": 3,
            "t4-test-1": 2,
            "t5-test-2": 3,
            "t6-test-1": 2,
        },
        says={
            "t1-test-1": "in task 1, on_that_day is a list. Write a whole number",
            "t2-test-2": "in task 2, soviet_secret is 'none'. Make it a whole number",
            "t3-test-1": """stays_all is 'in autumn'. Write a day as text""",
            "t4-test-1": "writer is 'Embasy Tokyo'. Did you mean 'Embassy Tokyo'?",
            "t5-test-2": "other_issues is text, 'five'. Write it in digits",
            "t6-test-1": """Write a list: ["one name", "another name"].""",
        },
    ),
}
PS2 = ProblemSet(
    name="ps2-london",
    tables=("events", "positions", "frus_documents", "talks_calendar", "correspondents"),
    needs=("positions", "stance_code"),
    typical=TYPICAL,
    told_by={
        "on_that_day": "Tuesday|Friday",
        "secret_least": "secret.*code|code.*secret",
        "aloud_least": "aloud.*code|code.*aloud",
        "soviet_secret": "Soviet.*secret|secret.*(?:Soviet|Moscow)",
        "stays_all": "stays|the line (?:begins|holds)",
        "stays_open": "stays|holds|in the open",
        "their_letters": "embassy.*(?:papers|documents)",
        "with_japanese": "(?:talks|documents).*(?:record|Japanese person)",
        "with_soviet": "(?:talks|documents).*(?:Soviet person|no Soviet)",
        "land_share": "(?:rows|positions).*per cent|per cent.*(?:rows|positions)",
        "other_issues": "other issues|issues.*besides",
        "on_people": "(?:rows?|positions?).*detain",
        "first_named": "first.*(?:named|names)",
        "from_japanese": "papers.*by Japanese",
    },
)
