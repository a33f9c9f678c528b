"""Quizzes as widgets: real form elements in the browser, scoring in the kernel.

`js/quiz` draws the form and sends what the student does. The key stays in the kernel.
"""

import traitlets

from unsigned_peace.shared.widget import ControllerWidget, built


class QuizWidget(ControllerWidget):
    """One quiz in a notebook.

    Traits that the browser reads: `title`, `mode`, `questions` (never with a key), `state` (per
    question: the answer and what is said about it), `summary`.
    """

    _esm = built(__file__, "quiz.js")
    _css = built(__file__, "quiz.css")

    title = traitlets.Unicode().tag(sync=True)
    mode = traitlets.Unicode().tag(sync=True)
    questions = traitlets.List().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    summary = traitlets.Unicode().tag(sync=True)


class OwnWordsWidget(ControllerWidget):
    """Boxes to answer in words of one's own.

    Traits that the browser reads: `file` (where the answers are saved), `boxes` (what is asked),
    `texts` (what was written), `saved`.
    """

    _esm = built(__file__, "own_words.js")
    _css = built(__file__, "own_words.css")

    file = traitlets.Unicode().tag(sync=True)
    boxes = traitlets.List().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)
    saved = traitlets.Bool().tag(sync=True)
