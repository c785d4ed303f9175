"""A closed set of members."""

from __future__ import annotations

import copy
import pickle
from typing import ClassVar

from tapecheck.grammar.choice import Choice
from tapecheck.grammar.roles import SECTIONS


class Side(Choice):
    """Which side of the market."""

    BUY: ClassVar[Side]
    SELL: ClassVar[Side]


def test_every_annotated_name_is_a_member_of_its_class() -> None:
    assert isinstance(Side.BUY, Side)
    assert Side.BUY is not Side.SELL
    assert (Side.BUY.name, Side.SELL.name) == ("buy", "sell")
    assert repr(Side.SELL) == "Side.SELL"


def test_a_member_stays_the_same_one_when_it_is_copied_or_pickled() -> None:
    assert copy.deepcopy(Side.BUY) is Side.BUY
    assert pickle.loads(pickle.dumps(Side.SELL)) is Side.SELL


def test_every_role_has_a_bit_of_its_own() -> None:
    assert sum(SECTIONS.values()) == 2 ** len(SECTIONS) - 1
