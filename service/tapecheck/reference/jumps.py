"""Jumps between two sessions that trading alone may not explain."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from tapecheck.reference.actions import LARGE_DIVIDEND, Action, split_of
from tapecheck.reference.columns import NONE, SCALE, Columns

# A close half as high again as the one before, or a third lower, with an open as far away. Real
# ones are rare and are doubted too (AIG, 2008-09-15): that costs a refutation, never a wrong one.
JUMP = (3, 2)
# Without the open's word: a VIX of 17.31 closed at 37.32 (2018-02-05) without a gap, and no session
# of the 192,595 looked at went by more than that.
WILD = (3, 1)


def odd_positions(columns: Columns, actions: Iterable[Action]) -> tuple[int, ...]:
    """Return, ascending, the positions that differ oddly from the one before.

    See :meth:`tapecheck.reference.bars.Bars.odd_jump` for what counts.
    """
    by_position = _placed(columns, actions)
    odd = {place for place, there in by_position.items() if _doubted(columns, place, there)}
    suspects = {*_far(columns), *by_position}
    odd.update(each for each in suspects if _jumps(columns, each, by_position.get(each, [])))
    return tuple(sorted(odd))


def _placed(columns: Columns, actions: Iterable[Action]) -> dict[int, list[Action]]:
    """Return the actions by the first session that trades after them; the first has none."""
    placed: dict[int, list[Action]] = {}
    for action in actions:
        place = bisect_left(columns.sessions, action.ex_date.toordinal())
        if 0 < place < len(columns.sessions):
            placed.setdefault(place, []).append(action)
    return placed


def _far(columns: Columns) -> Iterator[int]:
    """Yield the positions whose close as traded is far from the one before."""
    close = columns.close
    up, down = JUMP
    for place in range(1, len(close)):
        now, before = close[place], close[place - 1]
        if not up * before > down * now > 0 or not up * now > down * before:
            yield place


def _jumps(columns: Columns, place: int, actions: list[Action]) -> bool:
    before = columns.close[place - 1]
    ratio = Decimal(1)
    for action in actions:
        if action.kind == "split":
            ratio *= split_of(action).ratio
    now, start = columns.close[place] * ratio, columns.open[place]
    gap = start == NONE or _apart(start * ratio, before, JUMP)
    return _apart(now, before, WILD) or (gap and _apart(now, before, JUMP))


def _apart(now: Decimal, before: int, bound: tuple[int, int]) -> bool:
    """Say whether two prices are apart by a factor or more; below zero nothing is a factor."""
    up, down = bound
    return now > 0 and before > 0 and (down * now >= up * before or up * now <= down * before)


def _doubted(columns: Columns, place: int, actions: list[Action]) -> bool:
    before = columns.close[place - 1]
    return any(_DOUBTS[action.kind](action, before) for action in actions)


def _odd_split(action: Action, _: int) -> bool:
    return not split_of(action).plain


def _large(action: Action, before: int) -> bool:
    return action.value * SCALE >= before * LARGE_DIVIDEND


def _always(_: Action, __: int) -> bool:
    return True


_DOUBTS: dict[str, Callable[[Action, int], bool]] = {
    "split": _odd_split,
    "dividend": _large,
    "spin_off": _always,
}
