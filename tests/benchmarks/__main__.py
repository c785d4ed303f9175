"""Measure what readers wait for: a command's start, a parse, a check. Prints one table.

A time alone tells more about the machine than about the code, so each stands beside a yardstick
that ran in the same process or the same minute.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.benchmarks.judging import judging
from tests.benchmarks.tapes import opening

from tapecheck.build import build_parser, build_verifier
from tapecheck.core.nouns import Article
from tapecheck.intake.demo import sample_article
from tapecheck.settings import Settings

ROUNDS = 5
_DENSE = (
    "Shares of Alibaba rose 8.48 percent on Wednesday to HK$118.80, a third straight gain.",
    "The S&P 500 fell 0.3 percent, or 16.53 points, to close at 6,051.97 on Wednesday.",
    "Tencent, up as much as 4 percent in early trade, has gained about 21 percent this year.",
    "The company’s market value grew by nearly US$87 billion since hitting a low on Jan. 13.",
)
_QUIET = (
    "She walked along the river until the lamps were lit, and nobody asked her where she went.",
    "The minister said that the committee would meet again once the report had been read.",
)


def best(work: Callable[[], object]) -> float:
    """Return the seconds of the quickest of a few rounds."""
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return min(took)


def command(*words: str, given: str = "") -> Callable[[], object]:
    """Return a run of a command as a whole process; finding something false is no failure."""

    def run() -> None:
        done = subprocess.run(words, input=given, text=True, capture_output=True, check=False)
        assert done.returncode <= 1, done.stderr

    return run


def starts() -> None:
    """Measure a command from start to end against a bare interpreter."""
    tapecheck = str(Path(sys.executable).with_name("tapecheck"))
    bare = best(command(sys.executable, "-c", "pass"))
    print(f"bare interpreter               {bare * 1e3:8.0f} ms")
    for words in (("--version",), ("parse", "-"), ("check", "--published", "2025-02-13", "-")):
        took = best(command(tapecheck, *words, given=_DENSE[0]))
        print(f"tapecheck {words[0]:20} {took * 1e3:8.0f} ms {took / bare:8.1f} x bare")


def sentences() -> None:
    """Measure sentences a second: claims, quiet prose, and quiet prose split by str alone."""
    parser = build_parser(Settings())
    for name, lines in (("claim-dense", _DENSE), ("quiet", _QUIET)):
        text = "\n\n".join(lines * 500)
        article = Article(text=text, id=name)
        took = best(partial(parser.parse, article))
        words = best(text.split)
        rate = len(lines) * 500 / took
        print(f"parse, {name:14} {rate:12,.0f} sentences/s {took / words:8.0f} x str.split")


def articles() -> None:
    """Measure a check of the sample article against its parse."""
    article = sample_article()
    parser, verifier = build_parser(Settings()), build_verifier(Settings())
    verifier.check(article)
    parsed, checked = best(lambda: parser.parse(article)), best(lambda: verifier.check(article))
    print(f"check of the sample article    {checked * 1e3:8.1f} ms {checked / parsed:8.1f} x parse")


if __name__ == "__main__":
    starts()
    sentences()
    articles()
    opening()
    judging()
