"""The claim rules, looked up by the role that an amount or a cue plays and by its unit."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import product

from tapecheck.grammar.rulefile import ClaimRule

_PLAIN = frozenset({"percent", "percentage_point", "basis_point", "point", "ratio"})
UNIT_CLASSES = _PLAIN | {"money", "number", "physical"}


class Claims:
    """Claim rules by role, unit and metric; of two for the same the first counts."""

    def __init__(self, rules: Iterable[ClaimRule]) -> None:
        """Take the rules in force."""
        self._rules: dict[tuple[str, str, str], ClaimRule] = {}
        for rule in rules:
            for unit, metric in product(rule.units or ("",), rule.metrics or ("",)):
                self._rules.setdefault((rule.role, unit, metric), rule)
        self.find = cache(self._find)

    def _find(self, role: str, unit: str = "", metric: str = "") -> ClaimRule | None:
        """Return the rule for a role: one for its unit and metric before one for any."""
        for key in ((unit, metric), ("", metric), (unit, ""), ("", "")):
            rule = self._rules.get((role, *key))
            if rule is not None:
                return rule
        return None


def unit_class(unit: str | None) -> str:
    """Return what claim rules call a unit: a currency is money, no unit a number.

    >>> unit_class("HKD"), unit_class("percent"), unit_class(None)
    ('money', 'percent', 'number')
    """
    if unit is None:
        return "number"
    if unit in _PLAIN:
        return unit
    return "money" if unit.isupper() else "physical"
