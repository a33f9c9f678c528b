"""Questions, answers and odd values for property-based tests."""

from hypothesis import strategies as st

from unsigned_peace.quiz.model import Bank, Kind, Mistake, Option, Pair, Question, Quiz
from unsigned_peace.shared.normalize import fold

words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)
points = st.integers(1, 10) | st.sampled_from([0.5, 1.5, 2.25])

_leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.binary(max_size=5)
    | st.just("9" * 600)
    | st.just(10**400)
    | st.just(object())
    | st.just({1, 2})
)
anything = st.recursive(
    _leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


def _ids(count):
    return [f"i{number}" for number in range(count)]


@st.composite
def choices(draw, kind=None):
    """A multiple or passage question with at least one right and one wrong option."""
    kind = kind or draw(st.sampled_from([Kind.MULTIPLE, Kind.PASSAGE]))
    texts = draw(st.lists(words, min_size=2, max_size=8, unique=True))
    flags = draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
    flags[:2] = [True, False]
    flags = draw(st.permutations(flags))
    options = tuple(map(Option, _ids(len(texts)), texts, flags, texts))
    return Question("q", kind, "?", draw(points), options=options)


@st.composite
def singles(draw):
    texts = draw(st.lists(words, min_size=2, max_size=6, unique=True))
    right = draw(st.integers(0, len(texts) - 1))
    options = (
        Option(name, text, place == right, "why")
        for place, (name, text) in enumerate(zip(_ids(len(texts)), texts, strict=True))
    )
    return Question("q", Kind.SINGLE, "?", draw(points), options=tuple(options))


@st.composite
def orderings(draw):
    texts = draw(st.lists(words, min_size=2, max_size=7, unique=True))
    items = tuple(map(Option, draw(st.permutations(_ids(len(texts)))), texts))
    return Question("q", Kind.ORDERING, "?", draw(points), items=items)


@st.composite
def matchings(draw):
    lefts = draw(st.lists(words, min_size=2, max_size=6, unique=True))
    rights = draw(st.lists(words, min_size=len(lefts), max_size=len(lefts)))
    if len(set(rights)) == 1:
        rights[0] += "x"
    distractors = draw(st.lists(words, max_size=3).map(lambda more: set(more) - set(rights)))
    pairs = tuple(map(Pair, _ids(len(lefts)), lefts, rights, lefts))
    return Question(
        "q", Kind.MATCHING, "?", draw(points), pairs=pairs, distractors=tuple(sorted(distractors))
    )


@st.composite
def numbers(draw):
    answer = draw(st.integers(-(10**9), 10**9) | st.sampled_from([0.5, 19.25, 1e-3]))
    tolerance = draw(st.sampled_from([0, 1, 2.5]))
    mistakes = (Mistake(answer + tolerance + 1, "too many"),)
    return Question(
        "q", Kind.NUMBER, "?", draw(points), answer=answer, tolerance=tolerance, mistakes=mistakes
    )


@st.composite
def texts(draw):
    accept = draw(st.lists(words.filter(fold), min_size=1, max_size=4))
    return Question("q", Kind.TEXT, "?", draw(points), accept=tuple(accept))


questions = singles() | choices() | orderings() | matchings() | numbers() | texts()


@st.composite
def banks(draw):
    """A sound bank: sources, skill and unique ids as a practice bank must have them."""
    drawn = draw(st.lists(questions, min_size=1, max_size=3))
    prompts = draw(st.lists(words, min_size=len(drawn), max_size=len(drawn)))
    full = [
        Question(
            **{
                name: getattr(question, name)
                for name in question.__dataclass_fields__
                if name not in {"id", "prompt", "skill", "source_ids", "hints"}
            },
            id=f"q{place}",
            prompt=prompt,
            skill="sourcing",
            source_ids=("EX-1",),
            hints=("Look again.",),
        )
        for place, (question, prompt) in enumerate(zip(drawn, prompts, strict=True))
    ]
    return Bank("example", "Example", (Quiz("all", "All", "1", tuple(full)),))
