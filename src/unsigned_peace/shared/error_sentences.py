"""What went wrong in a cell, in one sentence that says what to do: for people new to Python.

Texts go in and a sentence comes out, so the same sentence can stand beside the cell and on a page
of feedback. `kernel_errors` shows it in a notebook. friendly-traceback did this until 2022, and
has had no release since.
"""

import builtins
import re
from collections.abc import Callable

from unsigned_peace.shared.error_at_hand import IN_PYTHON, ErrorAtHand
from unsigned_peace.shared.nearest import VERY_NEAR, did_you_mean, nearest


def sentence(mistake: ErrorAtHand) -> str:
    """Say what went wrong and what to try; empty for an error that we have no words for.

    >>> tables = {"came": ["state", "region"]}
    >>> sentence(ErrorAtHand("KeyError", "'regoin'", 'came["regoin"]', tables=tables))
    'The table `came` has no column "regoin". Did you mean "region"?'
    >>> sentence(ErrorAtHand("NameError", "name 'region' is not defined", tables=tables))
    'Nothing has the name `region`. For the column, write quotation marks: "region".'
    >>> sentence(ErrorAtHand("OSError", "disk on fire"))
    ''
    """
    whole = f"{mistake.ename}: {mistake.evalue}"
    for pattern, say in _RULES:
        found = re.match(pattern, whole, re.DOTALL)
        if found:
            said = say(mistake, *found.groups()) if callable(say) else say.format(*found.groups())
            if said:
                return said
    return ""


def _no_column(mistake: ErrorAtHand, word: str) -> str:
    table = mistake.table_asked_for(word)
    if table:
        columns = mistake.tables[table]
        return f'The table `{table}` has no column "{word}".{did_you_mean(word, columns)}'
    return f'There is no column or entry "{word}".{did_you_mean(word, mistake.columns)}'


def _no_columns(mistake: ErrorAtHand, words: str) -> str:
    first = re.findall(r"'([^']*)'", words)
    return _no_column(mistake, first[0]) if first else ""


def _no_answer_yet(mistake: ErrorAtHand, word: str) -> str:
    asked = mistake.is_asked_by_check(word)
    return f"Run the cell above it first. Nothing has the name `{word}`." if asked else ""


def _no_name(mistake: ErrorAtHand, word: str) -> str:
    start = f"Nothing has the name `{word}`."
    if word.casefold() in IN_PYTHON:
        return f"{start} In Python it is `{IN_PYTHON[word.casefold()]}`."
    if word in mistake.columns:
        return f'{start} For the column, write quotation marks: "{word}".'
    near = nearest(word, mistake.names) or nearest(word, dir(builtins), VERY_NEAR)
    if near:
        return f"{start} Did you mean `{near}`?"
    if re.search(rf"(?<![\w.]){word}\s*[(.\[]", mistake.source):
        return f"{start} Perhaps a cell above was not run: Run, then Run All Above Selected Cell."
    near = nearest(word, mistake.columns)
    if near:
        return f'{start} For the column, write quotation marks: "{near}".'
    text = f'A text needs quotation marks: "{word}". If it is no text, run the cells above.'
    # Names of answers have a line in them; few texts have.
    return f"{start} {'Run the cell above that gives it its value.' if '_' in word else text}"


def _no_attribute(mistake: ErrorAtHand, owner: str, word: str) -> str:
    if owner == "NoneType":
        return f"What stands before `.{word}` is None: the step before gave nothing back."
    table = owner in {"DataFrame", "DataFrameGroupBy"}
    known = [*(mistake.columns if table else ()), *mistake.attributes]
    near = nearest(word, [one for one in known if not one.startswith("_")])
    kind = {"DataFrame": "A table", "Series": "A column", "str": "A text", "list": "A list"}
    says = f"{kind.get(owner, f'`{owner}`')} has nothing called `{word}`."
    return f"{says} Did you mean `{near}`?" if near else says


def _no_import(mistake: ErrorAtHand, word: str, home: str) -> str:
    near = nearest(word, mistake.attributes)
    return f"`{home}` has nothing called `{word}`." + (f" Did you mean `{near}`?" if near else "")


def _no_module(_: ErrorAtHand, word: str) -> str:
    near = nearest(word, ["unsigned_peace", "pandas", "numpy", "matplotlib", "math", "datetime"])
    says = f"There is no package `{word}` here."
    return f"{says} Did you mean `{near}`?" if near and near != word else says


