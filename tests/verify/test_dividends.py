"""Moves that count dividends are not judged by prices."""

from __future__ import annotations

import pytest

from tapecheck.core.verdicts import Outcome, Reason
from tapecheck.verify.verifier import Verifier
from verify.checking import verdict

# Tencent closed at 427.40 on Tuesday and 444.20 on Wednesday, 12 February 2025: up 3.93 percent.
TOLD = "Tencent shares rose {} percent on Wednesday{}."


@pytest.mark.parametrize("words", [", including dividends", ", dividends included"])
@pytest.mark.parametrize("percent", ["3.9", "5.1"])
def test_a_move_that_counts_dividends_is_not_judged(
    verifier: Verifier, percent: str, words: str
) -> None:
    said = verdict(verifier, TOLD.format(percent, words), percent)
    assert said.outcome is Outcome.UNCHECKED
    assert said.gap is not None
    assert said.gap.reason is Reason.NO_MEASURE
    assert "dividends" in said.gap.detail


@pytest.mark.parametrize(
    ("percent", "outcome"), [("3.9", Outcome.SUPPORTED), ("5.1", Outcome.REFUTED)]
)
def test_words_of_another_sentence_change_nothing(
    verifier: Verifier, percent: str, outcome: Outcome
) -> None:
    text = TOLD.format(percent, "") + " The fund tells its returns including dividends."
    assert verdict(verifier, text, percent).outcome is outcome
