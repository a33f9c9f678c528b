"""Tests of the pages to read."""
