"""Nouns, units, intervals and errors: what every other floor speaks in."""
