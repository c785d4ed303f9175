"""The one place where parts are put together: from settings to a parser or a verifier."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from tapecheck.core.errors import RuleFileError, nearest
from tapecheck.core.nouns import Metric
from tapecheck.core.units import Digest, Ratio
from tapecheck.grammar.names import Name
from tapecheck.grammar.parse import Parser
from tapecheck.grammar.rulebook import Rulebook, read_rulebook
from tapecheck.reference.instruments import Instrument, Names, read_names
from tapecheck.reference.sample import sample_tape_path
from tapecheck.settings import Settings, proxy, vendor_key
from tapecheck.verify.house import FILE as HOUSE
from tapecheck.verify.house import House, read_house

if TYPE_CHECKING:
    from tapecheck.reference.providers.vendor import Vendor
    from tapecheck.reference.providers.wire import Wire
    from tapecheck.reference.tape import Tape
    from tapecheck.verify.verifier import Verifier
    from tapecheck.web.source import Source

_METRICS = {"index": Metric.INDEX, "currency": Metric.EXCHANGE_RATE, "yield": Metric.YIELD}


def rules_root() -> Traversable:
    """Return the folder of rules: the wheel's own, or the checkout's."""
    packed = files("tapecheck") / "rules"
    return packed if packed.is_dir() else Path(__file__).parents[2] / "rules"


def tape_path(settings: Settings) -> Path:
    """Return the tape that is asked for, or the sample tape."""
    return settings.tape or sample_tape_path()


def build_rulebook(settings: Settings) -> Rulebook:
    """Return the rules in force."""
    return read_rulebook((settings.rules or rules_root()) / settings.language)


def build_house(settings: Settings, rulebook: Rulebook) -> tuple[House, Digest]:
    """Return the house rules for judging, with their digest."""
    house, digest = read_house(settings.rules or rules_root())
    check_ignored(house.ignore, rulebook)
    check_defined(house.definitions, rulebook)
    return house, digest


def build_parser(settings: Settings, rulebook: Rulebook | None = None) -> Parser:
    """Return a parser that knows the names of the tape; it needs no prices and no polars."""
    names = read_names(tape_path(settings))
    return Parser(
        rulebook or build_rulebook(settings), names_of(names), home=settings.home_currency
    )


def names_of(names: Names) -> Iterator[Name]:
    """Yield every way to write every listing on a tape.

    Indexes come first: "the Dow" in market copy is the average, not the chemicals company.
    """
    listings = sorted(names.instruments, key=lambda listing: listing.kind != "index")
    initials = _initials(listings)
    for listing in listings:
        for text in (*_spellings(listing), *initials.get(listing.name, ())):
            yield Name(
                text=text,
                name=listing.name,
                metric=_METRICS.get(listing.kind, Metric.PRICE),
                instrument=listing.id,
                currency=listing.currency,
            )


def _spellings(listing: Instrument) -> list[str]:
    """Return name and aliases, and the name without the dress of company law.

    An alias that only puts small words before another one ("the Dow") is left out: it would hide
    the longer name that may follow ("the Dow Jones industrial average").
    """
    spellings = dict.fromkeys((listing.name, _bare(listing.name), *listing.aliases))
    return [
        text
        for text in spellings
        if not (text[0].islower() and any(text.endswith(f" {other}") for other in spellings))
    ]


def _bare(name: str) -> str:
    """Return a name without the dress of company law."""
    while name.rpartition(" ")[2].strip(",.").lower() in _LEGAL and " " in name:
        name = name.rpartition(" ")[0].rstrip(" ,&")
    return name


def _initials(listings: Iterable[Instrument]) -> dict[str, tuple[str]]:
    """Return the initials of each firm that is called after two: J&J; none that two firms share."""
    found = {}
    for name in dict.fromkeys(listing.name for listing in listings):
        words = _bare(name).split()
        if len(words) == len(("Hale", "&", "Hull")) and words[1] == "&":
            found[name] = f"{words[0][0]}&{words[2][0]}".upper()
    shared = Counter(found.values())
    return {name: (short,) for name, short in found.items() if shared[short] == 1}


_LEGAL = frozenset(
    {"inc", "corp", "corporation", "co", "company", "ltd", "limited", "plc", "ag", "sa", "nv", "se",
     "group", "holding", "holdings", "the", "lp", "llc", "adr", "ab", "asa"}
)  # fmt: skip


def build_verifier(settings: Settings) -> Verifier:
    """Return a verifier over the tape that is asked for."""
    # Imported here: opening a tape needs polars, which `tapecheck parse` must not wait for.
    from tapecheck.reference.tape import open_tape
    from tapecheck.verify.verifier import Verifier

    rulebook = build_rulebook(settings)
    check_measures(rulebook)
    house, house_digest = build_house(settings, rulebook)
    return Verifier(
        build_parser(settings, rulebook),
        open_tape(tape_path(settings)),
        house,
        rules={rule.id: rule for rule in rulebook.claims},
        rulebook_digest=_digest(rulebook.digest, house_digest, settings.home_currency),
        version=version("tapecheck"),
    )


def build_source(settings: Settings) -> Source:
    """Return what a service checks with, from the tape and the rules as they stand now."""
    # Imported here: only a service needs it.
    from tapecheck.web.source import Source

    return Source(build_verifier(settings), build_rulebook(settings))


def _digest(*parts: str) -> Digest:
    """Return one digest of all that makes words mean what they mean here."""
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def tape_note(settings: Settings, tape: Tape) -> str:
    """Return which tape is used; that it is only the sample must not go unseen."""
    if settings.tape is None:
        return f"tape: {tape.name} (the sample tape that ships with tapecheck; choose with --tape)"
    return f"tape: {tape.name} ({settings.tape}, digest {tape.digest[:12]})"


def check_ignored(ignored: Mapping[str, str], rulebook: Rulebook) -> None:
    """Raise :class:`RuleFileError` for a house rule that silences nothing, or without a reason."""
    known = [rule.id for file in rulebook.files.values() for rule in file.rule]
    for id, reason in ignored.items():
        if id not in known:
            what = f"unknown rule {id!r} in [ignore]"
            raise RuleFileError(HOUSE, what, way_out=nearest(id, known))
        if not reason.strip():
            what = f"no reason for {id!r} in [ignore]"
            raise RuleFileError(HOUSE, what, way_out="say why, for whoever reads the report")


def check_defined(definitions: Mapping[str, Ratio], rulebook: Rulebook) -> None:
    """Raise :class:`RuleFileError` for a defined term that no rule reads, or one not defined."""
    terms = [
        rule.id
        for file in rulebook.files.values()
        for rule in file.rule
        if rule.measure in _DEFINED
    ]
    for id in definitions:
        if id not in terms:
            what = f"unknown rule {id!r} in [definitions]"
            raise RuleFileError(HOUSE, what, way_out=nearest(id, terms))
    missing = [id for id in terms if id not in definitions]
    if missing:
        raise RuleFileError(HOUSE, f"no definition of {missing[0]!r} in [definitions]")


# What measures that need a definition find is held against it.
_DEFINED = frozenset({"below_peak", "above_trough"})


def check_measures(rulebook: Rulebook) -> None:
    """Raise :class:`RuleFileError` for a measure or a reading that no code carries out."""
    # Imported here for the same reason: measures reach down to the tape.
    from tapecheck.verify.resolve import READINGS
    from tapecheck.verify.trials import TRIALS

    for path, file in rulebook.files.items():
        for rule in file.rule:
            if rule.measure not in TRIALS:
                raise RuleFileError(
                    path, f"unknown measure {rule.measure!r} in rule {rule.id}",
                    way_out=nearest(rule.measure, TRIALS),
                )  # fmt: skip
            for name in (name for names in rule.readings.values() for name in names):
                if name not in READINGS:
                    raise RuleFileError(
                        path, f"unknown reading {name!r} in rule {rule.id}",
                        way_out=nearest(name, READINGS),
                    )  # fmt: skip


def build_wire(
    vendor: Vendor, *, cache: Path | None, interval: float | None = None, limit: float | None = None
) -> Wire:
    """Return the line to a vendor, with its key from the environment.

    ``interval`` and ``limit`` are seconds: between two requests, and for all of them.
    """
    # Imported here: only a fetch needs HTTP.
    from tapecheck.reference.providers.errors import KeyRefusedError
    from tapecheck.reference.providers.pace import Clock, Pace
    from tapecheck.reference.providers.wire import Wire, retry_in_silence

    retry_in_silence()
    key = vendor_key(vendor.key.variable) if vendor.key else ""
    if vendor.key and not key:
        way_out = f"set {vendor.key.variable} in the environment"
        raise KeyRefusedError(vendor.name, f"wants {vendor.key.told}", way_out=way_out)
    between = vendor.interval if interval is None else interval
    clock = Clock(time.monotonic, time.sleep)
    pace = Pace(vendor.name, clock, interval=between, limit=limit)
    return Wire(vendor, key=key, pace=pace, cache=cache, proxy=proxy())
