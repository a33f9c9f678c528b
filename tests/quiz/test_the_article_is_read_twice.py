"""What is answered at the first reading comes back beside the answers of the second."""

import ipywidgets as widgets

from unsigned_peace import quiz


def boxes(shown: widgets.VBox) -> list[widgets.Textarea]:
    return [one for one in shown.children if isinstance(one, widgets.Textarea)]


def test_words_are_saved_and_come_back_after_a_restart(tmp_path):
    voice, *_ = boxes(quiz.first_words(tmp_path))
    voice.value = "A Russian author, for Russian readers: P77."
    assert (
        boxes(quiz.first_words(tmp_path))[0].value == "A Russian author, for Russian readers: P77."
    )
    assert boxes(quiz.second_words(tmp_path))[0].value == ""


def test_each_box_has_a_name_for_a_screen_reader_and_says_that_it_saved(tmp_path):
    shown = quiz.first_words(tmp_path)
    assert [one.description[-1] for one in boxes(shown)] == ["."] + ["?"] * 2
    boxes(shown)[1].value = "forced, blackmail, invented"
    assert "Saved." in shown.children[-1].value


def test_both_answers_stand_side_by_side(tmp_path):
    boxes(quiz.first_words(tmp_path))[0].value = "I heard <one> voice."
    boxes(quiz.second_words(tmp_path))[0].value = "I hear two."
    answer(tmp_path, "01-san-francisco-1951", "fr-words", ["suited"])
    answer(tmp_path, "05-verdict", "sr-words", ["suited", "shrink"])
    shown = quiz.both_readings(tmp_path)
    assert "I heard &lt;one&gt; voice.</td>" in shown._repr_html_()
    assert "I hear two.</td>" in shown._repr_html_()
    first, second = str(shown).split("Mark the parts")[1].splitlines()[1:3]
    assert first.strip() == "first: What suited the Japanese did not suit the Americans."
    assert second.endswith("Americans. / They did not shrink from threats.")
    assert "Go back to module 1" not in str(shown)


def test_without_a_first_reading_the_way_back_is_shown(tmp_path):
    shown = quiz.both_readings(tmp_path)
    assert 'href="01-san-francisco-1951.ipynb"' in shown._repr_html_()
    assert "no answer yet" in str(shown)


def test_every_question_of_the_first_reading_is_asked_again(tmp_path):
    first = {q.id[3:] for q in asked("01-san-francisco-1951", "first-reading")}
    second = {q.id[3:] for q in asked("05-verdict", "second-reading")}
    assert first == second
    assert str(quiz.both_readings(tmp_path)).count("second: ") == len(first) + 3


def asked(bank: str, name: str) -> list:
    (found,) = [one for one in quiz.load(bank).quizzes if one.id == name]
    return list(found.questions)


def answer(folder, bank: str, question: str, value: list[str]) -> None:
    ask = quiz.open_bank(bank, folder)
    ask.store.update(question, lambda record: record.saved(value, ask.store.clock()))
