"""A test that says what a class does not have is not passed because a mirror has less."""

import pytest

from tests.grading.grading_course import check, find, locked, new_course, solution

pytestmark = pytest.mark.slow

SETUP = """class Animal:
    def __init__(self, name): self.name = name
    def speak(self): return '...'
    def twice(self): return 2 * self.speak()"""
RIGHT = "class Dog(Animal):\n    def speak(self): return 'wuff'\nrex = Dog('Rex')"
WRONG = """class Dog(Animal):
    def __init__(self, name): self.name = name
    def __new__(cls, *_): return object.__new__(cls)
    def __hash__(self): return 1
    def speak(self): return 'wuff'
    def twice(self): return 'wuffwuff'
    def bark(self): return 1
rex = Dog('Rex')"""
NOT_THERE = {
    "inherits": "assert Dog.__init__ is Animal.__init__",
    "dictionary": "assert '__init__' not in Dog.__dict__",
    "vars": "assert 'twice' not in vars(Dog)",
    "names": "assert 'bark' not in dir(Dog)",
    "of-object": "assert 'bark' not in dir(rex)",
    "loop": "assert not [one for one in vars(Dog) if one.startswith('ba')]",
    "new": "assert Dog.__new__ is object.__new__",
    "hash": "assert Dog.__hash__ is object.__hash__",
}
THERE = {
    "operators": "assert '__len__' not in Dog.__dict__ and Dog.__lt__ is object.__lt__",
    "speaks": "assert rex.twice() == 'wuffwuff' and isinstance(rex, Animal)",
    "kind": "from collections.abc import Iterable\nassert not isinstance(rex, Iterable)",
}


def test_what_a_class_does_not_have_is_asked_of_the_class(tmp_path, ours, capsys) -> None:
    tests = (check(name, source) for name, source in (NOT_THERE | THERE).items())
    course = new_course(tmp_path, {"one": (locked("setup", SETUP), solution("s1", RIGHT), *tests)})
    course.hand_in("honest", "a1", course.solve("a1", "one"))
    course.hand_in("wrong", "a1", lambda nb: find(nb, "s1").update(source=WRONG))
    assert ours(course) == 0
    said = capsys.readouterr().out
    assert f"{len(NOT_THERE)} tests run in the students' own processes" in said
    assert {score for score, _ in course.scores("honest").values()} == {1}
    points = {name: score for name, (score, _) in course.scores("wrong").items()}
    assert points == dict.fromkeys(NOT_THERE, 0) | dict.fromkeys(THERE, 1)


def test_slots_that_are_not_there_are_missing(tmp_path, ours) -> None:
    slots = "class Spot:\n    __slots__ = ('x', 'y')\nspot = Spot()"
    cells = (
        solution("s1", slots),
        check("t1", "assert hasattr(Spot, '__slots__')"),
        check("t2", "spot.x = 1\nassert spot.x == 1"),
    )
    course = new_course(tmp_path, {"one": cells})
    course.hand_in("honest", "a1", course.solve("a1", "one"))
    none = "class Spot:\n    x = 1\nspot = Spot()"
    course.hand_in("wrong", "a1", lambda nb: find(nb, "s1").update(source=none))
    assert ours(course) == 0
    assert course.scores("honest")["t1"] == (1, False)
    assert course.scores("wrong") == {"t1": (0, False), "t2": (1, False)}
