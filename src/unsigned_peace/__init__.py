"""Unsigned Peace: how the USSR and Japan ended a war without a treaty, 1951-1956."""
