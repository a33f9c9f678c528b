"""A course in objects: inheritance, data classes, operators, properties, enumerations, links."""

# ruff: noqa: E501 - the code of a notebook has its own lines

from tests.grading.ordinary_courses import Task

SETUP = '''\
import abc, copy, dataclasses, enum, functools, inspect, pickle, math, io, contextlib, unittest
from dataclasses import dataclass, field
from abc import ABC, abstractmethod

class Animal(ABC):
    """Base."""
    registry = {}
    def __init__(self, name): self.name = name
    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        Animal.registry[cls.__name__] = cls
    @abstractmethod
    def speak(self): ...
    def __str__(self): return f"{self.name} says {self.speak()}"

def run_case(case):
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(case)
    result = unittest.TextTestRunner(stream=io.StringIO()).run(suite)
    return result.testsRun - len(result.failures) - len(result.errors)
'''
TASKS = (
 Task((
  "class Dog(Animal):\n    legs = 4\n    def speak(self): return 'Woof'\nclass Bird(Animal):\n    def __init__(self, name, can_fly=True):\n        super().__init__(name)\n        self.can_fly = can_fly\n    def speak(self): return 'Tweet'",
  "class Dog(Animal):\n    legs = 4\n    def speak(self):\n        return 'Woof'\n\nclass Bird(Animal):\n    def __init__(self, name, can_fly=True):\n        self.name = name\n        self.can_fly = can_fly\n    def speak(self):\n        return 'Tweet'\n",
  "class Dog:\n    legs = 4\n    def __init__(self, name): self.name = name\n    def speak(self): return 'Woof'\nclass Bird(Dog):\n    can_fly = True\n    def speak(self): return 'tweet'",
  "class Dog(Animal):\n    def speak(self): print('Woof')\nclass Bird(Animal):\n    pass",
  "class Dog(Animal):\n    legs = 3\n    def bark(self): return 'Woof'\n    speak = bark\nclass Bird(Animal):\n    def __init__(self, name, can_fly=False): super().__init__(name); self.can_fly = can_fly\n    def speak(self): return 'Tweet'\n    def __repr__(self): return 'Bird'",
  "class Dog(Animal):\n    legs = 4\n    def __init__(self): super().__init__('Rex')\n    def speak(self): return 'Woof'",
 ), (
  "assert str(Dog('Rex')) == 'Rex says Woof'",
  "assert issubclass(Dog, Animal) and issubclass(Bird, Animal)",
  "assert isinstance(Dog('a'), Animal)\nassert not isinstance(Dog('a'), Bird)",
  "assert Dog.legs == 4 and Dog('x').legs == 4",
  "try:\n    Animal('x')\nexcept TypeError:\n    pass\nelse:\n    raise AssertionError('abstract')\nassert Bird('Tweety').can_fly is True",
  "assert {'Dog', 'Bird'} <= set(Animal.registry)",
  "assert Animal.registry['Dog'] is Dog",
  "animals = [Dog('A'), Bird('B'), Bird('C', can_fly=False)]\nassert [a.speak() for a in animals] == ['Woof', 'Tweet', 'Tweet']\nassert sum(getattr(a, 'can_fly', False) for a in animals) == 1",
  "assert Dog.__mro__[1] is Animal",
  "assert 'speak' in Dog.__dict__ and 'name' not in vars(Dog)",
  "assert Dog.__bases__ == (Animal,)",
  "sig = inspect.signature(Bird.__init__)\nassert list(sig.parameters) == ['self', 'name', 'can_fly']\nassert sig.parameters['can_fly'].default is True",
  "d = Dog('Rex')\nd.name = 'Max'\nassert str(d).startswith('Max')",
  "assert vars(Bird('T')) == {'name': 'T', 'can_fly': True}",
  "class Puppy(Dog):\n    def speak(self): return super().speak().lower()\nassert str(Puppy('P')) == 'P says woof'",
  "points = 0\nfor kind, sound in ((Dog, 'Woof'), (Bird, 'Tweet')):\n    try:\n        assert kind('q').speak() == sound\n        points += 1\n    except Exception as e:\n        print(type(e).__name__, e)\npoints",
  "class TestDog(unittest.TestCase):\n    def setUp(self): self.d = Dog('Z')\n    def test_sound(self): self.assertEqual(self.d.speak(), 'Woof')\n    def test_legs(self): self.assertEqual(self.d.legs, 4)\nrun_case(TestDog)",
  "class TestDog2(unittest.TestCase):\n    def test_sound(self): self.assertEqual(Dog('s').speak(), 'Woof')\nr = unittest.main(argv=['x', 'TestDog2'], exit=False, testRunner=unittest.TextTestRunner(stream=io.StringIO()))\nassert r.result.wasSuccessful()",
  "assert callable(getattr(Dog, 'speak', None)), 'no speak'",
  "assert type(Dog('x')).__name__ == 'Dog'\nassert Dog('x').__class__ is Dog",
 )),
 Task((
  "@dataclass(order=True, frozen=True)\nclass Version:\n    major: int\n    minor: int = 0\n    tags: tuple = ()\n    @classmethod\n    def parse(cls, text):\n        a, b = text.split('.')\n        return cls(int(a), int(b))\n    @property\n    def stable(self): return self.major > 0\n    @staticmethod\n    def valid(text): return text.count('.') == 1",
  "@dataclasses.dataclass(frozen=True, order=True)\nclass Version:\n    major: int\n    minor: int = 0\n    tags: tuple = field(default_factory=tuple)\n    @staticmethod\n    def parse(text): return Version(*map(int, text.split('.')))\n    @property\n    def stable(self) -> bool:\n        return bool(self.major)\n    @staticmethod\n    def valid(text):\n        return len(text.split('.')) == 2",
  "class Version:\n    def __init__(self, major, minor=0, tags=()): self.major, self.minor, self.tags = major, minor, tags\n    def __eq__(self, o): return (self.major, self.minor) == (o.major, o.minor)\n    def __lt__(self, o): return (self.major, self.minor) < (o.major, o.minor)\n    def __repr__(self): return f'Version(major={self.major}, minor={self.minor}, tags={self.tags})'\n    @classmethod\n    def parse(cls, t): return cls(*[int(x) for x in t.split('.')])\n    def stable(self): return self.major > 0\n    def valid(text): return '.' in text",
  "@dataclass\nclass Version:\n    major: int\n    minor: int = 0\n    tags: list = field(default_factory=list)\n    def parse(text): return Version(*text.split('.'))\n    stable: bool = True",
  "from collections import namedtuple\nVersion = namedtuple('Version', 'major minor tags', defaults=(0, ()))\nVersion.parse = classmethod(lambda cls, t: cls(*map(int, t.split('.'))))\nVersion.stable = property(lambda s: s.major > 0)\nVersion.valid = staticmethod(lambda t: t.count('.') == 1)",
  "from typing import NamedTuple\nclass Version(NamedTuple):\n    major: int\n    minor: int = 0\n    tags: tuple = ()\n    @classmethod\n    def parse(cls, t): return cls(*map(int, t.split('.')))\n    @property\n    def stable(self): return self.major > 0\n    @staticmethod\n    def valid(t): return True",
 ), (
  "assert Version(1, 2) == Version(1, 2)\nassert Version(1, 2) < Version(1, 10)",
  "assert dataclasses.is_dataclass(Version)",
  "assert [f.name for f in dataclasses.fields(Version)] == ['major', 'minor', 'tags']",
  "assert dataclasses.asdict(Version(1)) == {'major': 1, 'minor': 0, 'tags': ()}",
  "v = Version(1)\ntry:\n    v.major = 2\nexcept dataclasses.FrozenInstanceError:\n    pass\nelse:\n    assert False, 'not frozen'",
  "v = Version(1)\nwith unittest.TestCase().assertRaises(AttributeError):\n    v.minor = 9",
  "assert dataclasses.replace(Version(1, 2), minor=3) == Version(1, 3)",
  "assert Version.parse('3.11') == Version(3, 11)",
  "assert isinstance(Version.__dict__['stable'], property)",
  "assert Version(1).stable is True and Version(0, 9).stable is False",
  "assert isinstance(inspect.getattr_static(Version, 'valid'), staticmethod)\nassert Version.valid('1.2') and not Version.valid('1')",
  "assert len({Version(1), Version(1), Version(2)}) == 2",
  "assert repr(Version(1, 2)) == 'Version(major=1, minor=2, tags=())'",
  "assert sorted([Version(2), Version(1, 5), Version(1)])[0] == Version(1)\nassert max(Version(1), Version(2)).major == 2",
  "match Version(1, 7):\n    case Version(major=1, minor=m): assert m == 7\n    case _: assert False",
  "match Version(1, 7):\n    case Version(a, b): assert (a, b) == (1, 7)\n    case _: raise AssertionError",
  "assert hash(Version(1)) == hash(Version(1))",
  "assert Version.__annotations__['major'] is int",
  "assert copy.deepcopy(Version(1)) == Version(1)\nassert copy.copy(Version(1)) is not None",
  "d = {Version(1): 'a'}\nassert d[Version(1, 0)] == 'a'",
  "try:\n    Version(1) < 3\nexcept TypeError:\n    ok = True\nelse:\n    ok = False\nassert ok",
  "import json\nassert json.dumps(dataclasses.astuple(Version(2, 1))) == '[2, 1, []]'",
 )),
 Task((
  "class Vector:\n    __slots__ = ('x', 'y')\n    def __init__(self, x, y): self.x, self.y = x, y\n    def __add__(self, o): return Vector(self.x + o.x, self.y + o.y)\n    def __mul__(self, k):\n        if isinstance(k, Vector): return self.x * k.x + self.y * k.y\n        return Vector(self.x * k, self.y * k)\n    __rmul__ = __mul__\n    def __eq__(self, o): return isinstance(o, Vector) and (self.x, self.y) == (o.x, o.y)\n    def __hash__(self): return hash((self.x, self.y))\n    def __abs__(self): return math.hypot(self.x, self.y)\n    def __iter__(self): yield self.x; yield self.y\n    def __getitem__(self, i): return (self.x, self.y)[i]\n    def __len__(self): return 2\n    def __bool__(self): return bool(self.x or self.y)\n    def __repr__(self): return f'Vector({self.x}, {self.y})'\n    def __format__(self, spec): return f'<{self.x:{spec}}, {self.y:{spec}}>'\n    def __neg__(self): return -1 * self\n    def __matmul__(self, o): return self * o\n    def __iadd__(self, o):\n        self.x += o.x; self.y += o.y\n        return self\n    def __contains__(self, v): return v in (self.x, self.y)\n    def __call__(self, k): return self * k",
  "class Vector:\n    def __init__(self, x, y): self.x = x; self.y = y\n    def __add__(self, other): return Vector(self.x + other.x, self.y + other.y)\n    def __radd__(self, other): return self if other == 0 else self + other\n    def __mul__(self, k): return Vector(self.x * k, self.y * k)\n    def __eq__(self, o): return self.x == o.x and self.y == o.y\n    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** .5\n    def __iter__(self): return iter((self.x, self.y))\n    def __str__(self): return f'({self.x}, {self.y})'",
  "class Vector(tuple):\n    def __new__(cls, x, y): return super().__new__(cls, (x, y))\n    x = property(lambda s: s[0]); y = property(lambda s: s[1])\n    def __add__(self, o): return Vector(self.x + o.x, self.y + o.y)\n    def __mul__(self, k): return Vector(self.x * k, self.y * k)\n    __rmul__ = __mul__\n    def __abs__(self): return math.sqrt(self.x**2 + self.y**2)\n    def __repr__(self): return f'Vector({self.x}, {self.y})'",
  "@dataclass\nclass Vector:\n    x: float\n    y: float\n    def __add__(self, o): self.x += o.x; self.y += o.y; return self\n    def __abs__(self): return self.x + self.y",
  "class Vector:\n    def __init__(x, y): pass",
  "class Vector:\n    def __init__(self, *xs): self.xs = list(xs)\n    def __getattr__(self, n): return self.xs['xy'.index(n)]\n    def __add__(self, o): return Vector(*[a + b for a, b in zip(self.xs, o.xs)])\n    def __getitem__(self, i): return self.xs[i]\n    def __len__(self): return len(self.xs)",
 ), (
  "assert Vector(1, 2) + Vector(3, 4) == Vector(4, 6)",
  "assert Vector(1, 2) * 3 == Vector(3, 6) == 3 * Vector(1, 2)",
  "assert Vector(1, 2) * Vector(3, 4) == 11",
  "assert abs(Vector(3, 4)) == 5.0",
  "assert list(Vector(1, 2)) == [1, 2]\nx, y = Vector(7, 8)\nassert y == 8",
  "assert Vector(1, 2)[1] == 2 and Vector(1, 2)[-1] == 2\nwith unittest.TestCase().assertRaises(IndexError):\n    Vector(1, 2)[5]",
  "assert len(Vector(1, 2)) == 2",
  "assert not Vector(0, 0) and Vector(0, 1)",
  "assert repr(Vector(1, 2)) == 'Vector(1, 2)'",
  "assert f'{Vector(1, 2):.1f}' == '<1.0, 2.0>'",
  "assert -Vector(1, -2) == Vector(-1, 2)",
  "assert Vector(1, 0) @ Vector(5, 5) == 5",
  "a = Vector(1, 1)\nb = a\na += Vector(1, 0)\nassert b == Vector(2, 1) and a is b",
  "a, b = Vector(1, 1), Vector(2, 2)\n_ = a + b\nassert (a.x, a.y, b.x) == (1, 1, 2)",
  "assert 2 in Vector(1, 2) and 9 not in Vector(1, 2)",
  "assert Vector(1, 2) != Vector(2, 1) and Vector(1, 2) != 'abc'",
  "assert sum([Vector(1, 1), Vector(2, 2)], Vector(0, 0)) == Vector(3, 3)",
  "assert len({Vector(1, 2), Vector(1, 2)}) == 1",
  "with unittest.TestCase().assertRaises(AttributeError):\n    Vector(1, 2).z = 3",
  "assert not hasattr(Vector(1, 2), '__dict__')",
  "assert functools.reduce(lambda a, b: a + b, [Vector(i, 0) for i in range(5)]).x == 10",
  "assert max([Vector(1, 1), Vector(3, 4), Vector(0, 2)], key=abs) == Vector(3, 4)\nassert sorted([Vector(3, 4), Vector(0, 1)], key=abs)[0].y == 1",
  "assert Vector(1, 2)(10) == Vector(10, 20)",
  "v = Vector(1, 2)\nw = copy.copy(v)\nw.x = 50\nassert v.x == 1",
  "v = pickle.loads(pickle.dumps(Vector(1, 2)))\nassert v == Vector(1, 2)",
  "assert 'x' in dir(Vector(1, 2))\nassert str(Vector(1, 2)) in ('Vector(1, 2)', '(1, 2)')",
 )),
 Task((
  "class Temperature:\n    def __init__(self, celsius=0): self.celsius = celsius\n    @property\n    def celsius(self):\n        '''Degrees.'''\n        return self._c\n    @celsius.setter\n    def celsius(self, v):\n        if v < -273.15: raise ValueError(f'{v} is too cold')\n        self._c = v\n    @celsius.deleter\n    def celsius(self): self._c = 0\n    @property\n    def fahrenheit(self): return self._c * 9 / 5 + 32\n    @fahrenheit.setter\n    def fahrenheit(self, v): self.celsius = (v - 32) * 5 / 9\nclass Stack:\n    def __init__(self): self._items = []\n    def push(self, x): self._items.append(x); return self\n    def pop(self):\n        if not self._items: raise IndexError('pop from empty stack')\n        return self._items.pop()\n    def peek(self): return self._items[-1] if self._items else None\n    def __len__(self): return len(self._items)\n    def is_empty(self): return not self._items\nclass StackError(Exception): pass\nclass Account:\n    count = 0\n    def __init__(self, owner, balance=0):\n        self.owner, self.__balance = owner, balance\n        Account.count += 1\n    @property\n    def balance(self): return self.__balance\n    def deposit(self, n):\n        if n <= 0: raise ValueError('Deposit must be positive')\n        self.__balance += n\n    def __enter__(self): return self\n    def __exit__(self, *a): self.__balance = 0",
  "class Temperature:\n    def __init__(self, celsius=0):\n        self.set(celsius)\n    def set(self, c):\n        if c < -273.15:\n            raise ValueError('too cold: ' + str(c))\n        self._c = c\n    celsius = property(lambda self: self._c, set, doc='Degrees.')\n    fahrenheit = property(lambda self: 32 + 1.8 * self._c, lambda self, f: self.set((f - 32) / 1.8))\nfrom collections import deque\nclass Stack(deque):\n    push = deque.append\n    def peek(self): return self[-1] if self else None\n    def is_empty(self): return len(self) == 0\nclass StackError(Exception):\n    def __init__(self, msg, code=3): super().__init__(msg); self.code = code\nclass Account:\n    count = 0\n    def __init__(self, owner, balance=0):\n        self.owner = owner\n        self.balance = balance\n        self.__class__.count += 1\n    def deposit(self, n):\n        assert n > 0, 'Deposit must be positive'\n        self.balance += n\n    def __enter__(self): return self\n    def __exit__(self, t, v, tb):\n        self.balance = 0\n        return True",
  "class Temperature:\n    def __init__(self, celsius=0): self.celsius = celsius\n    def fahrenheit(self): return self.celsius * 9 / 5 + 32\nclass Stack:\n    items = []\n    def push(self, x): self.items.append(x)\n    def pop(self): return self.items.pop()\n    def peek(self): return self.items[-1]\n    def __len__(self): return len(self.items)\n    def is_empty(self): return self.items == []\nclass StackError(ValueError): pass\nclass Account:\n    count = 0\n    def __init__(self, owner, balance=0): self.owner, self._balance = owner, balance; self.count += 1\n    def deposit(self, n): self._balance += n\n    def balance(self): return self._balance",
  "class Stack(list):\n    def push(self, x): self.append(x)\n    def peek(self): return self[-1]\n    def is_empty(self): return not self\nclass StackError: pass\nTemperature = None\nclass Account: pass",
  "class Temperature:\n    def __init__(self, celsius=0): self._c = celsius\n    @property\n    def celsius(self): return self._c\n    @property\n    def fahrenheit(self): return round(self._c * 1.8 + 32)\nclass Node:\n    def __init__(self, v, n): self.v, self.next = v, n\nclass Stack:\n    def __init__(self): self.top = None; self.n = 0\n    def push(self, x): self.top = Node(x, self.top); self.n += 1\n    def pop(self):\n        if self.top is None: raise StackError('empty')\n        v = self.top.v; self.top = self.top.next; self.n -= 1; return v\n    def peek(self): return self.top.v\n    def __len__(self): return self.n\n    def is_empty(self): return self.n == 0\nclass StackError(IndexError): pass\nclass Account:\n    count = 0\n    def __init__(self, owner, balance=0): self.owner = owner; self.balance = balance; Account.count = Account.count + 1\n    def deposit(self, n):\n        if n < 0: print('Deposit must be positive'); return\n        self.balance += n",
 ), (
  "t = Temperature(100)\nassert t.fahrenheit == 212",
  "t = Temperature()\nt.fahrenheit = 212\nassert math.isclose(t.celsius, 100)",
  "with unittest.TestCase().assertRaisesRegex(ValueError, 'too cold'):\n    Temperature(-300)",
  "t = Temperature(5)\ndel t.celsius\nassert t.celsius == 0",
  "assert Temperature.celsius.__doc__ == 'Degrees.'",
  "assert Temperature.celsius.fset is not None and Temperature.fahrenheit.fget",
  "t = Temperature(1)\ntry:\n    t.celsius = -400\nexcept ValueError as e:\n    assert '-400' in str(e)\nelse:\n    raise AssertionError('no check')\nassert t.celsius == 1",
  "s = Stack()\nfor i in range(3): s.push(i)\nassert [s.pop() for _ in range(3)] == [2, 1, 0] and s.is_empty()",
  "s, r = Stack(), Stack()\ns.push(1)\nassert len(r) == 0, 'shared state!'",
  "s = Stack()\ntry:\n    s.pop()\n    assert False, 'no error'\nexcept IndexError as e:\n    print('ok', e)",
  "assert Stack().peek() is None",
  "s = Stack()\ns.push('a')\ns.push(None)\nassert s.peek() is None and len(s) == 2",
  "assert Stack().push(1).push(2).pop() == 2",
  "def fail():\n    raise StackError('x')\ntry:\n    fail()\nexcept StackError as e:\n    assert str(e) == 'x'",
  "assert issubclass(StackError, Exception) and not issubclass(StackError, ValueError)",
  "e = StackError('msg')\nassert e.args == ('msg',)",
  "before = Account.count\na, b = Account('A'), Account('B', 10)\nassert Account.count == before + 2",
  "a = Account('A', 5)\na.deposit(10)\nassert a.balance == 15",
  "a = Account('A')\nwith unittest.TestCase().assertRaises((AttributeError, TypeError)):\n    a.balance = 1000",
  "a = Account('A')\nwith unittest.TestCase().assertRaises(ValueError) as caught:\n    a.deposit(-1)\nassert caught.exception.args[0] == 'Deposit must be positive'",
  "a = Account('A', 3)\nassert not hasattr(a, '__balance')\nassert a._Account__balance == 3",
  "with Account('A', 9) as acc:\n    assert acc.balance == 9\nassert acc.balance == 0",
  "try:\n    with Account('A', 9) as acc:\n        raise KeyError('inner')\nexcept KeyError:\n    pass\nassert acc.balance == 0",
  "class TestAccount(unittest.TestCase):\n    @classmethod\n    def setUpClass(cls): cls.shared = Account('S', 1)\n    def test_many(self):\n        for n in (1, 5, 10):\n            with self.subTest(n=n):\n                a = Account('T')\n                a.deposit(n)\n                self.assertEqual(a.balance, n)\n    def test_owner(self): self.assertIn('S', self.shared.owner)\n    @unittest.skip('later')\n    def test_later(self): pass\n    def test_zero(self): self.assertRaises(ValueError, self.shared.deposit, 0)\nround(run_case(TestAccount) / 4 * 2, 2)",
  "class Savings(Account):\n    def __init__(self, owner, balance=0, rate=.1):\n        super().__init__(owner, balance)\n        self.rate = rate\n    def grow(self): self.deposit(self.balance * self.rate)\ns = Savings('Z', 100)\ns.grow()\nassert round(s.balance, 6) == 110",
  "with contextlib.redirect_stdout(io.StringIO()) as out:\n    try: Account('A').deposit(-5)\n    except ValueError: print('ValueError')\nassert 'ValueError' in out.getvalue()",
 )),
 Task((
  "class Color(enum.Enum):\n    RED = 1\n    GREEN = 2\n    @property\n    def hex(self): return {1: '#f00', 2: '#0f0'}[self.value]\nclass Perm(enum.Flag):\n    R = enum.auto()\n    W = enum.auto()\nclass Level(enum.IntEnum):\n    LOW = 1\n    HIGH = 3\nclass Positive:\n    def __set_name__(self, owner, name): self.name = '_' + name\n    def __get__(self, obj, kind=None): return self if obj is None else getattr(obj, self.name)\n    def __set__(self, obj, v):\n        if v <= 0: raise ValueError(self.name[1:] + ' must be positive')\n        setattr(obj, self.name, v)\nclass Item:\n    price = Positive()\n    qty = Positive()\n    def __init__(self, price, qty): self.price, self.qty = price, qty\n    @functools.cached_property\n    def total(self): return self.price * self.qty\nclass Singleton:\n    _one = None\n    def __new__(cls):\n        if cls._one is None: cls._one = super().__new__(cls)\n        return cls._one\nclass Matrix:\n    def __init__(self, rows): self.rows = [list(r) for r in rows]\n    def __getitem__(self, key):\n        i, j = key\n        return self.rows[i][j]\n    def __setitem__(self, key, v): self.rows[key[0]][key[1]] = v\n    @property\n    def T(self): return Matrix(zip(*self.rows))\n    @property\n    def shape(self): return len(self.rows), len(self.rows[0])\n    def __iter__(self): return iter(self.rows)\nclass LinkedList:\n    class Node:\n        def __init__(self, value, next=None): self.value, self.next = value, next\n    def __init__(self, xs=()):\n        self.head = None\n        for x in reversed(list(xs)): self.head = self.Node(x, self.head)\n    def __iter__(self):\n        n = self.head\n        while n:\n            yield n.value\n            n = n.next\n    def __reversed__(self): return reversed(list(self))\n    def reverse(self):\n        prev, n = None, self.head\n        while n: n.next, prev, n = prev, n, n.next\n        self.head = prev\ndef tree_insert(root, v):\n    if root is None: return {'v': v, 'l': None, 'r': None}\n    side = 'l' if v < root['v'] else 'r'\n    root[side] = tree_insert(root[side], v)\n    return root",
  "Color = enum.Enum('Color', 'RED GREEN')\nPerm = enum.Flag('Perm', 'R W')\nLevel = enum.IntEnum('Level', {'LOW': 1, 'HIGH': 3})\nclass Item:\n    def __init__(self, price, qty):\n        self.price = price\n        self.qty = qty\n    def __setattr__(self, n, v):\n        if n in ('price', 'qty') and v <= 0: raise ValueError(n + ' must be positive')\n        super().__setattr__(n, v)\n    @property\n    def total(self): return self.price * self.qty\nclass Meta(type):\n    _i = {}\n    def __call__(cls, *a):\n        if cls not in cls._i: cls._i[cls] = super().__call__(*a)\n        return cls._i[cls]\nclass Singleton(metaclass=Meta): pass\nimport numpy as np\nclass Matrix:\n    def __init__(self, rows): self.a = np.array(list(rows))\n    def __getitem__(self, k): return self.a[k]\n    def __setitem__(self, k, v): self.a[k] = v\n    @property\n    def T(self): return Matrix(self.a.T)\n    @property\n    def shape(self): return self.a.shape\nclass Node:\n    def __init__(self, value): self.value = value; self.next = None\nclass LinkedList:\n    def __init__(self, xs=[]):\n        self.head = tail = None\n        for x in xs:\n            n = Node(x)\n            if tail: tail.next = n\n            else: self.head = n\n            tail = n\n    def __iter__(self):\n        self.cur = self.head\n        return self\n    def __next__(self):\n        if self.cur is None: raise StopIteration\n        v = self.cur.value; self.cur = self.cur.next\n        return v\n    def reverse(self):\n        xs = list(self)[::-1]\n        self.__init__(xs)\ndef tree_insert(root, v):\n    new = dict(v=v, l=None, r=None)\n    if not root: return new\n    n = root\n    while True:\n        s = 'l' if v < n['v'] else 'r'\n        if n[s] is None:\n            n[s] = new\n            return root\n        n = n[s]",
  "class Color: RED = 1; GREEN = 2\nclass Perm: R = 1; W = 2\nclass Level: LOW = 1; HIGH = 3\nclass Item:\n    def __init__(self, price, qty): self.price, self.qty, self.total = price, qty, price * qty\nclass Singleton: pass\nclass Matrix(list):\n    def __init__(self, rows): super().__init__(rows)\n    @property\n    def T(self): return Matrix(zip(*self))\nclass LinkedList(list):\n    head = None\ndef tree_insert(root, v): return (root, v)",
  "Color = {'RED': 1, 'GREEN': 2}\nPerm = Level = Item = Singleton = Matrix = None\nLinkedList = list\ndef tree_insert(root, v):\n    if root is None: root = {'v': v, 'l': None, 'r': None}\n    elif v < root['v']: tree_insert(root['l'], v)\n    else: tree_insert(root['r'], v)\n    return root",
 ), (
  "assert Color.RED.value == 1 and Color(2) is Color.GREEN and Color['RED'] == Color.RED",
  "assert [c.name for c in Color] == ['RED', 'GREEN'] and len(Color) == 2",
  "assert isinstance(Color.RED, enum.Enum) and issubclass(Color, enum.Enum)",
  "with unittest.TestCase().assertRaises(ValueError):\n    Color(9)",
  "assert Color.RED.hex == '#f00'",
  "both = Perm.R | Perm.W\nassert Perm.R in both and Perm.W & both == Perm.W and (both & ~Perm.W) == Perm.R",
  "assert Level.HIGH > Level.LOW and Level.HIGH == 3 and sorted(Level)[0] is Level.LOW",
  "assert f'{Level.HIGH:d}' == '3' and [10, 20, 30, 40][Level.HIGH] == 40",
  "i = Item(2, 3)\nassert i.total == 6\ntry:\n    i.price = -1\nexcept ValueError as e:\n    assert str(e) == 'price must be positive'\nelse:\n    assert 0",
  "i = Item(2, 3)\ni.total\nassert 'total' in i.__dict__",
  "assert Singleton() is Singleton()",
  "m = Matrix([[1, 2, 3], [4, 5, 6]])\nassert m[1, 2] == 6 and m.shape == (2, 3)\nm[0, 0] = 9\nassert m[0, 0] == 9",
  "m = Matrix([[1, 2], [3, 4], [5, 6]])\nassert m.T.shape == (2, 3) and m.T[0, 2] == 5 and m.T.T[2, 1] == 6",
  "l = LinkedList('abc')\nassert ''.join(l) == 'abc' and ''.join(l) == 'abc'\nassert [x for x in LinkedList()] == []",
  "l = LinkedList([1, 2, 3])\nl.reverse()\nassert list(l) == [3, 2, 1]",
  "l = LinkedList([1, 2, 3])\nassert l.head.value == 1 and l.head.next.value == 2 and l.head.next.next.next is None",
  "l = LinkedList([1, 2])\nl.head.next.value = 50\nassert list(l) == [1, 50]",
  "l = LinkedList([1, 2, 3])\nl.head = l.head.next\nassert list(l) == [2, 3]",
  "assert list(reversed(LinkedList([1, 2, 3]))) == [3, 2, 1]",
  "root = None\nfor v in (5, 3, 8, 1): root = tree_insert(root, v)\nassert root['v'] == 5 and root['l']['l']['v'] == 1 and root['r']['r'] is None",
  "root = tree_insert(None, 5)\nsame = tree_insert(root, 2)\nassert same is root and root['l']['v'] == 2",
  "def depth(n): return 0 if n is None else 1 + max(depth(n['l']), depth(n['r']))\nroot = None\nfor v in range(6): root = tree_insert(root, v)\nassert depth(root) == 6",
  "l = LinkedList([3, 1, 2])\nassert sorted(l) == [1, 2, 3] and max(l) == 3 and sum(l) == 6 and 2 in l",
  "a, *rest = LinkedList([1, 2, 3])\nassert rest == [2, 3]\nassert dict(zip(LinkedList('ab'), LinkedList([1, 2]))) == {'a': 1, 'b': 2}",
  "pairs = [(a, b) for a in LinkedList([1, 2]) for b in LinkedList([3])]\nassert pairs == [(1, 3), (2, 3)]",
  "l = LinkedList([1, 2])\nit = iter(l)\nnext(it)\nassert [*l] == [1, 2] and next(it) == 2",
 )),
)  # fmt: skip
