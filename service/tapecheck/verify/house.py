"""House rules for judging, from ``rules/verdicts.toml``: a desk changes them without code."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from enum import StrEnum
from importlib.resources.abc import Traversable

from msgspec import Struct

from tapecheck.core.errors import RuleFileError, nearest
from tapecheck.core.nouns import Hedge
from tapecheck.core.units import Digest, Ratio
from tapecheck.grammar.rulefile import read_rule_file

FILE = "verdicts.toml"


class Rounding(StrEnum):
    """How a written figure may come from the true one."""

    HALF_UP = "half_up"
    TRUNCATE = "truncate"
    ANY = "any"


class Room(Struct, frozen=True, forbid_unknown_fields=True):
    """Room beside a number: some last digits, or a part of the number, whichever is more."""

    steps: Decimal = Decimal(0)
    part: Ratio = Decimal(0)
    open: bool = False

    def of(self, value: Decimal, step: Decimal) -> Decimal | None:
        """Return the room beside ``value`` in its own unit; None where it has no bound."""
        return None if self.open else max(self.steps * step, self.part * abs(value))


class HedgeRule(Struct, frozen=True, forbid_unknown_fields=True):
    """What a hedge allows below and above the number, and the slack beyond."""

    below: Room
    above: Room
    slack: Room


class Far(Struct, frozen=True, forbid_unknown_fields=True):
    """From where on a figure is taken for one of something else, not for a wrong one.

    ``level`` and ``told_level`` are how many times a level may be the tape's, or the tape's it;
    the second holds where the words name the day. A move without a day counts as another
    stretch's from ``move`` percent on, where the session moved less than a ``times``-th of it. A
    multiple ("double the fall", "15 times earnings") is of something else from ``multiple`` on.
    """

    level: Decimal = Decimal("1.25")
    told_level: Decimal = Decimal(2)
    move: Decimal = Decimal(10)
    times: Decimal = Decimal("2.5")
    multiple: Decimal = Decimal(4)


class House(Struct, frozen=True, forbid_unknown_fields=True):
    """All house rules for judging."""

    id: str
    about: str
    hedges: dict[str, HedgeRule]
    rounding: Rounding = Rounding.HALF_UP
    flat: Ratio = Decimal("0.002")
    flat_longer: Ratio = Decimal("0.01")
    total_return: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    sends: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    far: Far = Far()
    definitions: dict[str, Ratio] = {}
    opposites: dict[str, str] = {}
    magnitudes: tuple[tuple[str, ...], ...] = ()
    ignore: dict[str, str] = {}


def read_house(root: Traversable) -> tuple[House, Digest]:
    """Return the house rules below ``root`` with their digest, or raise RuleFileError."""
    file = root / FILE
    if not file.is_file():
        raise RuleFileError(str(file), "no such file")
    house = read_rule_file(file, House)
    for name in house.hedges:
        if name not in set(Hedge):
            raise RuleFileError(FILE, f"unknown hedge {name!r}", way_out=nearest(name, Hedge))
    missing = [hedge.value for hedge in Hedge if hedge.value not in house.hedges]
    if missing:
        raise RuleFileError(FILE, f"no rule for hedge {missing[0]!r}")
    return house, hashlib.sha256(file.read_bytes()).hexdigest()
