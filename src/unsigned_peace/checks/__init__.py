"""Maintainers' checks of the whole course: the ledger, notebooks, texts and lists of packages.

Each check returns every problem at once. `unsigned-peace check` prints them all.
"""
