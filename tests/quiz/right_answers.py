"""An answer that earns full marks, for the tests that need one."""

from unsigned_peace.quiz.model import Kind, Question


def right_answer(question: Question) -> object:
    """Return an answer that earns full marks, in the form in which answers are stored.

    Raises ValueError for a question of a keyless bank.

    >>> right_answer(Question("city", Kind.TEXT, "Where?", accept=("London", "Лондон")))
    'London'
    """
    if not question.keyed:
        raise ValueError(f"question {question.id!r} has no key")
    match question.kind:
        case Kind.SINGLE:
            return next(option.id for option in question.options if option.correct)
        case Kind.MULTIPLE | Kind.PASSAGE:
            return [option.id for option in question.options if option.correct]
        case Kind.NUMBER:
            return question.answer
        case Kind.TEXT:
            return question.accept[0]
        case Kind.ORDERING:
            return [item.id for item in question.items]
        case Kind.MATCHING:
            return {pair.id: pair.right for pair in question.pairs}
