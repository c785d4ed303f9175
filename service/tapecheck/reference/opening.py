"""When exchanges open and close: by their hours, a moment tells which of their days it is in."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from msgspec import Struct

from tapecheck.core.units import InstrumentId


class Hours(Struct, frozen=True):
    """The time zone of an exchange, and when its regular session opens and is over there."""

    zone: str
    opens: dt.time
    closes: dt.time


class There(Struct, frozen=True):
    """The day whose session an exchange was in, or had last, and whether that was over.

    The day need not be a session: at four on a Sunday morning in Hong Kong, New York had its
    Saturday.
    """

    day: dt.date
    over: bool


def day_there(instrument: InstrumentId, moment: dt.datetime) -> There | None:
    """Return the day of a listing's exchange at a moment; None where its hours are not known."""
    hours = HOURS.get(instrument.partition(":")[0])
    if hours is None:
        return None
    local = moment.astimezone(ZoneInfo(hours.zone))
    if local.time() < hours.opens:
        return There(local.date() - dt.timedelta(days=1), over=True)
    return There(local.date(), over=local.time() >= hours.closes)


def _hours(zone: str, opens: str, closes: str) -> Hours:
    return Hours(zone, dt.time.fromisoformat(opens), dt.time.fromisoformat(closes))


# Regular sessions with their closing auctions as the exchanges publish them, by ISO 10383 code;
# looked up in November 2026. A half day closes earlier: there the session counts as running.
HOURS: dict[str, Hours] = {
    mic: hours
    for mics, hours in {
        "XNYS XNAS XNGS XNMS XNCM XASE ARCX BATS IEXG OTCM": _hours(
            "America/New_York", "09:30", "16:00"
        ),
        "XTSE": _hours("America/Toronto", "09:30", "16:00"),
        "XLON": _hours("Europe/London", "08:00", "16:35"),
        "XPAR XAMS XBRU": _hours("Europe/Paris", "09:00", "17:35"),
        "XETR": _hours("Europe/Berlin", "09:00", "17:35"),
        "XHKG": _hours("Asia/Hong_Kong", "09:30", "16:10"),
        "XSHG XSHE": _hours("Asia/Shanghai", "09:30", "15:00"),
        "XTAI": _hours("Asia/Taipei", "09:00", "13:30"),
        "XTKS XJPX": _hours("Asia/Tokyo", "09:00", "15:30"),
        "XKRX XKOS": _hours("Asia/Seoul", "09:00", "15:30"),
        "XNSE XBOM": _hours("Asia/Kolkata", "09:15", "15:30"),
        "XASX": _hours("Australia/Sydney", "10:00", "16:12"),
    }.items()
    for mic in mics.split()
}
