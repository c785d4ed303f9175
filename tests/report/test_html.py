"""The page: each claim marked, by a sign as well as a colour, and the list beside it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from report.checks import ALL, FALSE, TRUE, WIDE, check, shown
from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article
from tapecheck.core.verdicts import Outcome
from tapecheck.report.findings import checked
from tapecheck.report.text import MARKS
from tapecheck.verify.verifier import Verifier


class Page(HTMLParser):
    """The ids, the links, and the text within each element of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.tags: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.said: list[tuple[tuple[tuple[str, str], ...], str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids += [told["id"]] if "id" in told else []
        self.links += [told["href"]] if "href" in told else []
        self.sources += [told["src"]] if "src" in told else []
        if tag != "meta":
            self.open.append((tag, told.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.said.append((tuple(self.open), data))

    def marked(self) -> list[tuple[str, str]]:
        """Return the outcome and the words of each marked stretch, with its sign."""
        found: list[tuple[str, str]] = []
        for path, data in self.said:
            for tag, kind in path:
                if tag == "mark":
                    found.append((kind, data))
        return found

    def text(self) -> str:
        """Return the article as shown, without the signs."""
        return "".join(
            data
            for path, data in self.said
            if ("div", "text") in path and not any(tag == "sup" for tag, _ in path)
        )


def test_every_claim_is_marked_with_colour_and_sign(verifier: Verifier) -> None:
    page = Page(shown("html", [check(verifier, ALL)]))
    assert page.marked() == [
        ("supported", "8.5 percent"), ("supported", "+"),
        ("ambiguous", "US$275 billion"), ("ambiguous", "~"),
        ("imprecise", "8.4 percent"), ("imprecise", "*"),
        ("refuted", "6.2 percent"), ("refuted", "x"),
        ("unchecked", "8.5 percent"), ("unchecked", "?"),
    ]  # fmt: skip


def test_the_text_is_shown_as_it_came(verifier: Verifier) -> None:
    text = f'<b>&amp; "quoted"</b> <script>alert(1)</script>\n  {WIDE}\n'
    page = Page(shown("html", [check(verifier, text, id="<i>", title="a & b")]))
    assert page.text() == text
    assert "script" not in page.tags
    assert ((("html", ""), ("body", ""), ("article", ""), ("h2", "")),
            "<i> - a & b, published 2025-02-13") in page.said  # fmt: skip


def test_front_matter_leaves_no_gap_on_top(verifier: Verifier) -> None:
    page = Page(shown("html", [check(verifier, f"   \n \n{TRUE}")]))
    assert page.text() == TRUE


def test_links_lead_to_places_on_the_page_and_nowhere_else(verifier: Verifier) -> None:
    page = Page(shown("html", [check(verifier, ALL), check(verifier, FALSE, id="b", file="b")]))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert all(link.startswith("#") for link in page.links)
    assert len(set(page.ids)) == len(page.ids) == 12
    assert page.sources == []


def test_a_page_has_nothing_that_another_host_must_serve(verifier: Verifier) -> None:
    text = shown("html", [check(verifier, ALL)])
    assert not re.search(r"https?:|@import|url\(", text)


def test_the_worst_claim_stands_first_in_the_list(verifier: Verifier) -> None:
    page = Page(shown("html", [check(verifier, ALL)]))
    listed = [data for path, data in page.said if path and path[-1][0] == "strong"]
    assert listed == ["x refuted", "* imprecise", "~ ambiguous", "? unchecked", "+ supported"]


def test_a_correction_stands_beside_the_claim(verifier: Verifier) -> None:
    text = shown("html", [check(verifier, FALSE)])
    assert "<ins>8.5 percent</ins> not: <del>6.2 percent</del>" in text


def test_claims_that_overlap_leave_the_text_whole(verifier: Verifier) -> None:
    text = "Alibaba shares rose 8.9 points, or 8.5 percent, since hitting a 2025 low on Jan. 13."
    assert Page(shown("html", [check(verifier, text)])).text() == text


def test_what_cannot_be_read_is_told_on_top() -> None:
    assert "b.txt: no such file" in shown("html", [InputError("b.txt", "no such file")])


def test_a_known_claim_is_said_to_be_known(verifier: Verifier) -> None:
    first = check(verifier, FALSE)
    known = checked(first.report, {first.findings[0].fingerprint: Outcome.REFUTED})
    assert '<span class="faint">known</span>' in shown("html", [known])
    assert '<span class="faint">known</span>' not in shown("html", [first])


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_its_own_colour_and_sign(outcome: Outcome) -> None:
    text = shown("html", [])
    assert f".{outcome} {{ color: var(--{outcome})" in text
    assert len({MARKS[each] for each in Outcome}) == len(Outcome)


def test_half_a_character_is_shown_as_a_question_mark(verifier: Verifier) -> None:
    article = Article(text=f"\ud800 {TRUE}", id="\udce9")
    shown("html", [checked(verifier.check(article))]).encode()
