from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tapecheck.core.nouns import Article
from tapecheck.intake.article import read_article
from tapecheck.intake.markdown import read_markdown

MARKUP = st.text(st.sampled_from("*_`~#>-+|=[]()!<>&;:\\/\"'\n\r\t 1.aé📈九\0\ud800")) | st.lists(
    st.sampled_from(
        [
            "**", "*", "_", "`", "```", "~~~", "# ", "## ", "> ", "- ", "1. ", "| a | b |\n",
            "|---|---|\n", "[a](b)", "[a][b]", "[b]: c\n", "![a](b \"c\")", "<b>", "</b>", "<br>",
            "<div>", "</div>", "<!--", "-->",
            "<script>", "</script>", "&amp;", "&#8217;", "&", "\\",
            "\\*", "\n", "\n\n", "\r\n", "    ", "\t", " ", "  \n", "Acme",
            "rose", "5 percent", "📈",
            "\0", "<http://a.b>", "---\n", "===\n",
        ]
    ),
    max_size=30,
).map("".join)  # fmt: skip


def read(text: str) -> Article:
    return read_article(text, id="a.md", reader=read_markdown)


def words(text: str) -> str:
    return read(text).plain.text


def hold(article: Article) -> None:
    """Hold every word of an article to the place in the text that it is said to come from."""
    prose, text = article.prose, article.text
    assert prose is not None
    # The pieces stand in the text in the order in which they are read.
    edges = [edge for piece in prose.pieces for edge in (piece.at, piece.until)]
    assert edges == sorted(edges)
    for start, char in enumerate(prose.words):
        begin, end = prose.in_text(start, start + 1)
        if char.isspace() and begin == end:
            continue  # a break between blocks
        there = text[begin:end]
        assert there == char or char in " \n" or there[0] in "&\\\0<", (char, there)


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("Acme **rose** *5* percent", "Acme rose 5 percent"),
        ("Acme __rose__ _5_ percent", "Acme rose 5 percent"),
        ("[Acme](https://a.example/rose 'rose 9')’s shares", "Acme’s shares"),
        ("[Acme][1] rose\n\n[1]: https://a.example", "Acme rose"),
        ("![a chart: up 9 percent](c.png)Acme rose", "Acme rose"),
        ("Acme <https://a.example/9> rose", "Acme rose"),
        ("Acme&#8217;s R&amp;D rose &pound;5", "Acme’s R&D rose £5"),
        ("A\\*cme\\_ rose 3 * 4, snake_case & co", "A*cme_ rose 3 * 4, snake_case & co"),
        ("Acme\nrose\r\n  5  \npercent\\\nnow", "Acme rose 5\npercent\nnow"),
        ("`9988.HK` and ``a`b`` and `open", "9988.HK and a`b and `open"),
        ("Acme <b>rose</b><br>5<!-- 6 -->", "Acme rose\n5"),
        ("# Up *again* #\n\nAcme\n====\n\nrose", "Up again\n\nAcme\n\nrose"),
        ("> Acme\n> rose\n\n- one\n- two\n  more\n\n1. three",
         "Acme rose\n\none\n\ntwo more\n\nthree"),
        ("| Name | Move |\n|:-----|-----:|\n| 5 | 5 |", "Name\n\nMove\n\n5\n\n5"),
        ("a\n\n```\nAcme rose\n```\n\n    Acme fell\n\nb", "a\n\nb"),
        ("a\n\n<script>\nAcme rose\n</script>\n\n<style>p{}</style>\n\n<!-- x -->\n\nb", "a\n\nb"),
        ("<div>\nR&amp;D <i>rose</i>\n</div>\n\nand *fell*", "R&D rose \n\nand fell"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_read_is_what_a_reader_sees(text: str, read_as: str) -> None:
    article = read(text)
    assert article.plain.text == read_as
    hold(article)


def test_the_first_main_heading_is_the_title() -> None:
    assert read("## Kicker\n\n# Acme *leads*\n\n# Other").title == "Acme leads"
    assert read("---\ntitle: Told\n---\n# Shown").title == "Told"
    assert read("## No main heading").title == ""


def test_front_matter_is_no_prose_and_lines_stay() -> None:
    text = "---\npublished: 2025-02-13\n---\n\nAcme **rose**."
    article = read(text)
    assert article.plain.text == "Acme rose."
    assert text[slice(*article.prose.in_text(5, 9))] == "rose"  # type: ignore[union-attr]  # it is there


@given(text=MARKUP | st.text())
@example("a  \n\n")
@example("[a\n](b)")
@example("|\\||\n|-|\n|`|`|")
@example("> a\r\n\tb")
def test_any_text_is_read_in_place(text: str) -> None:
    hold(Article(text=text, prose=read_markdown(text).prose))


@pytest.mark.parametrize(
    "part", ["[", "*a ", "<", "`", "> ", "- ", "![", "&", "\\", "<div>\n", "|\n"]
)
def test_reading_takes_no_longer_than_writing(part: str) -> None:
    began = time.process_time()
    read_markdown(part * 4_000)
    assert time.process_time() - began < 5
