import json
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.quiz.quiz_strategies import (
    anything,
    banks,
    choices,
    matchings,
    orderings,
    questions,
    texts,
)
from tests.quiz.right_answers import right_answer
from unsigned_peace.quiz.keyless import strip
from unsigned_peace.quiz.model import Kind, Mistake, Question
from unsigned_peace.quiz.scoring import score, total


@given(questions, anything)
def test_any_value_at_all_gets_a_score_between_nothing_and_everything(question, answer):
    result = score(question, answer)
    assert 0 <= result.fraction <= 1
    assert 0 <= result.points <= question.points
    assert result.right == (result.fraction == 1)
    assert all(isinstance(line, str) and line for line in result.feedback)


@given(questions)
def test_the_right_answer_earns_full_marks_also_after_a_trip_through_json(question):
    answer = json.loads(json.dumps(right_answer(question)))
    assert score(question, answer).right
    assert score(question, answer).points == question.points


@given(questions)
def test_no_answer_earns_nothing(question):
    for nothing in (None, "", [], {}):
        assert score(question, nothing).fraction == 0


@given(choices())
def test_ticking_everything_earns_nothing(question):
    everything = [option.id for option in question.options]
    assert score(question, everything).fraction == 0
    assert score(question, everything * 2).fraction == 0


@given(choices(), st.data())
def test_only_the_key_earns_full_marks_for_ticks(question, data):
    ids = [option.id for option in question.options]
    ticked = data.draw(st.lists(st.sampled_from(ids), unique=True))
    assert score(question, ticked).right == (set(ticked) == set(right_answer(question)))


@given(choices(), st.data())
def test_the_order_of_ticks_and_ticks_made_twice_change_nothing(question, data):
    ids = [option.id for option in question.options]
    ticked = data.draw(st.lists(st.sampled_from(ids)))
    shuffled = data.draw(st.permutations(ticked)) + ticked[:2]
    assert score(question, ticked) == score(question, shuffled)


@given(choices(), st.data())
def test_a_right_tick_never_lowers_the_score_and_a_wrong_tick_never_raises_it(question, data):
    ids = [option.id for option in question.options]
    ticked = data.draw(st.lists(st.sampled_from(ids), unique=True))
    before = score(question, ticked).fraction
    for option in question.options:
        after = score(question, [*ticked, option.id]).fraction
        assert after >= before if option.correct else after <= before


@given(orderings(), st.data())
def test_only_the_right_order_earns_full_marks_and_its_reverse_earns_nothing(question, data):
    key = right_answer(question)
    order = data.draw(st.permutations(key))
    assert score(question, order).right == (order == key)
    assert score(question, key[::-1]).fraction == 0
    assert not score(question, key[:-1]).right


@given(orderings(), st.data())
def test_putting_two_neighbours_right_raises_the_balance(question, data):
    key = right_answer(question)
    order = data.draw(st.permutations(key))
    for place in range(len(order) - 1):
        swapped = [*order]
        swapped[place : place + 2] = swapped[place : place + 2][::-1]
        better, worse = sorted((order, swapped), key=lambda o: key.index(o[place]))
        assert score(question, better).fraction >= score(question, worse).fraction


@given(matchings())
def test_one_answer_on_every_line_of_a_matching_question_earns_nothing(question):
    for text in {pair.right for pair in question.pairs} | set(question.distractors):
        assert score(question, {pair.id: text for pair in question.pairs}).fraction == 0


@given(matchings(), st.data())
def test_mending_a_line_of_a_matching_question_never_costs_and_only_the_key_is_full(question, data):
    key = right_answer(question)
    shown = sorted({*key.values(), *question.distractors})
    answer = {name: data.draw(st.sampled_from(shown)) for name in key}
    assert score(question, answer).right == (answer == key)
    for name in key:
        mended = answer | {name: key[name]}
        assert score(question, mended).fraction >= score(question, answer).fraction


