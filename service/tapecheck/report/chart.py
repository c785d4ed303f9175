"""A chart of a verdict's window as SVG: its own drawing, without a script and without colours.

Colours are classes, so that one style sheet serves a page in the dark and in the light. Every mark
has its own shape and is told in words below the drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from importlib.resources import files
from xml.etree.ElementTree import Element, SubElement, tostring

from msgspec import Struct

from tapecheck.report.series import Point, Series
from tapecheck.report.wording import number_text

_WIDTH, _HEIGHT = 460, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 16, 34, 212
_LEGEND, _LINE = 258, 20
_RUNGS = 4
# More points than this no screen can show: of each stretch its lowest and highest are drawn.
_MOST = 600
_SVG = "http://www.w3.org/2000/svg"
_SHAPES = {
    "base": "M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0z",
    "end": "M-5,-5h10v10h-10z",
    "low": "M-6,5h12l-6,-10z",
    "high": "M-6,-5h12l-6,10z",
}
_DASHES = ("6 3", "2 3", "10 3 2 3", "12 4", "4 6")
# The lowest and the highest point at it from outside: they may be the base or the end as well.
_APART = {"low": 14, "high": -14}


def chart_style() -> str:
    """Return the style sheet of charts."""
    return (files("tapecheck.report") / "templates" / "chart.css").read_text(encoding="utf-8")


def chart(series: Series, *, key: str) -> str:
    """Return the drawing of one series, to stand in a page; ``key`` makes its ids its own."""
    return tostring(_drawing(series, key), encoding="unicode")


def chart_file(drawn: Iterable[Series]) -> str:
    """Return drawings one above the other as a file of its own, with its style."""
    whole, height = Element("svg", {"xmlns": _SVG, "class": "chart"}), 0
    _put(whole, "style", _style())
    for place, series in enumerate(drawn):
        drawing = _drawing(series, f"chart-{place}")
        drawing.set("y", str(height))
        drawing.set("height", str(_height(series)))
        whole.append(drawing)
        height += _height(series)
    whole.set("viewBox", f"0 0 {_WIDTH} {height or _HEIGHT}")
    return tostring(whole, encoding="unicode")


_style = cache(chart_style)


class _Scale(Struct, frozen=True):
    """Where days and values lie on the drawing."""

    first: int
    days: int
    low: Decimal
    high: Decimal

    def x(self, point: Point) -> str:
        share = (point.day.toordinal() - self.first) / self.days
        return f"{_LEFT + share * (_WIDTH - _LEFT - _RIGHT):.1f}"

    def y(self, value: Decimal) -> str:
        share = float((value - self.low) / (self.high - self.low))
        return f"{_BOTTOM - share * (_BOTTOM - _TOP):.1f}"


def _drawing(series: Series, key: str) -> Element:
    title, about = f"{key}-title", f"{key}-about"
    size = f"0 0 {_WIDTH} {_height(series)}"
    svg = Element("svg", {"xmlns": _SVG, "viewBox": size, "class": "chart", "role": "img",
                          "aria-labelledby": f"{title} {about}"})  # fmt: skip
    _put(svg, "title", _title(series), id=title)
    _put(svg, "desc", _about(series), id=about)
    _put(svg, "text", _title(series), class_="chart-title", x="0", y="14")
    scale, steps = _scaled(series)
    _window(svg, series, scale)
    _axes(svg, series, scale, steps)
    _beside(svg, series, scale)
    _put(svg, "polyline", class_="chart-line", points=_line(series.points, scale))
    _marks(svg, series, scale)
    return svg


def _height(series: Series) -> int:
    return _HEIGHT + _LINE * len(series.beside)


def _line(points: tuple[Point, ...], scale: _Scale) -> str:
    return " ".join(f"{scale.x(point)},{scale.y(point.value)}" for point in _few(points))


def _beside(svg: Element, series: Series, scale: _Scale) -> None:
    """Draw the others, each with dashes of its own, and name them below."""
    for place, course in enumerate(series.beside):
        y = _LEGEND + _LINE * (place + 2)
        look = {"class_": "chart-other", "stroke-dasharray": _DASHES[place % len(_DASHES)]}
        _put(svg, "polyline", points=_line(course.points, scale), **look)
        _put(svg, "line", x1="6", x2="34", y1=str(y), y2=str(y), **look)
        told = f"{course.name} {_told(course.points[-1])}"
        _put(svg, "text", told, class_="chart-label", x="42", y=str(y + 4))


def _title(series: Series) -> str:
    return f"{series.name}{f', {series.unit}' if series.unit else ''}"


def _about(series: Series) -> str:
    ends = ((course.name, course.points[-1]) for course in series.beside)
    told = "; ".join(f"{name} {_told(point)}" for name, point in (*_named(series), *ends))
    return f"{len(series.points)} days, {series.points[0].day} to {series.end.day}: {told}."


def _told(point: Point) -> str:
    return f"{number_text(point.value, 'count')} on {point.day}"


def _named(series: Series) -> Iterator[tuple[str, Point]]:
    if series.base is not None:
        yield "base", series.base
    yield from (("end", series.end), ("low", series.low), ("high", series.high))


def _scaled(series: Series) -> tuple[_Scale, list[Decimal]]:
    """Return the scale of a drawing, and the values of its rungs."""
    lines = (series.points, *(course.points for course in series.beside))
    values = [point.value for points in lines for point in points]
    steps = _rungs(min(values), max(values))
    first, last = (day.toordinal() for day in (series.points[0].day, series.end.day))
    return _Scale(first, max(1, last - first), steps[0], steps[-1]), steps


def _rungs(low: Decimal, high: Decimal) -> list[Decimal]:
    """Return round values that hold all between them, a handful of them."""
    room = (high - low) or abs(high) / 10 or Decimal(1)
    size = Decimal(1).scaleb((room / _RUNGS).adjusted())
    step = next(size * by for by in (1, 2, 5, 10) if size * by * _RUNGS >= room)
    start = (low / step).to_integral_value("ROUND_FLOOR") * step
    rungs = [start]
    while rungs[-1] < high or len(rungs) == 1:
        rungs.append(rungs[-1] + step)
    return rungs


def _axes(svg: Element, series: Series, scale: _Scale, steps: list[Decimal]) -> None:
    for value in steps:
        y = scale.y(value)
        _put(svg, "line", class_="chart-rung", x1=str(_LEFT), x2=str(_WIDTH - _RIGHT), y1=y, y2=y)
        _put(svg, "text", number_text(value, "count"), class_="chart-label chart-right",
             x=str(_LEFT - 8), y=f"{float(y) + 4:.1f}")  # fmt: skip
    ends = ((series.points[0], "chart-label"), (series.end, "chart-label chart-right"))
    for point, style in ends if series.points[0].day != series.end.day else ends[:1]:
        _put(svg, "text", str(point.day), class_=style, x=scale.x(point), y=str(_BOTTOM + 26))


def _window(svg: Element, series: Series, scale: _Scale) -> None:
    """Shade the days from base to end."""
    if series.base is None:
        return
    x, end = scale.x(series.base), scale.x(series.end)
    _put(svg, "rect", class_="chart-window", x=x, y=str(_TOP),
         width=f"{float(end) - float(x):.1f}", height=str(_BOTTOM - _TOP))  # fmt: skip


def _marks(svg: Element, series: Series, scale: _Scale) -> None:
    for place, (name, point) in enumerate(_named(series)):
        x, y = _LEFT - 50 + place % 2 * 220, _LEGEND + place // 2 * _LINE
        height = float(scale.y(point.value)) + _APART.get(name, 0)
        for at in (f"{scale.x(point)},{height:.1f}", f"{x},{y}"):
            _put(svg, "path", class_=f"chart-mark chart-{name}", d=_SHAPES[name],
                 transform=f"translate({at})")  # fmt: skip
        _put(svg, "text", f"{name} {_told(point)}", class_="chart-label", x=str(x + 14),
             y=str(y + 4))  # fmt: skip


def _put(parent: Element, tag: str, text: str = "", **attributes: str) -> None:
    """Add an element; ``class_`` stands for the attribute ``class``."""
    named = {name.rstrip("_"): value for name, value in attributes.items()}
    SubElement(parent, tag, named).text = text or None


def _few(points: tuple[Point, ...]) -> Iterator[Point]:
    """Yield the points, or of many the lowest and the highest of each stretch, in their order."""
    size = max(1, -(-len(points) * 2 // _MOST))
    for start in range(0, len(points), size):
        part = points[start : start + size]
        ends = {min(part, key=lambda p: p.value).day, max(part, key=lambda p: p.value).day}
        yield from (point for point in part if point.day in ends)
