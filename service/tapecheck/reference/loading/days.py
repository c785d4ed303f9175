"""The day a row is of: in its exchange's own time zone, and while its listing traded."""

from __future__ import annotations

import polars as pl

from tapecheck.reference.faults import Reason
from tapecheck.reference.loading.listing import Listing
from tapecheck.reference.loading.rows import Check, Rows
from tapecheck.reference.loading.sessions import zone_of


def in_session(rows: Rows) -> Rows:
    """Return the rows with the session's date for a moment in UTC.

    Midnight stands for the date itself. Any other moment falls on the date that the exchange's
    clocks show then: 01:00 in New York's winter is 14:00 in Hong Kong on that day.
    """
    moment = pl.col("session")
    timed = moment.dt.time() != pl.time(0, 0)
    frame = rows.frame.with_columns(mic=pl.col("id").str.split(":").list.first())
    mics = frame.filter(timed)["mic"].unique().sort()
    zones = {mic: zone for mic in mics if (zone := zone_of(mic)) is not None}
    says = pl.format("no time zone of {} is known: give the session's date", "mic")
    zoneless = Check(Reason.UNREADABLE, timed & ~pl.col("mic").is_in(sorted(zones)), says)
    checked = rows.with_frame(frame).sift([zoneless])
    local = [
        pl.when(timed & (pl.col("mic") == mic)).then(
            moment.dt.replace_time_zone("UTC").dt.convert_time_zone(zone).dt.date()
        )
        for mic, zone in zones.items()
    ]
    return checked.with_frame(
        checked.frame.with_columns(session=pl.coalesce(*local, moment.dt.date()))
    )


def while_listed(rows: Rows, listing: Listing) -> Rows:
    """Return the rows of days on which their listing traded; a symbol may be another's later."""
    life = listing.frame.select("id", "valid_from", "valid_to")
    frame = rows.frame.join(life, on="id", how="left", maintain_order="left")
    early, late = pl.col("session") < pl.col("valid_from"), pl.col("session") > pl.col("valid_to")
    checks = [
        _unlisted(early, "is before the first day of {}, {}", "valid_from"),
        _unlisted(late, "is after the last day of {}, {}", "valid_to"),
    ]
    checked = rows.with_frame(frame).sift(checks)
    return checked.with_frame(checked.frame.drop("valid_from", "valid_to"))


def _unlisted(bad: pl.Expr, words: str, bound: str) -> Check:
    return Check(Reason.NOT_LISTED, bad, pl.format("session {} " + words, "session", "id", bound))
