"""Quizzes: banks in YAML, scoring, the answer store and the widget that shows them."""