@given(texts(), st.data())
def test_a_text_is_right_whatever_its_case_and_spacing(question, data):
    accepted = data.draw(st.sampled_from(question.accept))
    assert score(question, f"  {accepted} ").right
    assert score(question, accepted.upper()).right or accepted.upper().casefold() != (
        accepted.casefold()
    )


@given(questions)
def test_a_question_without_its_key_cannot_be_scored(question):
    with pytest.raises(ValueError, match="has no key"):
        score(strip(question), "anything")


@given(banks())
def test_a_bank_totals_the_points_of_its_questions(bank):
    key = {question.id: right_answer(question) for question in bank.questions}
    earned, possible = total(bank, key)
    assert earned == pytest.approx(possible)
    assert total(bank, {"of no question": 1}) == (0, possible)


@pytest.mark.parametrize(
    ("ticked", "fraction"),
    [
        (["su", "pl", "cs"], 1),
        (["su", "pl"], 2 / 3),
        (["su", "pl", "cs", "fr"], 1 / 2),
        (["su", "fr"], 0),
        (["su", "nobody"], 1 / 3),
    ],
)
def test_ticks_earn_their_share_of_the_right_less_their_share_of_the_wrong(
    question, ticked, fraction
):
    assert score(question("ex-refused"), ticked).fraction == pytest.approx(fraction)


def test_feedback_names_what_was_picked_and_how_much_is_missing(question):
    result = score(question("ex-refused"), ["su", "fr"])
    assert result.feedback == (
        "✓ “Soviet Union”: It proposed changes and left.",
        "✗ “France”: France signed.",
        "Still to find: 2.",
    )


@pytest.mark.parametrize("typed", ["49", " 49 ", "４９", "๔๙", "49 states", "49.0", 49, 49.0])
def test_a_number_is_right_in_any_digits_and_with_its_unit(question, typed):
    assert score(question("ex-signed"), typed).right


@pytest.mark.parametrize("typed", ["48", 48, "48 states"])
def test_an_expected_mistake_gets_its_own_feedback(question, typed):
    assert score(question("ex-signed"), typed).feedback == ("Did you count Japan?",)


def test_words_in_place_of_a_number_are_told_to_use_digits(question):
    assert "digits" in score(question("ex-signed"), "forty-nine").feedback[0]
    assert not score(question("ex-signed"), answer=True).right


@pytest.mark.parametrize(
    ("typed", "right"),
    [(1900, False), (1954, False), (1955, True), ("1,957", True), ("1 957", True), (1958, False)],
)
def test_a_year_may_be_off_by_its_tolerance(typed, right):
    question = Question("q", Kind.NUMBER, "?", answer=1956, tolerance=1, year=True)
    assert score(question, typed).right == right


@pytest.mark.parametrize(
    "typed", ["etorofu", "ETOROFU", "Itúrup", "итуруп", "択捉島", "the Iturup"]
)
def test_a_name_is_right_in_each_accepted_script(question, typed):
    assert score(question("ex-island"), typed).right


@pytest.mark.parametrize(
    "typed",
    [
        "Iturup / Etorofu",
        "Etorofu, Iturup",
        "Etorofu (Iturup)",
        "Iturup or Etorofu",
        "ETOROFU AND ITURUP",
        "Etorofu Island",
        "the island of Iturup",
        "etorofu-jima",
        "Etorofu-tō",
        "Etorofu shima",
    ],
)
def test_a_double_name_and_the_word_for_an_island_are_right(question, typed):
    assert score(question("ex-island"), typed).right


@pytest.mark.parametrize("typed", ["Etorofu / Urup", "Etorofu and Kunashir", "island", "/", "-to"])
def test_a_list_of_names_is_wrong_if_one_of_them_is(question, typed):
    assert not score(question("ex-island"), typed).right


@pytest.mark.parametrize("typed", ["Kunashir Island", "Kunashir-tō", "Etorofu / Kunashir"])
def test_a_mistake_is_explained_also_inside_a_longer_answer(question, typed):
    assert score(question("ex-island"), typed).feedback == ("That is the second largest.",)


