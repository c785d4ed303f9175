from __future__ import annotations

import datetime as dt
from decimal import Decimal
from xml.etree import ElementTree

from report.checks import check
from tapecheck.report.beside import drawn_of
from tapecheck.report.chart import chart, chart_file
from tapecheck.report.series import Point, Series
from tapecheck.verify.verifier import Verifier

# Closes on the sample tape from 31 December to 12 February: Alibaba 82.85 to 113.8, Tencent 419.8
# to 444.2, JD.com 135.9 to 156.1. 113.8 / 82.85 = 1.3736; 444.2 / 419.8 = 1.0581.
OLD_YEAR, WEDNESDAY = dt.date(2024, 12, 31), dt.date(2025, 2, 12)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(verifier: Verifier, text: str) -> Series:
    (verdict,) = check(verifier, text).report.verdicts
    tape = verifier.tape
    series = drawn_of(verdict, tape.bars, lambda id: getattr(tape.instrument(id), "name", id))
    assert series is not None
    return series


def test_a_comparison_is_drawn_with_both_from_one_start(verifier: Verifier) -> None:
    series = drawn(verifier, "Alibaba shares have outperformed Tencent this year.")
    assert series.unit == "2024-12-31 = 100"
    assert series.base == Point(day=OLD_YEAR, value=Decimal("100.0"))
    assert series.end == Point(day=WEDNESDAY, value=Decimal("137.4"))
    (other,) = series.beside
    assert other.name == "Tencent Holdings Ltd"
    assert other.points[0] == Point(day=OLD_YEAR, value=Decimal("100.0"))
    assert other.points[-1] == Point(day=WEDNESDAY, value=Decimal("105.8"))
    assert [point.day for point in other.points] == [point.day for point in series.points]


def test_a_move_alone_stays_in_money(verifier: Verifier) -> None:
    series = drawn(verifier, "Alibaba shares have risen 37.4 percent this year.")
    assert (series.unit, series.beside) == ("HKD", ())


def test_each_line_of_a_comparison_has_its_own_look_and_is_told(verifier: Verifier) -> None:
    series = drawn(verifier, "Alibaba shares have outperformed Tencent this year.")
    root = ElementTree.fromstring(chart(series, key="c"))
    assert len(list(root.iter(f"{SVG}polyline"))) == 2
    told = "Tencent Holdings Ltd 105.8 on 2025-02-12"
    assert told in [each.text for each in root.iter(f"{SVG}text")]
    assert (root.findtext(f"{SVG}desc") or "").endswith(f"; {told}.")
    *_, width, height = (root.get("viewBox") or "").split()
    assert (width, height) == ("460", "320")  # a line more than a drawing of one
    both = ElementTree.fromstring(chart_file([series, series]))
    assert both.get("viewBox") == "0 0 460 640"
