"""HTML as a source: what a reader sees, each word where it stands in the markup."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

from tapecheck.core.prose import Markup
from tapecheck.intake.prose import Page, Reading

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hr", "html", "li", "main", "ol", "p", "section", "summary", "table",
        "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
# What is not the article's text: programs, styles, code, controls, drawings.
_SILENT = frozenset(
    {
        "button", "canvas", "iframe", "math", "nav", "noscript", "object", "pre", "script",
        "select", "style", "svg", "template", "textarea", "title",
    }
)  # fmt: skip
# Where a page says when it was published, best first.
_DATES = ("article:published_time", "datepublished", "pubdate", "dc.date", "date")


def read_html(text: str) -> Page:
    """Return the prose of a page, with its first main heading, or else its title, as the title."""
    reading = Reading(text)
    page = PageReader(reading, text)
    page.read(0, len(text))
    dates = (page.dates[name] for name in _DATES if page.dates.get(name))
    return Page(
        markup=Markup.HTML,
        prose=reading.prose(),
        title=page.heading or page.title,
        published=next(dates, ""),
    )


class PageReader(HTMLParser):
    """Adds what a reader sees of some HTML to a reading."""

    def __init__(self, reading: Reading, text: str) -> None:
        """Add to ``reading``; ``text`` is what its offsets are offsets in."""
        super().__init__(convert_charrefs=False)
        self._reading = reading
        self._text = text
        self._lines = [0]
        self._base = 0
        self._silent: list[str] = []
        self._heading_from: int | None = None
        self._title: list[str] = []
        self.heading = ""
        self.dates: dict[str, str] = {}

    def read(self, start: int, stop: int) -> None:
        """Read the part of the text from ``start`` to ``stop``."""
        part = self._text[start:stop]
        # Behind the last > nothing can be markup; the parser would look for an end at every <.
        closed = part.rfind(">") + 1
        self._base = start
        self._lines = [0, *(n + 1 for n, char in enumerate(part) if char == "\n")]
        self.feed(part[:closed] + part[closed:].replace("<", " "))
        self.close()

    @property
    def title(self) -> str:
        """Return what stands in the title element, on one line."""
        return " ".join(unescape("".join(self._title)).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Part paragraphs, fall silent, or note a date."""
        if self._silent:
            self._silent += [tag] if tag == self._silent[-1] else []
            return
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag == "meta":
            self._note_date({name: value or "" for name, value in attrs})
        else:
            self._part(tag)
        if tag == "h1" and not self.heading:
            self._heading_from = self._reading.length

    def handle_endtag(self, tag: str) -> None:
        """Part paragraphs, or speak again."""
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
            return
        if tag == "h1" and self._heading_from is not None:
            self.heading = self._reading.words_from(self._heading_from)
            self._heading_from = None
        self._part(tag)

    def handle_data(self, data: str) -> None:
        """Add words."""
        if self._silent:
            self._title += [data] if self._silent == ["title"] else []
            return
        start = self._at()
        self._reading.flow(start, start + len(data))

    def handle_entityref(self, name: str) -> None:
        """Add the sign that is meant by a name: ``&pound;``."""
        self._add_reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        """Add the sign that is meant by a number: ``&#8217;``."""
        self._add_reference(f"&#{name}")

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Pass over ``<![…]>``, which the standard library raises for where it knows no name."""
        return self.parse_bogus_comment(i)

    def _add_reference(self, written: str) -> None:
        start = self._at()
        stop = start + len(written)
        stop += self._text.startswith(";", stop)
        meant = unescape(self._text[start:stop])
        if self._silent:
            self._title += [meant] if self._silent == ["title"] else []
        elif meant == self._text[start:stop]:
            self._reading.keep(start, stop)
        else:
            self._reading.put(meant, start, stop)

    def _part(self, tag: str) -> None:
        if tag == "br":
            self._reading.part(self._at(), "\n")
        elif tag in _BLOCKS:
            self._reading.part(self._at())

    def _note_date(self, told: dict[str, str]) -> None:
        name = told.get("property") or told.get("name") or told.get("itemprop") or ""
        self.dates.setdefault(name.lower(), told.get("content", ""))

    def _at(self) -> int:
        line, column = self.getpos()
        return self._base + self._lines[line - 1] + column
