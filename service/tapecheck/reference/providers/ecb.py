"""The European Central Bank: reference rates, units of a currency for one euro."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tapecheck.reference.instruments import Instrument
from tapecheck.reference.providers.answers import number, records
from tapecheck.reference.providers.errors import AnswerError, NoRowsError
from tapecheck.reference.providers.series import LARGEST, PLACES, day_of
from tapecheck.reference.providers.vendor import Found, LeftOut, Rate, Vendor, Wanted
from tapecheck.reference.providers.wire import Answer, Wire

_URL = "https://data-api.ecb.europa.eu/service/data/EXR/D.{currency}.EUR.SP00.A"
_SOURCE = "ECB reference rate"
_COLUMNS = ("FREQ", "CURRENCY", "CURRENCY_DENOM", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS")
_NORMAL = "A"


def ask(wire: Wire, wanted: Wanted) -> Found:
    """Return the rates of one currency; days without a fixing have no row."""
    params = {
        "format": "csvdata", "startPeriod": str(wanted.since), "endPeriod": str(wanted.until),
    }  # fmt: skip
    rows = wire.get(_URL.format(currency=wanted.symbol), params, _rows)
    rates: list[Rate] = []
    left: list[LeftOut] = []
    for row in rows:
        _refuse_another(row, wanted.symbol)
        day, value = day_of(row["TIME_PERIOD"], VENDOR.name), number(row["OBS_VALUE"])
        why = _refusal(row, value)
        if why or value is None:
            left.append(LeftOut(symbol=wanted.symbol, day=day, why=why))
        elif wanted.since <= day <= wanted.until:
            rates.append(
                Rate(
                    currency=wanted.symbol,
                    session=day,
                    per_eur=value.quantize(PLACES),
                    source=_SOURCE,
                )
            )
    if not rates:
        what = f"no rates of {wanted.symbol} from {wanted.since} to {wanted.until}"
        raise NoRowsError(VENDOR.name, what)
    return Found(rates=tuple(rates), left_out=tuple(left))


def spell(_: Instrument) -> str | None:
    """Return None: the ECB has currencies, not listings."""
    return None


def _rows(answer: Answer) -> Sequence[dict[str, str]]:
    return list(records(answer, *_COLUMNS))


def _refuse_another(row: dict[str, str], currency: str) -> None:
    told = (row["FREQ"], row["CURRENCY"], row["CURRENCY_DENOM"])
    if told != ("D", currency, "EUR"):
        raise AnswerError(VENDOR.name, f"answers for {' '.join(told)}, not D {currency} EUR")


def _refusal(row: dict[str, str], value: Decimal | None) -> str:
    if value is None or not PLACES <= value < LARGEST:
        return f"no rate ({row['OBS_VALUE']!r})"
    return "" if row["OBS_STATUS"] == _NORMAL else f"status {row['OBS_STATUS']!r}, not normal"


VENDOR = Vendor(
    name="ecb",
    title="European Central Bank reference rates",
    tables=("rates",),
    licence="European Central Bank, euro foreign exchange reference rates; free with the source",
    interval=0.2,
    ask=ask,
    spell=spell,
)
