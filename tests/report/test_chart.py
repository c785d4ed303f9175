from __future__ import annotations

import datetime as dt
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.report.chart import chart, chart_file
from tapecheck.report.series import Point, Series

SVG = "{http://www.w3.org/2000/svg}"
MONDAY = dt.date(2025, 2, 10)


def series(*values: str, name: str = "Globex", start: int = 0) -> Series:
    """Return a series of one value a day from Monday on; its base is the one at ``start``."""
    points = tuple(
        Point(day=MONDAY + dt.timedelta(days=place), value=Decimal(value))
        for place, value in enumerate(values)
    )
    window = points[start:]
    return Series(
        name=name, unit="USD", points=points, base=points[start], end=points[-1],
        low=min(window, key=lambda p: p.value), high=max(window, key=lambda p: p.value),
    )  # fmt: skip


def words(svg: str, tag: str) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(svg).iter(SVG + tag)]


def test_a_chart_tells_in_words_what_it_shows() -> None:
    svg = chart(series("40", "38", "44", "42"), key="c")
    assert words(svg, "title") == ["Globex, USD"]
    assert words(svg, "desc") == [
        "4 days, 2025-02-10 to 2025-02-13: base 40 on 2025-02-10; end 42 on 2025-02-13; "
        "low 38 on 2025-02-11; high 44 on 2025-02-12."
    ]
    root = ElementTree.fromstring(svg)
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "c-title c-about")


def test_the_rungs_are_round_and_hold_all_values() -> None:
    texts = words(chart(series("40", "38", "44", "42"), key="c"), "text")
    assert texts[1:5] == ["38", "40", "42", "44"]
    assert {"2025-02-10", "2025-02-13"} <= set(texts)


def test_higher_values_stand_higher_and_later_days_further_right() -> None:
    (line,) = ElementTree.fromstring(chart(series("40", "38", "44", "42"), key="c")).iter(
        SVG + "polyline"
    )
    points = [tuple(map(float, pair.split(","))) for pair in (line.get("points") or "").split()]
    across, down = zip(*points, strict=True)
    assert list(across) == sorted(across)
    # Measured from the top: 38 lies lowest, 44 highest.
    assert sorted(range(4), key=lambda place: down[place]) == [2, 3, 0, 1]


def test_a_name_is_text_and_never_markup() -> None:
    svg = chart(series("1", "2", name="A<script>&B"), key="c")
    assert words(svg, "title") == ["A<script>&B, USD"]
    assert "<script" not in svg


@given(
    values=st.lists(st.decimals("0.01", "1e9", places=2), min_size=1, max_size=40),
)
def test_any_values_can_be_drawn(values: list[Decimal]) -> None:
    root = ElementTree.fromstring(chart(series(*map(str, values)), key="c"))
    assert len(list(root.iter(SVG + "polyline"))) == 1


def test_a_long_course_keeps_its_peaks() -> None:
    values = ["5"] * 5000
    values[2500], values[2501] = "10", "2"
    root = ElementTree.fromstring(chart(series(*values), key="c"))
    (line,) = root.iter(SVG + "polyline")
    down = [float(pair.split(",")[1]) for pair in (line.get("points") or "").split()]
    assert 200 <= len(down) <= 700
    assert (min(down), max(down)) == (34.0, 212.0)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_file_of_charts_brings_its_style_and_asks_for_nothing(count: int) -> None:
    svg = chart_file([series("1", "2")] * count)
    root = ElementTree.fromstring(svg)
    assert len(list(root.iter(SVG + "polyline"))) == count
    (style,) = root.iter(SVG + "style")
    assert "prefers-color-scheme: dark" in (style.text or "")
    assert "url(" not in svg
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids)) == 2 * count
