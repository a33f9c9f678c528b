"""Instructors only: what nbgrader needs to grade this course. No student notebook imports it."""
