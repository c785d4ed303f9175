"""Checking many articles at once, each in some process; the reports keep the articles' order."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from tapecheck.build import build_verifier
from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article
from tapecheck.core.verdicts import Report
from tapecheck.settings import Settings
from tapecheck.verify.verifier import Verifier

Given = Article | InputError
# So many articles a worker are read ahead: enough to keep it busy, and few to hold in memory.
_AHEAD = 4
_verifier: list[Verifier] = []


def check_at_once(
    given: Iterable[Given], settings: Settings, jobs: int
) -> Iterator[Report | InputError]:
    """Yield the report on each article, or what is wrong with it; 0 jobs are one for each core."""
    count = jobs or os.cpu_count() or 1
    waiting: deque[Future[Report] | InputError] = deque()
    # Not forked: the tape's reader has threads of its own, which a fork would leave behind.
    pool = ProcessPoolExecutor(
        count, mp_context=get_context("spawn"), initializer=_begin, initargs=(settings,)
    )
    try:
        for each in given:
            waiting.append(each if isinstance(each, InputError) else pool.submit(_check, each))
            if len(waiting) >= count * _AHEAD:
                yield _next(waiting)
        while waiting:
            yield _next(waiting)
    finally:
        pool.shutdown(cancel_futures=True)


def _next(waiting: deque[Future[Report] | InputError]) -> Report | InputError:
    first = waiting.popleft()
    return first if isinstance(first, InputError) else first.result()


def _begin(settings: Settings) -> None:
    # Ctrl-C reaches every process of a terminal; the first one alone answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _verifier.append(build_verifier(settings))


def _check(article: Article) -> Report:
    return _verifier[0].check(article)
