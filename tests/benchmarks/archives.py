"""What an archive costs: claims judged alone and as frames, long articles, a second worker.

The bars are 20 microseconds a claim, 300,000 claims a second of one core as a frame, 110 times the
time for 100 times the text, and 1.8 times the documents with two workers on two idle cores.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import time
from collections.abc import Iterator
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from tests.benchmarks.judging import least
from tests.benchmarks.tapes import make_tape

from tapecheck.build import build_parser, build_rulebook, build_verifier, rules_root
from tapecheck.bulk.cluster import Crew
from tapecheck.bulk.judging import CLAIMED, Judge
from tapecheck.bulk.plan import Options, Task, plan
from tapecheck.bulk.run import in_turn
from tapecheck.bulk.sources import find_sources
from tapecheck.bulk.work import Worker, stamp_of
from tapecheck.core.nouns import Article
from tapecheck.intake.demo import sample_text
from tapecheck.reference.tape import Tape, open_tape
from tapecheck.settings import Settings
from tapecheck.verify.claimed import claimed_interval
from tapecheck.verify.house import read_house
from tapecheck.verify.judge import judge
from tapecheck.verify.listings import across_listings

_DAY = dt.date(2025, 2, 13)
_TEXT = "Alibaba shares rose 8.5 percent on Wednesday. Tencent shares fell 3.9 percent. "
_DOCUMENTS = 6000
_PART = 100
_BLANK = 1500
_FIRST = 3  # parts of each worker that are not measured
_CLAIMS = 1_000_000


def archives() -> None:
    """Measure what a run in bulk is made of."""
    _alone()
    _frames()
    _longer()
    _parts()
    _workers()


def _alone() -> None:
    """Measure the judging of one claim that is parsed already, a thousand times over."""
    settings = Settings()
    rulebook, tape = build_rulebook(settings), build_verifier(settings).tape
    house, _ = read_house(rules_root())
    claim = build_parser(settings, rulebook).parse(Article(text=_TEXT, published=_DAY))[0]
    rule = next(rule for rule in rulebook.claims if rule.id == claim.rule)

    def once() -> None:
        evidence = across_listings(claim, rule, tape, _DAY, None)
        judge(claim, evidence, claimed_interval(claim, house), house)

    took = least(lambda: [once() for _ in range(1000)]) / 1000
    print(f"judge one parsed claim         {took * 1e6:8.1f} us")


def _frames() -> None:
    """Measure a million moves judged as a frame, on a tape of 500 instruments and 20 years."""
    with TemporaryDirectory() as name:
        make_tape(Path(name))
        tape = open_tape(Path(name))
    house, _ = read_house(rules_root())
    start = time.process_time()
    judge_all = Judge(tape, house)
    print(f"columns for claims as frames   {time.process_time() - start:8.1f} s")
    claims = _moves(tape)
    took = least(lambda: judge_all(claims), rounds=3)
    print(f"judge claims as a frame        {claims.height / took:8,.0f} claims/s of processor time")


def _moves(tape: Tape) -> pl.DataFrame:
    """Return a million claimed moves over some days, most of them wrong."""
    bars = tape.frame("bars").select(instrument="id", base="session").collect()
    some = bars.sample(_CLAIMS, with_replacement=True, seed=7)
    chance = random.Random(7)
    days = [dt.timedelta(days=chance.choice((1, 7, 30, 365))) for _ in range(1000)] * 1000
    low = pl.Series([chance.randrange(-500, 500) / 10 for _ in range(1000)] * 1000)
    return some.with_columns(
        last=pl.col("base") + pl.Series(days), low=low, high=low + 0.1, beyond=0.1
    ).cast(CLAIMED)  # type: ignore[arg-type]  # polars takes a schema


def _longer() -> None:
    """Measure an article against one of a hundred times its length."""
    verifier = build_verifier(Settings())
    short, long = (Article(text=_TEXT * count, published=_DAY) for count in (20, 2000))
    one, hundred = (least(partial(verifier.check, each), rounds=3) for each in (short, long))
    print(f"check an article 100 x longer  {hundred * 1e3:8.1f} ms {hundred / one:8.1f} x")


def _parts() -> None:
    """Measure what docs/scale.md reckons with: an article in bulk, and a part handed out."""
    with TemporaryDirectory() as name:
        archive, lines = Path(name) / "in.jsonl", _PART * 3
        told = {"text": sample_text(), "published": _DAY.isoformat()}
        archive.write_text((json.dumps(told) + "\n") * lines)
        done = in_turn(*_asked(archive, Path(name) / "out"))
        next(done)
        start, documents = time.process_time(), sum(each.documents for each in done)
        took = (time.process_time() - start) / documents
        print(f"the sample article in bulk     {took * 1e3:8.1f} ms of processor time")
        archive.write_text("\n" * _BLANK)  # lines without an article: parts of no work
        done = Crew(2)(*_asked(archive, Path(name) / "none", size=1))
        next(done)
        start, parts = time.process_time(), sum(1 for _ in done)
        took = (time.process_time() - start) / parts
        print(f"a part through Ray             {took * 1e3:8.1f} ms of the driver")


def _asked(archive: Path, folder: Path, size: int = _PART) -> tuple[Worker, Iterator[Task]]:
    """Return what a crew is asked to do with an archive."""
    folder.mkdir()
    options = Options(size=size)
    open = partial(build_verifier, Settings())
    worker = Worker(open, stamp=stamp_of(open()), folder=folder, options=options)
    return worker, plan(find_sources([archive]), options)


def _workers() -> None:
    """Measure documents a second of one worker and of two, when they are at work.

    Beside it stands what two processes that share nothing make of this machine's cores.
    """
    with TemporaryDirectory() as name:
        archive = Path(name) / "in.jsonl"
        told = {"text": _TEXT * 10, "published": _DAY.isoformat()}
        archive.write_text((json.dumps(told) + "\n") * _DOCUMENTS)
        (_, one), (waited, two) = (_rate(archive, Path(name) / str(n), n) for n in (1, 2))
    print(f"two workers                    {two:8.0f} documents/s {two / one:8.2f} x one worker")
    print(f"  until both are at work       {waited:8.1f} s")
    print(f"  two processes without Ray    {_plain_rate(2) / _plain_rate(1):8.2f} x one")


def _rate(archive: Path, folder: Path, workers: int) -> tuple[float, float]:
    """Return the seconds until workers are at work, and the documents a second from then on."""
    asked = _asked(archive, folder)
    begun = time.perf_counter()
    done = Crew(workers)(*asked)
    # The first parts wait for Ray, its own actors, and the tape.
    for _ in range(_FIRST * workers):
        next(done)
    start = time.perf_counter()
    documents = sum(each.documents for each in done)
    return start - begun, documents / (time.perf_counter() - start)


def _plain_rate(processes: int) -> float:
    """Return the documents a second of processes that know nothing of each other."""
    with get_context("spawn").Pool(processes) as pool:
        return sum(pool.map(_one_rate, [_DOCUMENTS // 4] * processes, chunksize=1))


def _one_rate(documents: int) -> float:
    verifier, article = build_verifier(Settings()), Article(text=_TEXT * 10, published=_DAY)
    verifier.check(article)
    start = time.perf_counter()
    for _ in range(documents):
        verifier.check(article)
    return documents / (time.perf_counter() - start)
