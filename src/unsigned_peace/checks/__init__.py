"""Maintainers' checks of the whole course: notebooks, and the three lists of packages.

Each check returns every problem at once. `unsigned-peace check` prints them all.
"""