def _unclear_truth(mistake: ErrorAtHand) -> str:
    line = mistake.line or mistake.source
    if re.search(r"\b(and|or|not)\b", line):
        return "For whole columns write `&` for and, `|` for or, `~` for not."
    if re.search(r"[&|]", line):
        return 'Put each comparison in round brackets: `(t["a"] == 1) & (t["b"] == 2)`.'
    return "A whole column is neither true nor false. Ask with `.any()`, `.all()`, or keep rows."


def _mixed(mistake: ErrorAtHand, left: str, right: str) -> str:
    line = mistake.line or mistake.source
    if re.search(r"[&|]", line) and "==" in line:
        return 'Put each comparison in round brackets: `(t["a"] == 1) & (t["b"] == 2)`.'
    return _two_kinds(mistake, left, right)


def _two_kinds(_: ErrorAtHand, left: str, right: str) -> str:
    kinds = {"str": "a text", "int": "a number", "float": "a number", "list": "a list"}
    kinds |= {"NoneType": "None", "Timestamp": "a day", "DataFrame": "a table", "tuple": "a list"}
    kinds |= {"Series": "a column", "datetime.date": "a day", "method": "a command without ()"}
    names = [kinds.get(one, f"`{one}`") for one in (left, right)]
    if "a text" in names and "a number" in names:
        return "A text and a number do not go together: is a number in quotation marks?"
    if "None" in names:
        return "One of the two is still None: give it a value first."
    if "a text" in names and "a day" in names:
        return 'A text is no day yet: write `Timestamp("1951-09-08")`.'
    return f"{names[0].capitalize()} and {names[1]} do not go together here."


def _not_called(_: ErrorAtHand, owner: str) -> str:
    if owner in {"DataFrame", "Series", "list", "tuple", "dict"}:
        return "Square brackets choose something from a table or a list: `[ ]`, not `( )`."
    if owner == "str":
        return "A text stands before round brackets. Perhaps a comma is missing before them."
    return f"Round brackets ask something to be done, and `{owner}` can do nothing."


def _not_indexed(_: ErrorAtHand, owner: str) -> str:
    if "method" in owner or "function" in owner:
        return "A command takes round brackets: `( )`, not `[ ]`."
    if owner == "NoneType":
        return "What stands before `[` is None: the step before gave nothing back."
    return f"Square brackets choose from a table, list or text; this is `{owner}`."


Say = str | Callable[..., str]

_UNKNOWN = r"(?:NameError|UnboundLocalError): name '(\w+)' is not defined"
_EQUALS = "One `=` gives a name. To compare, write two: `==`."

