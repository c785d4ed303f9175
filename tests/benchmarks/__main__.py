"""Measure what readers wait for: a command's start, a parse, a check. Prints one table.

A time alone tells more about the machine than about the code, so each stands beside a yardstick
that ran in the same process or the same minute, on the same sentences; of several rounds the
quickest counts.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from compileall import compile_dir
from functools import partial
from pathlib import Path

from tests.benchmarks.archives import archives
from tests.benchmarks.judging import judging
from tests.benchmarks.rivals import quantulum_quantities, spacy_names
from tests.benchmarks.sample import sentences
from tests.benchmarks.service import service
from tests.benchmarks.tapes import opening

import tapecheck
from tapecheck.build import build_parser, build_verifier
from tapecheck.core.nouns import Article
from tapecheck.intake.demo import sample_article
from tapecheck.settings import Settings

ROUNDS = 5
SENTENCES = 2_000
FEWER = {"spaCy NER": 400, "quantulum3": 40}  # for those who need seconds
KINDS = ("claim-dense", "quiet", "mixed")


def best(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the seconds of the quickest of a few rounds."""
    took = []
    for _ in range(ROUNDS):
        start = clock()
        work()
        took.append(clock() - start)
    return min(took)


def command(*words: str, given: str = "") -> Callable[[], object]:
    """Return a run of a command as a whole process; finding something false is no failure."""

    def run() -> None:
        done = subprocess.run(words, input=given, text=True, capture_output=True, check=False)
        assert done.returncode <= 1, done.stderr

    return run


def starts() -> None:
    """Measure a command from start to end against a bare interpreter."""
    # As an installation leaves it, also where the environment forbids to write bytecode.
    compile_dir(Path(tapecheck.__file__).parent, quiet=1)
    program = str(Path(sys.executable).with_name("tapecheck"))
    bare = best(command(sys.executable, "-c", "pass"))
    print(f"bare interpreter               {bare * 1e3:8.0f} ms")
    polars = best(command(sys.executable, "-c", "import polars"))
    print(f"import polars                  {polars * 1e3:8.0f} ms {polars / bare:8.1f} x bare")
    for words in (("--version",), ("parse", "-"), ("check", "--published", "2025-02-13", "-")):
        took = best(command(program, *words, given=sentences("claim-dense", 1)[0]))
        print(f"tapecheck {words[0]:20} {took * 1e3:8.0f} ms {took / bare:8.1f} x bare")


def rate(read: Callable[[Sequence[str]], object], lines: Sequence[str]) -> float:
    """Return the sentences a second of one core, in the quickest round; who waits is not timed."""
    return len(lines) / best(partial(read, lines), time.process_time)


def reading() -> None:
    """Measure sentences a second beside a reader of names and one of quantities."""
    parser = build_parser(Settings())
    rivals = {"spaCy NER": spacy_names(), "quantulum3": quantulum_quantities()}

    def parse(lines: Sequence[str]) -> object:
        return parser.parse(Article(text="\n\n".join(lines), id="bench"))

    for kind in KINDS:
        ours = rate(parse, sentences(kind, SENTENCES))
        print(f"parse, {kind:14} {ours:12,.0f} sentences/s")
        for name, read in rivals.items():
            theirs = rate(read, sentences(kind, FEWER[name]))
            print(f"  {name:18} {theirs:12,.0f} sentences/s; we {ours / theirs:8,.1f} x as fast")


def articles() -> None:
    """Measure a check of the sample article against its parse."""
    article = sample_article()
    parser, verifier = build_parser(Settings()), build_verifier(Settings())
    verifier.check(article)
    parsed, checked = best(lambda: parser.parse(article)), best(lambda: verifier.check(article))
    print(f"check of the sample article    {checked * 1e3:8.1f} ms {checked / parsed:8.1f} x parse")


if __name__ == "__main__":
    starts()
    reading()
    articles()
    opening()
    judging()
    archives()
    service()
