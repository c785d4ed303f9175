"""Plain claims judged by the million: moves from close to close, and levels at a close.

Floats decide only where they cannot be wrong: a claim that they put near a bound is judged again
by the one-claim path, in decimals. So both paths say the same of every claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from tapecheck.bulk.closes import Closes, closes_of
from tapecheck.core.interval import Interval
from tapecheck.core.nouns import Assertion, Kind, Label, Metric, Span, When
from tapecheck.core.verdicts import Gap, Outcome, Reason, Verdict
from tapecheck.reference.tape import Tape
from tapecheck.verify.claimed import Claimed
from tapecheck.verify.house import House
from tapecheck.verify.judge import judge
from tapecheck.verify.moves import measure_direction, measure_level
from tapecheck.verify.plans import Moment, Plan, Unplanned

_BOUND = pl.Decimal(38, 6)
# A claim is of a listing: from the close of base to that of last in percent, or, without a base,
# the close of last. Its words allow low to high, and beyond those needs only mending.
CLAIMED = pl.Schema(
    {"instrument": pl.String(), "base": pl.Date(), "last": pl.Date(), "low": _BOUND,
     "high": _BOUND, "beyond": _BOUND}
)  # fmt: skip
# Doubles are right to a part in 10**15; what lies nearer to a bound than this is judged exactly.
_NEAR = 1e-9
_STAND_IN = Assertion(
    span=Span(0, 1), kind=Kind.CHANGE, metric=Metric.PRICE, rule="bulk",
    when=When(label=Label.RANGE),
)  # fmt: skip


class Judge:
    """Judges frames of plain claims against one tape; the look-up columns are made once."""

    def __init__(self, tape: Tape, house: House) -> None:
        """Read all closes of the tape."""
        self._tape = tape
        self._house = house
        self._closes = closes_of(tape)

    def __call__(self, claims: pl.DataFrame) -> pl.DataFrame:
        """Return ``outcome`` and ``reason`` of each claim of a frame with ``CLAIMED``'s columns."""
        claims = claims.select(CLAIMED.names()).cast(CLAIMED)
        quick = _quick(claims, self._closes)
        near = quick["near"].arg_true()
        exact = [self.alone(row) for row in claims[near].iter_rows(named=True)]
        reasons = [each.gap.reason.value if each.gap else None for each in exact]
        return pl.DataFrame(
            {
                "outcome": quick["outcome"].scatter(near, [each.outcome.value for each in exact]),
                "reason": quick["reason"].scatter(near, pl.Series(reasons, dtype=pl.String)),
            }
        )

    def alone(self, row: Mapping[str, Any]) -> Verdict:
        """Return the verdict on one claim, in decimals, as an article's claim gets it."""
        instrument = self._tape.instrument(row["instrument"])
        if instrument is None:
            what = f"{row['instrument']} is not on the tape"
            return _unchecked(Gap(reason=Reason.NO_INSTRUMENT, detail=what))
        if row["base"] and row["base"] >= row["last"]:
            what = f"a move from {row['base']} does not end on {row['last']}"
            return _unchecked(Gap(reason=Reason.NO_WINDOW, detail=what))
        base = Moment(row["base"]) if row["base"] else None
        plan = Plan(
            name="close-to-close" if base else "close", measure="bulk", instrument=instrument,
            base=base, last=Moment(row["last"]),
        )  # fmt: skip
        measure = measure_direction if base else measure_level
        try:
            evidence = measure(plan, _STAND_IN, self._tape)
        except Unplanned as missing:
            return _unchecked(missing.gap)
        inside = Interval(row["low"], row["high"])
        claimed = Claimed(inside, row["beyond"])
        return judge(_STAND_IN, [evidence], claimed, self._house)


def _unchecked(gap: Gap) -> Verdict:
    return Verdict(assertion=_STAND_IN, outcome=Outcome.UNCHECKED, gap=gap)


def _quick(claims: pl.DataFrame, closes: Closes) -> pl.DataFrame:
    """Return outcome and reason by floats, and which claims are ``near`` a bound."""
    base = closes.at(closes.keys(claims, "base")).select(pl.all().name.prefix("base_"))
    last = closes.at(closes.keys(claims, "last")).select(pl.all().name.prefix("last_"))
    bounds = claims.select(pl.col("low", "high", "beyond").cast(pl.Float64))
    given = claims.select(
        move=pl.col("base").is_not_null(),
        backward=(pl.col("base") >= pl.col("last")).fill_null(value=False),
        listed=pl.col("instrument").is_in(list(closes.numbers)),
    )
    ratio = pl.col("last_close") * (pl.col("last_factor") / pl.col("base_factor"))
    observed = (
        pl.when("move").then((ratio / pl.col("base_close") - 1) * 100).otherwise("last_close")
    )
    every = pl.concat([base, last, bounds, given], how="horizontal")
    return every.with_columns(observed=observed).select(_outcome(), _reason(), _near())


def _missing() -> pl.Expr:
    return pl.col("last_key").is_null() | (pl.col("move") & pl.col("base_key").is_null())


def _void() -> pl.Expr:
    """Say which moves go over an unexplained jump: they bear nothing out either."""
    return (pl.col("move") & (pl.col("last_odd") > pl.col("base_odd"))).fill_null(value=False)


def _doubtful() -> pl.Expr:
    base = (pl.col("move") & pl.col("base_provisional")).fill_null(value=False)
    return pl.col("last_provisional") | base | _void()


def _borne_out() -> pl.Expr:
    return _within(0) & ~_void()


def _within(beyond: pl.Expr | int) -> pl.Expr:
    above = (pl.col("observed") >= pl.col("low") - beyond).fill_null(value=True)
    return above & (pl.col("observed") <= pl.col("high") + beyond).fill_null(value=True)


def _outcome() -> pl.Expr:
    slack = pl.col("beyond").is_null() | _within(pl.col("beyond"))
    return (
        pl.when(_missing()).then(pl.lit(Outcome.UNCHECKED.value))
        .when(_borne_out()).then(pl.lit(Outcome.SUPPORTED.value))
        .when(~_doubtful() & slack).then(pl.lit(Outcome.IMPRECISE.value))
        .when(_doubtful()).then(pl.lit(Outcome.UNCHECKED.value))
        .otherwise(pl.lit(Outcome.REFUTED.value))
        .alias("outcome")
    )  # fmt: skip


def _reason() -> pl.Expr:
    return (
        pl.when(~pl.col("listed")).then(pl.lit(Reason.NO_INSTRUMENT.value))
        .when(_missing()).then(pl.lit(Reason.NO_BARS.value))
        .when(~_borne_out() & _doubtful()).then(pl.lit(Reason.DOUBTFUL_ROWS.value))
        .alias("reason")
    )  # fmt: skip


def _near() -> pl.Expr:
    """Say which claims the floats must not decide: near a bound, or of no move or number."""
    room = _NEAR * (100 + pl.col("observed").abs())
    low, high, beyond = pl.col("low"), pl.col("high"), pl.col("beyond").fill_null(0)
    bounds = (low, low - beyond, high, high + beyond)
    near = pl.any_horizontal(
        ((pl.col("observed") - bound).abs() <= room).fill_null(value=False) for bound in bounds
    )
    odd = ~pl.col("observed").is_finite().fill_null(value=True)
    # A listing without any bar is known to the tape, but not to the columns of its closes.
    return (near | odd | pl.col("backward") | ~pl.col("listed")).alias("near")
