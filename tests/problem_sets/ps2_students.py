"""Problem set 2 and its class: mistakes with days, codes, rows and documents."""

from tests.problem_sets.problem_set import ProblemSet, Student

TYPICAL = {
    "copies-the-article": Student(
        {
            "t1-solution": "note_to = 'Shigemitsu Mamoru'",
            "t3-solution": "in_order = ['EVT-115', 'EVT-116', 'EVT-118', 'EVT-112']",
            "t7-solution": "talks_are_reason = True",
            "t8-solution": "articles_agreed = 0",
        },
        loses={"t1-test-1": 3, "t3-test-1": 3, "t7-test-1": 3, "t8-test-2": 2},
    ),
    "counts-both-ends": Student(
        {
            "t1-solution": "days_to_place += 1",
            "t3-solution": "hint_to_draft += 1",
            "t7-solution": "days_later += 1",
            "t8-solution": "first_round += 1",
        },
        loses={"t1-test-2": 2, "t3-test-2": 3, "t7-test-2": 2, "t8-test-1": 3},
    ),
    "uses-what-is-not-verified": Student(
        {
            "t1-solution": """
                note_day = "1955-01-07"
                days_to_place = (pd.Timestamp(place_agreed) - pd.Timestamp(note_day)).days
                """
        },
        loses={"t1-test-1": 3, "t1-test-2": 2},
    ),
    "takes-the-first-two": Student(
        {
            "t5-solution": """
                two = japan[japan["stance_code"] == 2].sort_values("date")
                stays_all = two["date"].iloc[0]
                stays_official = two.loc[two["setting"] != "private talk", "date"].iloc[0]
                """
        },
        loses={"t5-test-1": 3, "t5-test-2": 4},
    ),
    "does-not-sort": Student(
        {
            "t3-solution": """
                four = august[august["event_id"].isin(in_order)]
                in_order = list(four["event_id"])
                """,
            "t5-solution": """
                stays_official = japan.loc[japan["stance_code"] == 2, "date"].iloc[0]
                """,
        },
        loses={"t3-test-1": 3, "t5-test-2": 4},
    ),
    "counts-rows-and-all-years": Student(
        {
            "t2-solution-2": "fitting = ['1955-08-09']",
            "t4-solution": """
                american = positions[positions["party"] == "USA"]
                us_secret_share = 100 * american["is_secret"].mean()
                """,
            "t6-solution": "japanese_talks = (talks['state'] == 'Japan').sum()",
        },
        loses={"t2-test-2": 3, "t4-test-2": 3, "t6-test-2": 4},
    ),
    "wrong-types": Student(
        {
            "t1-solution": "note_to = 'hatoyama'",
            "t2-solution-1": "def weekday(day):\n    print(pd.Timestamp(day).day_name())",
            "t4-solution": "secret_least = '1'",
            "t6-solution": "direct_share = 0.5",
            "t7-solution": "talks_are_reason = 'no'",
            "t8-solution": "first_round = -102",
        },
        loses={
            "t1-test-1": 3,
            "t2-test-1": 3,
            "t2-test-2": 3,
            "t4-test-1": 4,
            "t6-test-2": 4,
            "t7-test-1": 3,
            "t8-test-1": 3,
        },
        says={
            "t1-test-1": "note_to is 'hatoyama'. Did you mean 'Hatoyama Ichiro'?",
            "t2-test-1": "weekday gives nothing back. It needs a line with 'return'.",
            "t4-test-1": "secret_least is '1'. Make it a whole number",
            "t6-test-2": "direct_share is 0.5. It is in per cent",
            "t7-test-1": "talks_are_reason is 'no'. Write True or False",
        },
    ),
}
PS2 = ProblemSet(
    name="ps2-london",
    tables=("events", "positions", "frus_documents", "talks_calendar", "correspondents"),
    needs=("positions", "stance_code"),
    typical=TYPICAL,
)
