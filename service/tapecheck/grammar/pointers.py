"""What a noun phrase without a name points back to: "the stock", "its market value"."""

from __future__ import annotations

from collections.abc import Sequence

from tapecheck.core.units import InstrumentId
from tapecheck.grammar.roles import Role
from tapecheck.grammar.scan import Token
from tapecheck.grammar.topics import Points

_POINTERS = (
    (Role.SHARE_NOUN, Points.TO_SHARES),
    (Role.INDEX_NOUN, Points.TO_INDEX),
    (Role.VALUE_NOUN, Points.TO_COMPANY),
    (Role.VOLUME_NOUN, Points.TO_COMPANY),
    (Role.PRICE_NOUN, Points.TO_COMMODITY),
    (Role.COMPANY_NOUN, Points.TO_COMPANY),
)
_SUFFIX = Role.COMPANY_SUFFIX
_LOCATED = Role.REGION | Role.SHARE_NOUN
_POINTING = sum(role for role, _ in _POINTERS) | _SUFFIX
_LADEN = ("-heavy", "-laden", "-dominated", "-weighted")  # "the mining-heavy index"


def pointer(owned: Sequence[Token], roles: int, *, definite: bool) -> Points | None:
    """Return what a phrase points back to: "the stock", "the No. 1 U.S. lender"."""
    head = owned[-1]
    if definite and head.roles & Role.COMPANY_NOUN and not head.lower.endswith("s"):
        return Points.TO_COMPANY
    if len(owned) == 1 and _is_bonds(head):
        return Points.TO_BOND
    if not (roles & _POINTING and all(map(_points, owned))):
        return None
    if head.roles & Role.INDEX_NOUN:
        return Points.TO_INDEX
    if head.roles & Role.COMPANY_NOUN and head.lower.endswith("s") and not definite:
        return None  # "airlines fell"
    if head.roles & (Role.SHARE_NOUN | _SUFFIX) and not definite and _is_trade(owned[0]):
        return None
    return next((points for role, points in _POINTERS if roles & role), None)


def _points(token: Token) -> bool:
    return bool(token.roles & _POINTING or token.code) or token.lower.endswith(_LADEN)


def _is_trade(token: Token) -> bool:
    """Return whether many firms are meant: "bank shares", but not "company shares"."""
    sector = token.entry.word(Role.COMPANY_SUFFIX).of if token.entry else None  # "technology"
    return bool(sector or (token.roles & Role.COMPANY_NOUN and not token.roles & _SUFFIX))


def _is_bonds(token: Token) -> bool:
    """Return whether it is the yield of some bond: "the yield rose"."""
    if not token.roles & Role.YIELD_NOUN or token.entry is None:
        return False
    return token.entry.word(Role.YIELD_NOUN).of == "bond"


def _of_other_class(owned: Sequence[Token], instrument: InstrumentId | None) -> bool:
    """Return whether shares of a class are meant that a listing may not be: "Class A shares"."""
    told = next((token.lower for token in owned if token.lower.startswith("class ")), None)
    if told is None or instrument is None:
        return told is not None
    return not instrument.lower().endswith((f"-{told.split()[1]}", f".{told.split()[1]}"))


def listed_elsewhere(owned: Sequence[Token], instrument: InstrumentId | None) -> bool:
    """Return whether other shares are meant: ADRs, "New York-listed shares", "Class A shares"."""
    if _of_other_class(owned, instrument):
        return True
    if any(t.entry is not None and t.entry.word(Role.SHARE_NOUN).of for t in owned):
        return True  # "Acme's preferred stock"
    mic = instrument.partition(":")[0] if instrument is not None else ""
    for token in owned:
        if token.roles & _LOCATED and token.entry is not None and token.name is None:
            told = token.entry.word(_LOCATED).name
            if told is not None:
                return mic not in told.split()
    return False
