from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intake.test_markdown import hold
from tapecheck.core.nouns import Article
from tapecheck.intake.article import read_article
from tapecheck.intake.html import read_html

HTML = st.text(st.sampled_from("<>/!?-[]&#;x=\"' \n\r\tabé📈九\0\ud800")) | st.lists(
    st.sampled_from(
        [
            "<p>", "</p>", "<b>", "</b>", "<br/>", "<h1>", "</h1>", "<script>", "</script>",
            "<pre>", "</pre>", "<title>", "</title>", "<!--", "-->", "<!", "<![CDATA[",
            "]]>", "<![if x]>",
            "<?x", "&amp;", "&amp", "&#8217;", "&ouml", "&notit;",
            "&#x1F4C8;", "&#0;", "&bogus;", "&", "&NotEqualTilde;",
            "<meta name=date content=2025-02-13>", "<a href='x>y'>", "</", "<", ">", "\n", "\r\n",
            "  ", "Acme", "rose", "5 percent", "📈", "\0", "&shy;", "\u00ad",
        ]
    ),
    max_size=30,
).map("".join)  # fmt: skip


def read(text: str) -> Article:
    return read_article(text, id="a.html", reader=read_html)


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("<p>Acme <b>rose</b> <i>5</i>\n   percent</p>", "Acme rose 5 percent"),
        ("<p>R&amp;D&#8217;s &pound;5&nbsp;m</p>", "R&D’s £5\u00a0m"),
        ("<p>one</p><p>two</p>three<br>four<div>five", "one\n\ntwo\n\nthree\nfour\n\nfive"),
        ("<a href='Acme rose 9 percent'>Acme</a>&#39;s", "Acme's"),
        ("a<script>Acme rose 9</script><style>b{}</style><!-- c -->d", "ad"),
        ("a<pre>Acme rose 9</pre><textarea>b</textarea><svg><text>c</text></svg>d", "ad"),
        ("<table><tr><th>Acme<td>5<tr><td>6</table>", "Acme\n\n5\n\n6"),
        ("AT&T rose; B&B &bogus; &amp, x", "AT&T rose; B&B &bogus; &, x"),
        ("in&shy;dex zero\u200bwidth", "index zero\u200bwidth"),
        ("<![CDATA[x]]>a<![if !IE]>b<![endif]>c<!doctype html>d<?php e?>f", "abcdf"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("<p>5 <b", "5 <b"),
        ("<pre>a<pre>b</pre>c</pre>d", "d"),
        ("", ""),
    ],
)
def test_what_is_read_is_what_a_reader_sees(text: str, read_as: str) -> None:
    article = read(text)
    assert article.plain.text == read_as
    hold(article)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("<title>Acme up | Daily</title><h1>Acme\n <i>up</i> &amp; away</h1>", "Acme up & away"),
        ("<title>Acme up &amp;\n away</title><h2>Other</h2>", "Acme up & away"),
        ("<h1>First</h1><h1>Second</h1>", "First"),
        ("<p>None</p>", ""),
    ],
)
def test_the_heading_is_the_title_and_a_page_title_if_there_is_none(text: str, title: str) -> None:
    assert read(text).title == title


@pytest.mark.parametrize(
    ("meta", "day"),
    [
        ('<meta property="article:published_time" content="2025-02-13T09:30:00+08:00">', 13),
        ('<meta name=date content=2025-02-12><META ITEMPROP=datePublished CONTENT=2025-02-11>', 11),
        ('<meta name="date" content="Feb. 13, 2025">', None),
        ('<meta name="date" content="">', None),
        ("<meta>", None),
    ],
)  # fmt: skip
def test_a_page_tells_its_own_date(meta: str, day: int | None) -> None:
    assert read(meta).published == (dt.date(2025, 2, day) if day else None)


def test_a_title_is_no_prose_of_its_own() -> None:
    assert read("<title>Acme rose 9 percent</title>x").plain.text == "x"


@given(text=HTML | st.text())
@example("<![")
@example("<!-")
@example("&#")
@example("<a\n\r&")
def test_any_text_is_read_in_place(text: str) -> None:
    hold(Article(text=text, prose=read_html(text).prose))


@pytest.mark.parametrize(
    "part", ["<", "<a ", "<!--", "&", "<p>", "</", "<![", "<pre>", "a<b>", "&#"]
)
def test_reading_takes_no_longer_than_writing(part: str) -> None:
    began = time.process_time()
    read_html(part * 20_000)
    assert time.process_time() - began < 5
