"""``tapecheck tape fetch``: rows from a vendor, onto a new tape or onto the one that is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tapecheck.cli.fetching import Line, asked_of, now, tell_left_out
from tapecheck.core.errors import InputError
from tapecheck.settings import cache_folder

if TYPE_CHECKING:
    from tapecheck.reference.instruments import Names
    from tapecheck.reference.loading.load import Loaded
    from tapecheck.reference.providers.gathering import Asked
    from tapecheck.reference.providers.planning import Span
    from tapecheck.reference.providers.vendor import Vendor
    from tapecheck.reference.tape import Tape

_FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="SYMBOLS...")
@click.option("--from", "source", required=True, metavar="VENDOR", help="Whom to ask (see below).")
@click.option("--into", required=True, type=_FOLDER, help="Folder of the tape to make or top up.")
@click.option("--since", required=True, metavar="DATE", help="First day.")
@click.option("--until", metavar="DATE", help="Last day.  [default: yesterday]")
@click.option("--tape", type=_FOLDER, help="Tape to start from, if it is not that of --into.")
@click.option("--instruments", multiple=True, type=_FOLDER, help="File that describes listings.")
@click.option("--name", help="Name of the tape, shown in reports.  [default: the folder's]")
@click.option("--skip-failed", is_flag=True, help="Load what came, though some symbols failed.")
@click.option("--pace", type=click.FloatRange(min=0), help="Seconds between requests.")
@click.option("--fetch-limit", type=click.FloatRange(min=0), help="Seconds for all of it.")
@click.option("--cache", type=_FOLDER, help="Folder for answers.  [default: the user's cache]")
@click.option("--no-cache", is_flag=True, help="Neither read nor keep answers.")
def fetch(names: tuple[str, ...], *, source: str, into: Path, **given: object) -> None:
    """Fetch what a tape lacks from a vendor, all of it or nothing.

    A tape in --into is topped up: days it has are not asked for, but a few are, to see that the
    vendor's prices agree with it. Without one, a new tape is made. Answers are kept for half a
    day, so that a fetch that was cut off goes on where it stopped.

    SYMBOLS are those of the tape or of --instruments; SYMBOL=NAME gives the vendor's own name.

    \b
      vendor        rows                 key, from the environment
      yahoo         bars, actions        none (split-adjusted: put back as traded, provisional)
      alphavantage  bars                 TAPECHECK_ALPHAVANTAGE_KEY
      tiingo        bars, actions        TAPECHECK_TIINGO_KEY
      eodhd         bars, actions        TAPECHECK_EODHD_KEY
      twelvedata    bars                 TAPECHECK_TWELVEDATA_KEY
      massive       bars                 TAPECHECK_MASSIVE_KEY
      fred          bars, figures        TAPECHECK_FRED_KEY (SUBJECT:METRIC=SERIES for figures)
      ecb           rates                none (SYMBOLS are currencies)
      sec           shares, figures      TAPECHECK_SEC_CONTACT (who asks, with an e-mail address)

    \b
    Examples:
      tapecheck tape fetch ACME BETA --from tiingo --since 2024-01-01 --into tapes/us \\
        --instruments instruments.csv
      tapecheck tape fetch USD HKD --from ecb --since 2024-01-01 --into tapes/us
      tapecheck tape fetch US10Y=DGS10 "consumer prices:economic=CPIAUCSL" \\
        --from fred --since 2023-01-01 --into tapes/us
      tapecheck tape fetch ACME=0000012345 --from sec --since 2023-01-01 \\
        --tape tapes/us --into tapes/us-shares
    """
    from tapecheck.reference.providers.catalogue import vendor_of
    from tapecheck.reference.providers.planning import wanted_of
    from tapecheck.reference.tape import open_tape

    vendor, base = vendor_of(source), _base(into, given["tape"])
    tape = open_tape(base) if base else None
    span = _span(given["since"], given["until"])
    listings = _listings(tape, given["instruments"])
    wanted = list(wanted_of(vendor, names, span, listings=listings, tape=tape))
    asked = asked_of(vendor, wanted, tape, _line(given))
    _refuse_failures(asked, skip=bool(given["skip_failed"]))
    _load(asked, vendor, tape, into=into, base=base, name=given["name"])


def _load(
    asked: Sequence[Asked], vendor: Vendor, tape: Tape | None, *, into: Path, base: Path | None,
    name: object,
) -> None:  # fmt: skip
    from tapecheck.reference.providers.gathering import succeeded
    from tapecheck.reference.providers.taping import Place, put_on_tape

    named = str(name or (tape.name if tape else into.resolve().name.lstrip(".")))
    fetched = now().isoformat(timespec="seconds")
    place = Place(into=into, base=base, name=named, retrieved_at=fetched)
    loaded = put_on_tape(succeeded(asked), vendor, place, tape=tape)
    _tell(asked, loaded, into)


def _base(into: Path, other: object) -> Path | None:
    """Return the tape to start from: the one named, or the one that is there."""
    from tapecheck.reference.manifest import MANIFEST_FILE

    if isinstance(other, Path):
        return other
    return into if (into / MANIFEST_FILE).is_file() else None


def _span(since: object, until: object) -> Span:
    from tapecheck.reference.providers.planning import Span

    today = now().date()
    last = _day(until, "--until") if until else today - dt.timedelta(days=1)
    first = _day(since, "--since")
    if last < first:
        raise InputError("--since", f"{first} is after the last day, {last}")
    return Span(since=first, until=last, today=today)


def _day(written: object, option: str) -> dt.date:
    try:
        return dt.date.fromisoformat(str(written))
    except ValueError:
        raise InputError(option, f"{written!r} is no date", way_out="as in 2025-02-13") from None


def _listings(tape: Tape | None, files: object) -> Names:
    """Return the listings that symbols may mean: those of the tape, and those of files."""
    from tapecheck.reference.instruments import Names
    from tapecheck.reference.providers.staging import described

    known = tape.names.instruments if tape else ()
    more = described(files) if isinstance(files, tuple) and files else ()
    return Names(dict.fromkeys((*known, *more)))


def _line(given: dict[str, object]) -> Line:
    pace, limit, cache = given["pace"], given["fetch_limit"], given["cache"]
    folder = cache if isinstance(cache, Path) else cache_folder()
    return Line(
        cache=None if given["no_cache"] else folder,
        interval=pace if isinstance(pace, float) else None,
        limit=limit if isinstance(limit, float) else None,
    )


def _refuse_failures(asked: Sequence[Asked], *, skip: bool) -> None:
    """Stop at what failed, or tell of it where that is allowed."""
    failed = [each for each in asked if each.error is not None]
    for each in failed:
        click.echo(
            f"{'left out' if skip else 'failed'} {each.wanted.symbol}: {each.error}", err=True
        )
    if failed and (not skip or len(failed) == len(asked)):
        what = f"{len(failed)} of {len(asked)} failed, and nothing was changed"
        raise InputError("SYMBOLS", what, way_out="ask again, or pass --skip-failed for the others")


def _tell(asked: Sequence[Asked], loaded: Loaded | None, into: Path) -> None:
    from tapecheck.cli.tape_text import load_lines

    tell_left_out(asked)
    told = load_lines(loaded, into) if loaded else [f"{into}: lacks nothing of this"]
    click.echo("\n".join(told))
