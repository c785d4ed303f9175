"""What judging costs beside parsing: one claim on average, and an article of forty claims.

The bars are 50 microseconds a claim and 15 milliseconds an article; beside them stands the parse.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

from tapecheck.build import build_parser, build_verifier
from tapecheck.core.nouns import Article
from tapecheck.settings import Settings

ROUNDS = 15
# What the six did on Wednesday, 12 February 2025, some of it wrong: two claims a sentence.
_MOVES = (
    "Alibaba shares rose 8.5 percent to HK$113.80 on Wednesday.",
    "Tencent shares gained 3.9 percent to HK$444.20.",
    "Baidu shares added 0.2 percent to close at HK$88.90.",
    "JD.com shares fell 1.5 percent to HK$156.10 on Wednesday.",
    "Meituan shares dropped 3.1 percent to HK$155.20.",
    "Xiaomi shares climbed 3.6 percent to HK$44.10 on Wednesday.",
    "Alibaba shares have surged 46 percent since hitting a 2025 low on Jan. 13.",
    "Tencent shares rose as much as 5 percent, and have gained 5.8 percent this year.",
    "JD.com shares outpaced Baidu's, which were up 2 percent this week.",
    "Xiaomi shares were up 27 percent this year, for a third straight day of gains.",
)


def judging() -> None:
    """Measure the judging of claims that are parsed already, and of an article as a whole."""
    text = " ".join(_MOVES * 2)
    article = Article(text=text, published=dt.date(2025, 2, 13), id="forty")
    parser, verifier = build_parser(Settings()), build_verifier(Settings())
    claims = len(parser.parse(article))
    parsed = least(lambda: parser.parse(article))
    checked = least(lambda: verifier.check(article))
    judged = (checked - parsed) / claims
    print(f"judge a claim, of {claims:3}           {judged * 1e6:8.1f} us", end="")
    print(f" {judged / (parsed / claims):8.2f} x its parse")
    print(f"check an article of {claims:3} claims  {checked * 1e3:8.1f} ms", end="")
    print(f" {checked / parsed:8.2f} x parse")


def least(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the least processor time of a few rounds: other processes do not count."""
    work()
    took = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)
