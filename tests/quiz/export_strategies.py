"""Banks full of characters that some format gives a meaning to."""

from dataclasses import replace

from hypothesis import strategies as st

from tests.quiz.quiz_strategies import questions
from unsigned_peace.quiz.model import Bank, Kind, Quiz

_SIGNS = "\\~=#{}:<>&\"'`*[]%-/;|_^$@!?()\n\t ]]>ōё択ไ🕊\u0301\u200f\u00a0"
_any = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]).filter(
    lambda char: not (0xFDD0 <= ord(char) <= 0xFDEF or ord(char) & 0xFFFE == 0xFFFE)
)
awkward = st.text(st.sampled_from(_SIGNS) | _any, min_size=1, max_size=25).filter(
    lambda text: text.strip(" \t\n")
)


@st.composite
def awkward_questions(draw):
    """A sound question whose texts are awkward; texts that must differ still do."""
    question = draw(questions)
    marks = iter("⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲")

    def text():
        return draw(awkward)

    def unique():
        return draw(awkward) + next(marks)

    return replace(
        question,
        prompt=text(),
        feedback=draw(st.just("") | awkward),
        hints=tuple(draw(st.lists(awkward, max_size=2))),
        skill=draw(st.sampled_from(["", "sourcing", "close reading"])),
        source_ids=tuple(draw(st.lists(st.sampled_from(["F51-735", "GK"]), unique=True))),
        intro=text() if question.kind is Kind.PASSAGE else "",
        unit=draw(st.just("") | awkward) if question.kind is Kind.NUMBER else "",
        options=tuple(
            replace(o, text=unique(), feedback=draw(st.just("") | awkward))
            for o in question.options
        ),
        items=tuple(replace(i, text=unique()) for i in question.items),
        pairs=tuple(replace(p, left=unique(), right=unique()) for p in question.pairs),
        distractors=tuple(unique() for _ in question.distractors),
        accept=tuple(unique() for _ in question.accept),
        mistakes=tuple(replace(m, feedback=text()) for m in question.mistakes),
    )


@st.composite
def awkward_banks(draw):
    """A bank of one quiz; GIFT's unwritable answers are left to a test of their own."""
    found = draw(st.lists(awkward_questions(), min_size=1, max_size=3))
    numbered = tuple(replace(question, id=f"q-{n}") for n, question in enumerate(found, 1))
    return Bank("awkward", draw(awkward), (Quiz("z", draw(awkward), "1", numbered),))
