"""Every rule file shows what it catches and what it must not; here the examples are run."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest

from tapecheck.build import build_rulebook
from tapecheck.grammar.examples import check_examples
from tapecheck.grammar.parse import Parser
from tapecheck.settings import Settings

FILES = sorted(build_rulebook(Settings()).files)


@cache
def faults() -> dict[str, list[str]]:
    """Return what is wrong with the examples, by rule file; the names on a tape play no part."""
    rulebook = build_rulebook(Settings())
    found: dict[str, list[str]] = defaultdict(list)
    for fault in check_examples(rulebook, Parser(rulebook)):
        found[fault.path].append(f"{fault.what}\n    in: {fault.text}")
    return found


def test_there_are_lexicons_and_claims() -> None:
    assert {path.partition("/")[0] for path in FILES} >= {"lexicon", "claims", "names"}


@pytest.mark.parametrize("path", FILES)
def test_every_hit_hits_and_every_miss_misses(path: str) -> None:
    assert faults()[path] == []
