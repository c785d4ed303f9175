"""``check --fetch``: what articles need and the tape lacks is fetched first, within a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct, structs

from tapecheck.build import build_verifier, tape_path
from tapecheck.cli.fetching import Line, asked_of, now, tell_left_out
from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article
from tapecheck.settings import Settings, cache_folder
from tapecheck.verify.missing import Need, needs_of

if TYPE_CHECKING:
    from tapecheck.reference.providers.gathering import Asked
    from tapecheck.reference.providers.vendor import Vendor, Wanted
    from tapecheck.reference.tape import Tape


class Fetching(Struct, frozen=True, kw_only=True):
    """From whom to fetch, for how long, and where the topped-up tape goes."""

    vendor: str
    limit: float
    into: Path | None


def topped_up(
    fetching: Fetching, settings: Settings, articles: Iterable[Article | InputError]
) -> Settings:
    """Return settings with a tape that has what the articles need, as far as it can be had.

    What cannot be fetched is told and stays missing; the tape that was given stays as it was.
    """
    from tapecheck.reference.providers.catalogue import vendor_of

    vendor = vendor_of(fetching.vendor, "--fetch")
    into = fetching.into or _into(settings, vendor)
    base = _base(into, settings)
    settings = structs.replace(settings, tape=base) if base == into else settings
    verifier = build_verifier(settings)
    needs = needs_of(verifier.check(each) for each in articles if isinstance(each, Article))
    wanted = list(_wanted(needs, vendor, verifier.tape))
    if not wanted:
        return settings
    line = Line(cache=cache_folder(), limit=fetching.limit)
    asked = asked_of(vendor, wanted, verifier.tape, line)
    return _loaded(asked, vendor, settings, base=base, into=into, tape=verifier.tape)


def _into(settings: Settings, vendor: Vendor) -> Path:
    """Return the folder of what a vendor added to a tape, the same for the same tape."""
    from tapecheck.reference.manifest import read_manifest

    manifest = read_manifest(tape_path(settings))
    return cache_folder() / "tapes" / f"{manifest.name}-{manifest.digest[:12]}-{vendor.name}"


def _base(into: Path, settings: Settings) -> Path:
    """Return the tape to start from: what was fetched before goes on from there."""
    from tapecheck.reference.manifest import MANIFEST_FILE

    return into if (into / MANIFEST_FILE).is_file() else tape_path(settings)


def _wanted(needs: Sequence[Need], vendor: Vendor, tape: Tape) -> Iterator[Wanted]:
    """Yield what the vendor can be asked for; a listing that it does not serve is told."""
    from tapecheck.reference.providers.errors import UnknownSymbolError
    from tapecheck.reference.providers.planning import Span, wanted_of

    today = now().date()
    for subject, (first, last) in _spans(needs, vendor, tape).items():
        span = Span(since=first, until=min(last, today - dt.timedelta(days=1)), today=today)
        if span.until < span.since:
            continue
        try:
            yield from wanted_of(vendor, [subject], span, listings=tape.names, tape=tape)
        except UnknownSymbolError as error:
            click.echo(f"not fetched {subject}: {error}", err=True)


def _spans(needs: Sequence[Need], vendor: Vendor, tape: Tape) -> dict[str, tuple[dt.date, dt.date]]:
    """Return the days wanted of each listing or currency that the vendor has a table for."""
    found: dict[str, tuple[dt.date, dt.date]] = {}
    for need in needs:
        named = need.table == "rates" or tape.instrument(need.subject) is not None
        if need.table not in vendor.tables or not named or not need.first or not need.last:
            continue
        first, last = found.get(need.subject, (need.first, need.last))
        found[need.subject] = (min(first, need.first), max(last, need.last))
    return found


def _loaded(
    asked: Sequence[Asked], vendor: Vendor, settings: Settings, *, base: Path, into: Path,
    tape: Tape,
) -> Settings:  # fmt: skip
    from tapecheck.reference.providers.gathering import succeeded
    from tapecheck.reference.providers.taping import Place, put_on_tape

    for each in asked:
        if each.error is not None:
            click.echo(f"not fetched {each.wanted.symbol}: {each.error}", err=True)
    tell_left_out(asked)
    name = tape.name if tape.name.endswith(f"+{vendor.name}") else f"{tape.name}+{vendor.name}"
    fetched = now().isoformat(timespec="seconds")
    place = Place(into=into, base=base, name=name, retrieved_at=fetched)
    loaded = put_on_tape(succeeded(asked), vendor, place, tape=tape)
    return settings if loaded is None else structs.replace(settings, tape=into)
