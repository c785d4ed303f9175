"""The names on a tape: instruments and groups, read without a data frame.

``names.json`` is derived from the tables when a tape is loaded, so that parsing an article needs
neither prices nor polars.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

import msgspec
from msgspec import UNSET, Struct, UnsetType

from tapecheck.core.errors import TapeError
from tapecheck.core.units import InstrumentId
from tapecheck.reference.manifest import NAMES_FILE, read_manifest, sealed_bytes


class Represents(Struct, frozen=True):
    """What one depositary share stands for: so many shares of the listing at home."""

    shares: Decimal
    home: InstrumentId


class Instrument(Struct, frozen=True, kw_only=True):
    """One listing: what it is called, where it trades and in which currency.

    ``kind`` is equity, adr, etf, fund, index, bond, yield, future, commodity, currency or crypto.
    """

    id: InstrumentId
    symbol: str
    mic: str
    name: str
    kind: str
    currency: str
    aliases: tuple[str, ...] = ()
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    # Left out where it is not told, so that the names of tapes without it stay what they are.
    represents: Represents | UnsetType = UNSET


class Membership(Struct, frozen=True, kw_only=True):
    """One listing's time in a group; an open side has no date."""

    id: InstrumentId
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


class Group(Struct, frozen=True, kw_only=True):
    """A named group ("China's Big Tech") and who was in it when."""

    id: str
    aliases: tuple[str, ...]
    memberships: tuple[Membership, ...]

    @property
    def members(self) -> tuple[InstrumentId, ...]:
        """Return everyone who ever was a member, once each, in order of id."""
        return tuple(dict.fromkeys(each.id for each in self.memberships))

    def members_on(self, day: dt.date) -> tuple[InstrumentId, ...]:
        """Return who was a member on ``day``."""
        return tuple(
            each.id
            for each in self.memberships
            if (each.valid_from is None or each.valid_from <= day)
            and (each.valid_to is None or day <= each.valid_to)
        )


class NamesFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What ``names.json`` holds."""

    instruments: tuple[Instrument, ...]
    groups: tuple[Group, ...] = ()


class Names:
    """All names on a tape, in order of id; immutable."""

    __slots__ = ("_by_alias", "_by_id", "_namesakes", "_shared", "groups", "instruments")

    def __init__(self, instruments: Iterable[Instrument], groups: Iterable[Group] = ()) -> None:
        """Index the names."""
        self.instruments = tuple(instruments)
        self.groups = tuple(groups)
        self._by_id = {each.id: each for each in self.instruments}
        self._namesakes = _namesakes(self.instruments)
        self._shared = _shared(self.instruments)
        self._by_alias = {
            fold(alias): group for group in self.groups for alias in (group.id, *group.aliases)
        }

    def instrument(self, instrument_id: InstrumentId) -> Instrument | None:
        """Return the listing of that id."""
        return self._by_id.get(instrument_id)

    def namesakes(self, instrument: Instrument) -> tuple[Instrument, ...]:
        """Return the other listings of that firm.

        Those are of the same name, on another exchange or of another class, and what represents its
        shares, or is represented by it.
        """
        return self._namesakes.get(instrument.id, ())

    @property
    def are_shared(self) -> bool:
        """Return whether some text names listings of several firms."""
        return bool(self._shared)

    def shared(self, text: str) -> tuple[Instrument, ...]:
        """Return the listings of several firms that a text may name; none where it names one.

        An index is what its short name usually means, whoever is called so too.
        """
        return self._shared.get(text, ())

    def group(self, name: str) -> Group | None:
        """Return the group of that id or alias; case and the shape of apostrophes do not count."""
        return self._by_alias.get(fold(name))


def _namesakes(listings: Sequence[Instrument]) -> dict[InstrumentId, tuple[Instrument, ...]]:
    """Return the other listings of the same firm, by the id of each that has some."""
    names = {each.id: fold(each.name) for each in listings}
    firms: dict[str, list[Instrument]] = {}
    for each in listings:
        home = each.represents.home if each.represents else each.id
        firms.setdefault(names.get(home, names[each.id]), []).append(each)
    return {
        each.id: tuple(other for other in same if other is not each)
        for same in firms.values()
        if len(same) > 1
        for each in same
    }


def _shared(listings: Sequence[Instrument]) -> dict[str, tuple[Instrument, ...]]:
    """Return the listings that are called alike, by each text that names more than one firm."""
    called: dict[str, list[Instrument]] = {}
    for each in listings:
        for text in dict.fromkeys((each.symbol, each.name, *each.aliases)):
            called.setdefault(text, []).append(each)
    return {
        text: tuple(alike) for text, alike in called.items() if len(alike) > 1 and _are_firms(alike)
    }


def _are_firms(alike: Sequence[Instrument]) -> bool:
    """Return whether listings are of more than one firm, and none of an index."""
    firms = {fold(each.name) for each in alike if each.represents is UNSET}
    return len(firms) > 1 and all(each.kind != "index" for each in alike)


def fold(name: str) -> str:
    """Return a name as it is compared: one case, straight apostrophes, single spaces."""
    straight = name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return " ".join(straight.replace("\N{LEFT SINGLE QUOTATION MARK}", "'").casefold().split())


def read_names(folder: Path) -> Names:
    """Return the names on the tape in ``folder``, after checking that the file is as loaded."""
    manifest = read_manifest(folder)
    return decode_names(sealed_bytes(folder / NAMES_FILE, manifest.names_sha256))


def decode_names(encoded: bytes) -> Names:
    """Return the names that :func:`encode_names` wrote."""
    try:
        stored = msgspec.json.decode(encoded, type=NamesFile)
    except msgspec.DecodeError as error:
        raise TapeError(NAMES_FILE, f"cannot be read: {error}", way_out="load it anew") from error
    return Names(stored.instruments, stored.groups)


def encode_names(names: Names) -> bytes:
    """Return the same bytes for the same names."""
    stored = NamesFile(instruments=names.instruments, groups=names.groups)
    return msgspec.json.format(msgspec.json.encode(stored), indent=1) + b"\n"