# Patterns of `name: message`, as Python 3.11 to 3.14, pandas and NumPy write them; the first that
# matches and has something to say is taken.
_RULES: tuple[tuple[str, Say], ...] = (
    (r"KeyError: [\"']?(?:None of \[|\[)(.*)\] (?:are in|not in index|not found)", _no_columns),
    (r"KeyError: ['\"](.+)['\"]$", _no_column),
    (r"KeyError: (.+)$", "There is no entry {0} here."),
    (_UNKNOWN, _no_answer_yet),
    (_UNKNOWN, _no_name),
    (
        r"UnboundLocalError: .*variable '(\w+)'",
        "In this function `{0}` is used before the line that gives it a value.",
    ),
    (r"AttributeError: module '([\w.]+)' has no attribute '(\w+)'", _no_attribute),
    (r"AttributeError: '([\w.]+)' object has no attribute '(\w+)'", _no_attribute),
    (r"ImportError: cannot import name '(\w+)' from '([\w.]+)'", _no_import),
    (r"ModuleNotFoundError: No module named '([\w.]+)'", _no_module),
    (r"(?:IndentationError|TabError): unexpected indent", "A line begins too far right."),
    (
        r"IndentationError: expected an indented block after (.*?) on line (\d+)",
        "After {0} in line {1}, the next line begins four spaces further right.",
    ),
    (
        r"(?:IndentationError|TabError): ",
        "The lines do not begin at the same place: lines that belong together do.",
    ),
    (r"SyntaxError: '([\[({{])' was never closed", "The bracket `{0}` has no partner: close it."),
    (r"SyntaxError: unmatched '(.)'", "The bracket `{0}` has no partner: one is too many."),
    (
        r"SyntaxError: closing parenthesis '(.)' does not match opening parenthesis '(.)'",
        "The bracket `{1}` is closed with `{0}`: the two must be of one kind.",
    ),
    (
        r"SyntaxError: unterminated (?:triple-quoted )?(?:f-)?string literal",
        "A text has no closing quotation mark: write one at its end.",
    ),
    (
        r"SyntaxError: invalid character '(.)'",
        'Python does not know the sign {0} outside a text. Type plain signs: " ( ) [ ] , -',
    ),
    (r"SyntaxError: invalid syntax\. Perhaps you forgot a comma", "A comma is missing."),
    (
        r"SyntaxError: Missing parentheses in call to 'print'",
        "`print` takes round brackets: `print(...)`.",
    ),
    (r"SyntaxError: .*(?:Maybe you meant '=='|cannot assign to)", _EQUALS),
    (r'SyntaxError: expression cannot contain assignment, perhaps you meant "=="', _EQUALS),
    (r"SyntaxError: expected ':'", "A colon `:` is missing at the end of the line."),
    (
        r"SyntaxError: leading zeros in decimal integer literals",
        'A day is written as text: "1951-09-08".',
    ),
    (
        r"SyntaxError: invalid decimal literal",
        "A number and letters run together: put quotation marks round a text.",
    ),
    (
        r"SyntaxError: (?:unexpected EOF|incomplete input)",
        "The cell ends too early: a bracket or a line is missing.",
    ),
    (
        r"SyntaxError: positional argument follows keyword argument",
        "In round brackets, what has a name and `=` stands last.",
    ),
    (
        r"SyntaxError: ",
        "Python cannot read this line. Look for a missing comma, bracket or quotation mark.",
    ),
    (r"ValueError: The truth value of a", _unclear_truth),
    (r"TypeError: Cannot perform '\w+' with a dtyped", _unclear_truth),
    (r"TypeError: unsupported operand type\(s\) for [&|]: '(\w+)' and '(\w+)'", _mixed),
    (
        r"TypeError: unsupported operand type\(s\) for [^:]+: '([\w.]+)' and '([\w.]+)'",
        _two_kinds,
    ),
    (
        r"TypeError: '[^']+' not supported between instances of '([\w.]+)' and '([\w.]+)'",
        _two_kinds,
    ),
    (r"TypeError: can only concatenate (\w+) \(not \"([\w.]+)\"\)", _two_kinds),
    (r"TypeError: Invalid comparison between dtype=datetime64", 'Write a day so: "1951-09-08".'),
    (r"TypeError: '([\w.]+)' object is not callable", _not_called),
    (r"TypeError: '([\w.]+)' object is not subscriptable", _not_indexed),
    (
        r"TypeError: bad operand type for unary ~",
        "`~` turns round True and False only; the column holds something else.",
    ),
    (
        r"TypeError: list indices must be integers",
        "A list is asked with the number of a place: the first is `[0]`.",
    ),
    (r"TypeError: '(\w+)' object is not iterable", "Here a list is needed, such as `[1, 2]`."),
    (r"TypeError: object of type '(\w+)' has no len", "`len` counts a list, table or text only."),
    (
        r"TypeError: ([\w.]+)\(\) missing \d+ required \S+ arguments?: (.+)",
        "`{0}` needs something more in its brackets: {1}.",
    ),
    (
        r"TypeError: ([\w.]+)\(\) got an unexpected keyword argument '(\w+)'",
        "`{0}` does not know `{1}=`: look how it is spelt.",
    ),
    (
        r"TypeError: '(\w+)' is an invalid keyword argument for (\w+)",
        "`{1}` does not know `{0}=`: look how it is spelt.",
    ),
    (
        r"TypeError: ([\w.]+)\(\) takes (.*?) positional arguments? but (\d+) w",
        "`{0}` got {2} things in its brackets, and takes {1}.",
    ),
    (
        r"(?:IndexError|KeyError): .*(?:out of range|out-of-bounds|out of bounds)",
        "There are not so many: the first has the number 0, and the last one less than the count.",
    ),
    (r"ZeroDivisionError: ", "A number is divided by 0: look what stands after the sign `/`."),
    (
        r"ValueError: (?:invalid literal for int\(\)|could not convert string to float).*?'(.*)'",
        'The text "{0}" is no number: write digits.',
    ),
    (
        r"\w+: .*(?:month must be|day is out of range|Unknown datetime|time data)",
        'That is no day of the calendar. Write year, month, day: "1951-09-08".',
    ),
    (r"FileNotFoundError: .*'(.*)'", "There is no file `{0}` here."),
    (
        r"NotImplementedError: ?$",
        "This cell waits for your answer: write it in the place of `raise NotImplementedError()`.",
    ),
    (r"RecursionError: ", "A function calls itself and finds no end."),
)