def test_an_expected_mistake_goes_before_a_shorter_accepted_name():
    mistake = Mistake("Habomai Islands", "They are several.")
    question = Question("q", Kind.TEXT, "?", accept=("Habomai",), mistakes=(mistake,))
    assert score(question, "Habomai islands").feedback == ("They are several.",)


@pytest.mark.slow
@given(texts(), st.lists(st.integers(0, 20), min_size=1, max_size=4))
def test_a_list_of_accepted_names_is_right(question, picks):
    chosen = [question.accept[pick % len(question.accept)] for pick in picks]
    assume(all(name.isalnum() for name in chosen))
    assert score(question, " / ".join(chosen)).right


def test_an_option_that_is_a_sentence_is_quoted_without_its_end_mark(question):
    refused = question("ex-refused")
    first = replace(refused.options[0], text="The Soviet Union left.")
    sentence = replace(refused, options=(first, *refused.options[1:]))
    assert score(sentence, ["su"]).feedback[0].startswith("✓ “The Soviet Union left”: ")


def test_a_name_nearly_right_is_told_so_but_another_island_is_not(question):
    assert score(question("ex-island"), "Etorufu").feedback == ("Very close: check the spelling.",)
    assert score(question("ex-island"), "Urup").feedback == ()
    assert score(question("ex-island"), "kunashir").feedback == ("That is the second largest.",)


@pytest.mark.parametrize("typed", ["Shun'ichi", "Shun’ichi", "shun-ichi", "Shun ichi", "SHUN´ICHI"])
def test_apostrophes_hyphens_and_spaces_do_not_matter(typed):
    question = Question("q", Kind.TEXT, "?", accept=("Shunichi",))
    assert score(question, typed).right


@pytest.mark.parametrize(
    ("accepted", "typed", "right"),
    [
        ("Хрущёв", "хрущев", True),
        ("Ichirō", "Ichiro", True),
        ("が", "か", False),  # voicing makes another word
        ("กิน", "กัน", False),  # so does a Thai vowel
        ("歯舞", "ハボマイ", False),
    ],
)
def test_accents_fold_but_marks_that_make_another_word_do_not(accepted, typed, right):
    question = Question("q", Kind.TEXT, "?", accept=(accepted,))
    assert score(question, typed).right == right


def test_an_order_nearly_right_earns_part_and_names_two_to_look_at(question):
    result = score(question("ex-order"), ["shimoda", "portsmouth", "exchange", "sf"])
    assert result.fraction == pytest.approx((5 - 1) / 6)
    assert result.feedback == (
        "Look again at these two: “Treaty of Portsmouth” and “Treaty of Saint Petersburg”.",
    )


def test_matching_explains_right_lines_and_names_the_others(question):
    result = score(question("ex-heads"), {"us": "Acheson", "su": "Dulles", "jp": "Yoshida"})
    assert result.fraction == pytest.approx(1 / 2)
    assert result.feedback == (
        "✓ “United States”: He also presided.",
        "✓ “Japan”: He was prime minister.",
        "Look again at: “Soviet Union”.",
    )


def test_a_wrong_line_of_a_matching_question_says_why_if_the_choice_is_expected(question):
    heads = replace(question("ex-heads"), mistakes=(Mistake("Dulles", "He spoke for Washington."),))
    result = score(heads, {"us": "Acheson", "su": "Dulles", "jp": "Acheson"})
    assert result.feedback == (
        "✓ “United States”: He also presided.",
        "✗ “Soviet Union”: He spoke for Washington.",
        "Look again at: “Japan”.",
    )


def test_general_feedback_follows_a_right_answer_only(question):
    host = question("ex-host")
    assert score(host, "sf").feedback[-1] == host.feedback
    assert host.feedback not in score(host, "ny").feedback


def test_a_right_side_that_repeats_raises_the_bar(question):
    heads = question("ex-heads")
    same = tuple(replace(pair, right="Acheson") for pair in heads.pairs[:2]) + heads.pairs[2:]
    one_wrong = score(
        replace(heads, pairs=same), {"us": "Acheson", "su": "Acheson", "jp": "Dulles"}
    )
    assert one_wrong.fraction == 0
