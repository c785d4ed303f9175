"""The parser's account as people and machines see it."""

from __future__ import annotations

import datetime as dt

from tapecheck.core.nouns import Article
from tapecheck.grammar.parse import Parser
from tapecheck.grammar.trace import Tracer
from tapecheck.grammar.why import Why
from tapecheck.report.trace import Tally, traced_document, traced_text

ARTICLE = Article(
    id="draft.txt",
    text="Alibaba shares rose 3 percent.\nIt hired 3,000 workers, and sold a toy for $5.",
    published=dt.date(2025, 2, 13),
)


def test_people_see_tokens_parts_slots_rule_and_reasons(parser: Parser) -> None:
    lines = list(traced_text(ARTICLE, Tracer(parser, ARTICLE).sentences()))
    assert lines[0] == "line 1, column 1 (claim)  Alibaba shares rose 3 percent."
    assert "rose (move_verb)" in lines[1]
    assert "noun[Alibaba shares] verb[rose] amount[3 percent]" in lines[2]
    assert lines[3].startswith(
        "    frame   rose: up; of Alibaba Group Holding Ltd; extent 3 percent"
    )
    assert lines[4] == "    claim   3 percent: change.percent"
    assert "    left    3,000: count. It counts things: 3,000 workers." in lines
    assert any(line.startswith("    left    $5: price-paid. ") for line in lines)


def test_one_reason_alone_gives_places_to_jump_to(parser: Parser) -> None:
    lines = list(traced_text(ARTICLE, Tracer(parser, ARTICLE).sentences(), only=[Why.COUNT]))
    assert lines == ["draft.txt:2:10: 3,000: count. It counts things: 3,000 workers."]


def test_machines_get_offsets_of_the_text(parser: Parser) -> None:
    document = traced_document(ARTICLE, Tracer(parser, ARTICLE).sentences(), [Why.COUNT])
    (sentence,) = document.sentences
    (left,) = sentence.left
    assert (left.text, left.reason) == ("3,000", Why.COUNT)
    assert ARTICLE.text[left.start : left.end] == "3,000"


def test_the_tally_counts_market_numbers_beside_listings_alone(parser: Parser) -> None:
    tally = Tally()
    for trace in Tracer(parser, ARTICLE).sentences():
        tally.add(ARTICLE, trace)
    numbers, market = tally.lines()
    assert numbers == "numbers claimed: 1; left alone: count 1, price-paid 1"
    # "3 percent" alone: the second sentence names no listing.
    assert "beside a listing or an index: 1; claimed 1, left for a reason 0" in market
    assert market.endswith("(100.0 % known)")
