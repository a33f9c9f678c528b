"""Facts that a reader would notice at once if they were wrong."""

import pytest

from unsigned_peace import data


@pytest.fixture(scope="module")
def delegations():
    return data.delegations()


def test_fifty_one_allied_delegations_came_and_forty_eight_signed(delegations):
    allied = delegations[delegations["attended"] & (delegations["delegation_id"] != "JPN")]
    assert len(allied) == 51
    assert allied["signed"].sum() == 48
    assert set(allied.loc[~allied["signed"], "delegation_id"]) == {"SUN", "POL", "CSK"}


def test_the_vote_on_the_rules_is_48_to_3(delegations):
    votes = delegations["vote_on_rules"].value_counts()
    assert votes["for"] == 48
    assert votes["against"] == 3


def test_the_numbers_of_the_article_are_put_to_the_test(delegations):
    came = delegations[delegations["attended"]].groupby("region")["attended"].sum()
    assert came["Latin America"] == 20
    assert came["Western Europe"] == 7
    assert came["Africa"] == 4


def test_three_invited_states_stayed_away(delegations):
    absent = delegations[delegations["invited"] & ~delegations["attended"]]
    assert set(absent["delegation_id"]) == {"IND", "MMR", "YUG"}


def test_the_recipient_disappears_between_march_and_june_1951():
    drafts = data.drafts().query("kind == 'draft' and date >= '1951-01-01'")
    sure = drafts[~drafts["unverified"].map(lambda columns: "recipient" in columns)]
    before, after = sure.query("date < '1951-06-14'"), sure.query("date >= '1951-06-14'")
    assert list(before["recipient"]) == ["USSR on condition"] * 2
    assert list(after["recipient"]) == ["none named"] * 4


def test_soviet_amendments_run_from_1_to_13():
    numbers = data.treaty_articles().query("amended")["amendment_number"]
    assert sorted(set(numbers)) == list(range(1, 14))


def test_the_upper_house_voted_on_a_wednesday_not_on_a_sunday():
    events = data.events()
    vote = events[events["title"] == "House of Councillors approves"].iloc[0]
    assert str(vote["date"].date()) == "1956-12-05"
    assert vote["date"].day_name() == "Wednesday"


def test_the_heading_and_the_first_paragraph_of_the_article_contradict_each_other():
    claims = data.claims()
    clash = claims[(claims["paragraph"] == 1) & (claims["paragraph_end"] == 3)]
    assert list(clash["verdict"]) == ["contradicted"]


def test_the_people_of_1945_add_up():
    places = data.places()
    islets = places[places["group"] == "Habomai"]["civilians_1945"].sum()
    people = places.set_index("name_en")["civilians_1945"]
    assert islets == people["Habomai group"] == 5281
    four = islets + people["Shikotan"] + people["Kunashiri"] + people["Etorofu"]
    assert four == people["Northern Territories / South Kurils (four)"] == 17291


def test_the_same_person_has_one_row():
    people = data.people()
    assert people["english"].is_unique
    malik = people[people["english"] == "Yakov A. Malik"].iloc[0]
    assert malik["native_name"] == "Яков Александрович Малик"
    assert malik["japanese"] == "マリク"
    assert len(malik["origin"]) == 3


def test_main_answers_of_a_poll_never_exceed_a_hundred_per_cent():
    answers = data.poll_answers().query("item == 'main question'")
    # Rounding may add a little.
    assert (answers.groupby("poll_id")["percent"].sum() <= 101).all()


def test_every_ring_of_the_land_is_closed_and_inside_the_window():
    for ring in data.land():
        assert ring[0] == ring[-1]
        assert all(138 <= lon <= 158 and 41 <= lat <= 52 for lon, lat in ring)
