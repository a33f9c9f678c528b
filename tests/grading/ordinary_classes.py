"""A course in classes: inheritance, properties, operators, data classes, enums, trees."""

# ruff: noqa: E501 - the code of a notebook has its own lines

from tests.grading.ordinary_courses import Task

SETUP = """\
import abc, contextlib, copy, dataclasses, enum, io, json, math, pickle, typing, unittest
from dataclasses import dataclass
case = unittest.TestCase()

class Shape(abc.ABC):
    '''Given.'''
    @abc.abstractmethod
    def area(self): ...
    def describe(self):
        return f"{type(self).__name__} with area {self.area():.1f}"

class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next

class Color(enum.Enum):
    RED = 1
    BLUE = 2

@dataclass
class Point:
    x: float
    y: float = 0.0

def check_all(shapes):
    return sum(s.area() for s in shapes)"""
TASKS = (
    Task(
        (
            "class Circle(Shape):\n    def __init__(self, r): self.r = r\n    def area(self): return math.pi * self.r ** 2\nclass Square(Shape):\n    def __init__(self, a): self.a = a\n    def area(self): return self.a ** 2",
            "class Circle(Shape):\n    def __init__(self, r): self.r = r; self.name = 'c'\n    def area(self): return math.pi * self.r ** 2\nclass Square(Shape):\n    def __init__(self, a): self.a = a\n    def area(self): return self.a * self.a",
            "class Circle(Shape):\n    def __init__(self, r): self.r = r\n    def area(self): return math.pi * self.r ** 3\nclass Square(Shape):\n    def __init__(self, a): self.a = a\n    def area(self): return self.a ** 3",
            "class Circle:\n    def __init__(self, r): self.r = r\n    def area(self): return math.pi * self.r ** 2\nclass Square:\n    def __init__(self, a): self.a = a\n    def area(self): return self.a ** 2",
            "class Circle(Shape):\n    def __init__(self, r): self.r = r\n    def surface(self): return math.pi * self.r ** 2\nclass Square(Shape):\n    def __init__(self, a): self.a = a\n    def surface(self): return self.a ** 2",
            "@dataclass\nclass Circle(Shape):\n    r: float\n    def area(self): return math.pi * self.r ** 2\n@dataclass\nclass Square(Shape):\n    a: float\n    def area(self): return self.a ** 2",
        ),
        (
            "assert math.isclose(Circle(1).area(), math.pi)",
            "assert isinstance(Square(2), Shape)",
            "assert issubclass(Circle, Shape)",
            "assert Square(2).describe() == 'Square with area 4.0'",
            "assert check_all([Square(1), Square(2)]) == 5",
            "with case.assertRaises(TypeError):\n    Shape()",
            "shapes = sorted([Square(3), Square(1)], key=lambda s: s.area())\nassert shapes[0].a == 1",
            "assert Circle.__mro__[1] is Shape",
            "assert Circle.__bases__ == (Shape,)",
            "assert hasattr(Circle(1), 'r') and not hasattr(Circle(1), 'zzz')",
            "assert vars(Square(4)) == {'a': 4}",
            "assert type(Circle(1)).__name__ == 'Circle'",
            "class Unit(Square):\n    def __init__(self): super().__init__(1)\nassert Unit().area() == 1",
            "assert callable(getattr(Circle, 'area', None))",
            "assert 'area' in Circle.__dict__",
            "assert 'area' in dir(Circle)",
        ),
    ),
    Task(
        (
            "class Temperature:\n    def __init__(self, celsius=0):\n        self.celsius = celsius\n    @property\n    def celsius(self): return self._c\n    @celsius.setter\n    def celsius(self, value):\n        if value < -273.15: raise ValueError('below zero')\n        self._c = value\n    @property\n    def fahrenheit(self): return self._c * 9 / 5 + 32\n    @classmethod\n    def from_fahrenheit(cls, f): return cls((f - 32) * 5 / 9)\n    @staticmethod\n    def valid(c): return c >= -273.15\n    def __repr__(self): return f'Temperature({self._c})'\n    def __eq__(self, other):\n        if not isinstance(other, Temperature): return NotImplemented\n        return self._c == other._c\n    def __lt__(self, other): return self._c < other._c\n    def __hash__(self): return hash(self._c)",
            "import functools\n@functools.total_ordering\nclass Temperature:\n    def __init__(self, celsius=0):\n        if celsius < -273.15: raise ValueError('below zero')\n        self.celsius = celsius\n    @property\n    def fahrenheit(self): return self.celsius * 9 / 5 + 32\n    @classmethod\n    def from_fahrenheit(cls, f): return cls((f - 32) * 5 / 9)\n    @staticmethod\n    def valid(c): return c >= -273.15\n    def __repr__(self): return f'Temperature({self.celsius})'\n    def __eq__(self, o): return self.celsius == o.celsius\n    def __lt__(self, o): return self.celsius < o.celsius\n    __hash__ = None",
            "@dataclass(order=True, frozen=True)\nclass Temperature:\n    celsius: float = 0\n    @property\n    def fahrenheit(self): return self.celsius * 1.8 + 32\n    @classmethod\n    def from_fahrenheit(cls, f): return cls((f - 32) / 1.8)\n    @staticmethod\n    def valid(c): return c > -274",
            "class Temperature:\n    def __init__(self, celsius): self.celsius = celsius\n    def fahrenheit(self): return self.celsius * 9 / 5 + 32",
            "class Temperature(float):\n    celsius = property(float)\n    @property\n    def fahrenheit(self): return self * 9 / 5 + 32",
            "class Temperature: pass",
        ),
        (
            "t = Temperature(100)\nassert t.fahrenheit == 212",
            "t = Temperature()\nt.celsius = 10\nassert t.celsius == 10 and t.fahrenheit == 50",
            "t = Temperature()\nwith case.assertRaises(ValueError):\n    t.celsius = -300",
            "with case.assertRaisesRegex(ValueError, 'zero'):\n    Temperature(-300)",
            "assert Temperature.from_fahrenheit(212).celsius == 100",
            "assert Temperature.valid(0) and not Temperature.valid(-500)",
            "assert repr(Temperature(5)) == 'Temperature(5)'",
            "assert Temperature(1) == Temperature(1)",
            "assert Temperature(1) != Temperature(2)",
            "assert Temperature(1) < Temperature(2)",
            "assert sorted([Temperature(3), Temperature(1)])[0].celsius == 1",
            "assert max(Temperature(1), Temperature(2)).celsius == 2",
            "assert len({Temperature(1), Temperature(1)}) == 1",
            "assert (Temperature(1) == 'x') is False",
            "with case.assertRaises(AttributeError):\n    Temperature().fahrenheit = 3",
            "assert isinstance(Temperature.fahrenheit, property)",
            "assert f'{Temperature(5)}' == 'Temperature(5)'",
            "assert str([Temperature(5)]) == '[Temperature(5)]'",
            "d = {Temperature(1): 'a'}\nassert d[Temperature(1)] == 'a'",
            "assert Temperature(1) in [Temperature(0), Temperature(1)]",
            "case.assertEqual(Temperature(4), Temperature(4))",
            "t = copy.copy(Temperature(7))\nassert t.celsius == 7",
            "t = Temperature(1)\nt2 = t\nt.celsius = 5\nassert t2.celsius == 5 and t is t2",
        ),
    ),
    Task(
        (
            "class BankError(Exception):\n    def __init__(self, need):\n        super().__init__(f'need {need}')\n        self.need = need\nclass Bank:\n    rate = 0.05\n    count = 0\n    def __init__(self, money=0):\n        self.__money = money\n        self.history = []\n        Bank.count += 1\n    def take(self, n):\n        if n > self.__money: raise BankError(n - self.__money)\n        self.__money -= n\n        self.history.append(('take', n))\n        return self.__money\n    def __enter__(self): return self\n    def __exit__(self, *e):\n        self.closed = True\n    def __iadd__(self, n):\n        self.__money += n\n        return self\n    def __bool__(self): return self.__money > 0\n    def __int__(self): return self.__money",
            "class BankError(ValueError):\n    need = 1\nclass Bank:\n    rate = 0.05\n    count = 0\n    def __init__(self, money=0): self.money = money; self.history = []; type(self).count += 1\n    def take(self, n):\n        if n > self.money: raise BankError('need', n - self.money)\n        self.money -= n; self.history += [('take', n)]; return self.money\n    def __enter__(self): return self\n    def __exit__(self, a, b, c): self.closed = True; return False\n    def __iadd__(self, n): self.money += n; return self\n    def __bool__(self): return bool(self.money)\n    def __int__(self): return self.money",
            "class BankError(Exception): pass\nclass Bank:\n    rate = 0.1\n    count = 0\n    def __init__(self, money=0): self.history = []\n    def take(self, n): raise ValueError",
            "class BankError: pass\nBank = dict",
        ),
        (
            "with case.assertRaises(BankError):\n    Bank(1).take(2)",
            "try:\n    Bank(1).take(4)\nexcept BankError as e:\n    assert e.need == 3\nelse:\n    assert False",
            "try:\n    Bank(1).take(4)\nexcept BankError as e:\n    assert str(e) == 'need 3'\nelse:\n    assert False",
            "assert issubclass(BankError, Exception)",
            "b = Bank(5)\nassert b.take(2) == 3\nassert b.history == [('take', 2)]",
            "before = Bank.count\nBank(); Bank()\nassert Bank.count == before + 2",
            "b = Bank(1)\nb += 5\nassert int(b) == 6",
            "assert not Bank() and Bank(1)",
            "with Bank(1) as b:\n    b.take(1)\nassert b.closed",
            "assert Bank.rate == 0.05\nBank.rate = 0.1\nassert Bank(1).rate == 0.1\nBank.rate = 0.05",
            "assert not hasattr(Bank(3), '__money')",
            "b = Bank(2)\nb.history.append('x')\nassert b.history == ['x']",
            "with case.assertRaises(AttributeError):\n    Bank(1).__money",
            "raised = False\ntry:\n    Bank(0).take(1)\nexcept Exception as e:\n    raised = type(e).__name__ == 'BankError'\nassert raised",
            "e = BankError(5)\nassert isinstance(e, Exception) and e.need == 5",
            "with case.assertRaises(BankError) as caught:\n    Bank(1).take(9)\nassert caught.exception.need == 8",
        ),
    ),
    Task(
        (
            "def to_list(node):\n    out = []\n    while node:\n        out.append(node.value)\n        node = node.next\n    return out\ndef reverse(node):\n    last = None\n    while node:\n        node.next, last, node = last, node, node.next\n    return last\ndef build(values):\n    head = None\n    for v in reversed(values): head = Node(v, head)\n    return head",
            "def to_list(node): return [node.value] + to_list(node.next) if node else []\ndef reverse(node):\n    new = None\n    while node: new = Node(node.value, new); node = node.next\n    return new\ndef build(values): return Node(values[0], build(values[1:])) if values else None",
            "def to_list(node): return [node.value]\ndef reverse(node): return node\ndef build(values): return Node(values)",
            "to_list = list\nreverse = reversed\nbuild = list",
            "class Node2(Node): pass\ndef to_list(node):\n    if node is None: return []\n    return [node.value, *to_list(node.next)]\ndef build(values):\n    head = None\n    for v in values[::-1]: head = Node2(v, head)\n    return head\ndef reverse(node): return build(to_list(node)[::-1])",
        ),
        (
            "assert to_list(Node(1, Node(2))) == [1, 2]",
            "assert to_list(reverse(Node(1, Node(2, Node(3))))) == [3, 2, 1]",
            "n = build([1, 2])\nassert n.value == 1 and n.next.value == 2 and n.next.next is None",
            "assert isinstance(build([1]), Node)",
            "assert build([]) is None",
            "head = Node(1, Node(2))\nnew = reverse(head)\nassert head.next is None",
            "assert type(build([3])) is Node",
        ),
    ),
    Task(
        (
            "class Tree:\n    def __init__(self, value, *children):\n        self.value, self.children = value, list(children)\n    def __iter__(self):\n        yield self.value\n        for c in self.children: yield from c\n    def depth(self): return 1 + max((c.depth() for c in self.children), default=0)\n    def __contains__(self, v): return any(v == x for x in self)\n    def __getitem__(self, i): return self.children[i]\n    def __len__(self): return sum(1 for _ in self)\n    def __call__(self, f): return Tree(f(self.value), *[c(f) for c in self.children])",
            "class Tree:\n    def __init__(self, value, *children): self.value = value; self.children = children\n    def __iter__(self): return iter([self.value] + [x for c in self.children for x in c])\n    def depth(self):\n        d = 0\n        for c in self.children: d = max(d, c.depth())\n        return d + 1\n    def __getitem__(self, i): return self.children[i]\n    def __len__(self): return len(list(self))\n    def __call__(self, f): return Tree(f(self.value), *(c(f) for c in self.children))",
            "class Tree:\n    def __init__(self, value, *children): self.value = value; self.children = []\n    def __iter__(self): yield self.value\n    def depth(self): return 1",
            "class Tree(list):\n    def __init__(self, value, *children):\n        super().__init__(children); self.value = value; self.children = self",
        ),
        (
            "assert list(Tree(1, Tree(2), Tree(3, Tree(4)))) == [1, 2, 3, 4]",
            "assert Tree(1, Tree(2, Tree(3))).depth() == 3",
            "t = Tree('a', Tree('b'))\nassert 'b' in t and 'z' not in t",
            "assert Tree(1, Tree(5))[0].value == 5",
            "assert len(Tree(1, Tree(2))) == 2",
            "assert list(Tree(1, Tree(2))(lambda x: x * 10)) == [10, 20]",
            "assert sum(Tree(1, Tree(2))) == 3",
            "a, b = Tree(1, Tree(2))\nassert (a, b) == (1, 2)",
            "it = iter(Tree(1, Tree(2)))\nassert next(it) == 1",
            "t = Tree(1)\nt.children.append(Tree(2))\nassert list(t) == [1, 2]",
            "assert [c.value for c in Tree(0, Tree(1), Tree(2)).children] == [1, 2]",
            "assert max(Tree(3, Tree(9))) == 9",
        ),
    ),
    Task(
        (
            "@dataclass(order=True)\nclass Book:\n    title: str\n    year: int = 1900\n    tags: list = dataclasses.field(default_factory=list, compare=False)\n    def old(self): return self.year < 1950",
            "@dataclass(order=True)\nclass Book:\n    title: str\n    year: int = 1900\n    tags: typing.List[str] = dataclasses.field(default_factory=list)\n    def old(self): return self.year <= 1949",
            "class Book:\n    def __init__(self, title, year=1900, tags=None): self.title, self.year, self.tags = title, year, tags or []\n    def old(self): return self.year < 1950\n    def __eq__(self, o): return (self.title, self.year) == (o.title, o.year)\n    def __lt__(self, o): return (self.title, self.year) < (o.title, o.year)\n    def __repr__(self): return f'Book(title={self.title!r}, year={self.year!r}, tags={self.tags!r})'",
            "@dataclass\nclass Book:\n    title: str\n    year: int = 1950",
            "from typing import NamedTuple\nclass Book(NamedTuple):\n    title: str\n    year: int = 1900\n    tags: list = []\n    def old(self): return self.year < 1950",
        ),
        (
            "assert dataclasses.is_dataclass(Book)",
            "assert dataclasses.asdict(Book('a', 3)) == {'title': 'a', 'year': 3, 'tags': []}",
            "assert [f.name for f in dataclasses.fields(Book)] == ['title', 'year', 'tags']",
            "assert Book('a') < Book('b')",
            'assert repr(Book(\'a\')) == "Book(title=\'a\', year=1900, tags=[])"',
            "a, b = Book('a'), Book('a')\na.tags.append(1)\nassert b.tags == []",
            "assert Book('x', 1949).old() and not Book('x', 1950).old()",
            "assert dataclasses.replace(Book('a'), year=5).year == 5",
            "assert Book('a') == Book('a')",
            "assert Book.__annotations__['year'] is int",
            "b = Book(title='t', year=2)\nassert (b.title, b.year) == ('t', 2)",
            "import inspect\nassert list(inspect.signature(Book).parameters) == ['title', 'year', 'tags']",
            'assert json.dumps(dataclasses.asdict(Book(\'q\'))) == \'{"title": "q", "year": 1900, "tags": []}\'',
        ),
    ),
    Task(
        (
            "class Suit(enum.Enum):\n    CLUBS = 'c'\n    HEARTS = 'h'\n    @property\n    def red(self): return self is Suit.HEARTS\ndef paint(color): return Color.BLUE if color is Color.RED else Color.RED\nbest = Suit.HEARTS",
            "from enum import Enum\nSuit = Enum('Suit', [('CLUBS', 'c'), ('HEARTS', 'h')])\ndef paint(color): return Color(3 - color.value)\nbest = Suit['HEARTS']",
            "class Suit(str, enum.Enum):\n    CLUBS = 'c'\n    HEARTS = 'h'\n    @property\n    def red(self): return self.value == 'h'\ndef paint(color): return color\nbest = Suit('h')",
            "class Suit:\n    CLUBS = 'c'\n    HEARTS = 'h'\npaint = None\nbest = 'h'",
        ),
        (
            "assert Suit.CLUBS.value == 'c'",
            "assert len(Suit) == 2",
            "assert [s.name for s in Suit] == ['CLUBS', 'HEARTS']",
            "assert Suit('h') is Suit.HEARTS",
            "assert Suit['CLUBS'].value == 'c'",
            "assert Suit.HEARTS.red and not Suit.CLUBS.red",
            "assert paint(Color.RED) is Color.BLUE",
            "assert best.name == 'HEARTS'",
            "assert best == Suit.HEARTS",
            "assert best is Suit.HEARTS",
            "assert isinstance(best, Suit)",
            "with case.assertRaises(ValueError):\n    Suit('x')",
            "assert list(Suit) == [Suit.CLUBS, Suit.HEARTS]",
            "assert best in Suit",
            "assert issubclass(Suit, enum.Enum)",
            "assert Suit.CLUBS != Suit.HEARTS",
            "assert {Suit.CLUBS: 1}[Suit.CLUBS] == 1",
        ),
    ),
    Task(
        (
            "class Vector:\n    __slots__ = ('x', 'y')\n    def __init__(self, x, y): self.x, self.y = x, y\n    def __add__(self, o): return Vector(self.x + o.x, self.y + o.y)\n    def __mul__(self, k): return Vector(self.x * k, self.y * k)\n    __rmul__ = __mul__\n    def __abs__(self): return math.hypot(self.x, self.y)\n    def __eq__(self, o): return isinstance(o, Vector) and (self.x, self.y) == (o.x, o.y)\n    def __neg__(self): return -1 * self\n    def __iter__(self): return iter((self.x, self.y))\n    def __str__(self): return f'({self.x}, {self.y})'\n    def __matmul__(self, o): return self.x * o.x + self.y * o.y",
            "@dataclass\nclass Vector:\n    x: float\n    y: float\n    def __add__(self, other): return Vector(self.x + other.x, self.y + other.y)\n    def __radd__(self, o): return self\n    def __mul__(self, k): return Vector(self.x * k, self.y * k)\n    def __rmul__(self, k): return self * k\n    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** .5\n    def __neg__(self): return Vector(-self.x, -self.y)\n    def __iter__(self): yield self.x; yield self.y\n    def __str__(self): return '({}, {})'.format(*self)\n    def __matmul__(self, o): return sum(a * b for a, b in zip(self, o))",
            "class Vector(tuple):\n    def __new__(cls, x, y): return super().__new__(cls, (x, y))\n    x = property(lambda s: s[0]); y = property(lambda s: s[1])\n    def __add__(self, o): return Vector(self.x + o.x, self.y + o.y)",
            "class Vector:\n    def __init__(self, x, y): self.x = x; self.y = x\n    def __add__(self, o): return self",
        ),
        (
            "assert Vector(1, 2) + Vector(3, 4) == Vector(4, 6)",
            "v = Vector(1, 2) + Vector(3, 4)\nassert (v.x, v.y) == (4, 6)",
            "assert abs(Vector(3, 4)) == 5",
            "assert 2 * Vector(1, 2) == Vector(2, 4)",
            "assert tuple(Vector(1, 2)) == (1, 2)",
            "x, y = Vector(5, 6)\nassert x == 5",
            "assert str(Vector(1, 2)) == '(1, 2)'",
            "assert Vector(1, 2) @ Vector(3, 4) == 11",
            "assert sum([Vector(1, 1), Vector(2, 2)], Vector(0, 0)).x == 3",
            "assert (-Vector(1, 2)).y == -2",
            "assert not hasattr(Vector(1, 2), '__dict__')",
            "assert Vector.__slots__ == ('x', 'y')",
            "assert print(Vector(1, 2)) is None",
            "assert f'{Vector(1, 2)}' == '(1, 2)'",
            "with case.assertRaises(AttributeError):\n    Vector(1, 2).z = 3",
        ),
    ),
    Task(
        (
            "class Logger:\n    _one = None\n    def __new__(cls):\n        if cls._one is None: cls._one = super().__new__(cls)\n        return cls._one\nclass Duck:\n    def speak(self): return 'Quack'\nclass Dog:\n    def speak(self): return 'Woof'\ndef concert(animals): return [a.speak() for a in animals]",
            "class Logger:\n    _i = None\n    def __new__(cls, *a, **k):\n        cls._i = cls._i or object.__new__(cls)\n        return cls._i\nclass Animal:\n    sound = ''\n    def speak(self): return self.sound\nclass Duck(Animal): sound = 'Quack'\nclass Dog(Animal): sound = 'Woof'\nconcert = lambda animals: list(map(lambda a: a.speak(), animals))",
            "class Logger: pass\nclass Duck: pass\nclass Dog: pass\ndef concert(a): return []",
        ),
        (
            "assert Logger() is Logger()",
            "assert concert([Duck(), Dog()]) == ['Quack', 'Woof']",
            "class Cat:\n    def speak(self): return 'Meow'\nassert concert([Cat()]) == ['Meow']",
            "from unittest.mock import Mock\nm = Mock()\nm.speak.return_value = 'x'\nassert concert([m]) == ['x']\nm.speak.assert_called_once_with()",
            "assert Duck().speak() != Dog().speak()",
            "assert Duck.speak is not Dog.speak",
        ),
    ),
)  # fmt: skip
