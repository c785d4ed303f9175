"""A correction, put into the text and read again, is supported, and spoils nothing else."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tapecheck.core.verdicts import Outcome, Verdict
from tapecheck.intake.demo import sample_article
from tapecheck.verify.verifier import Verifier
from verify.checking import verdicts

NAMES = ["Alibaba", "Tencent", "Baidu", "JD.com", "Meituan", "Xiaomi"]
VERBS = ["rose", "fell", "gained", "lost", "climbed", "dropped", "surged", "slid", "added", "shed"]
HEDGES = [
    "",
    "nearly ",
    "about ",
    "more than ",
    "as much as ",
    "almost ",
    "at least ",
    "less than ",
]
DAYS = ["on Wednesday", "on Tuesday", "on Friday", "this week", "last week", "since Jan. 13"]
FORMS = [
    "{name} shares {verb} {hedge}{percent} percent {day}.",
    "{name} shares {verb} {hedge}{percent} percent to HK${price} {day}.",
    "{name} shares {verb} HK${money}, or {percent} percent, to HK${price} {day}.",
    "{name} shares closed at HK${price} {day}.",
    "Shares of {name} {verb} HK${money} {day}.",
    "{name} and {other} shares {verb} {percent} percent {day}.",
    "{name} shares {verb} {percent} percent and {other} {verb2} {percent2} percent {day}.",
    "{name} shares closed {percent} percent higher {day}.",
    "{name} shares ended {percent} percent lower at HK${price} {day}.",
    "{name} shares, up {percent} percent {day}, closed at HK${price}.",
    "{name}'s {percent} percent gain {day} beat {other}'s {percent2} percent.",
]  # fmt: skip
PERCENT = (
    st.integers(0, 30).map(str)
    | st.decimals(0, 20, places=1).map(str)
    | st.decimals(0, 9, places=2).map(str)
)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Return a sentence on the sample tape's shares whose figures are mostly wrong."""
    name, other = draw(st.permutations(NAMES))[:2]
    verb, verb2 = draw(st.sampled_from(VERBS)), draw(st.sampled_from(VERBS))
    return draw(st.sampled_from(FORMS)).format(
        name=name, other=other, verb=verb, verb2=verb2,
        hedge=draw(st.sampled_from(HEDGES)),
        percent=draw(PERCENT), percent2=draw(PERCENT),
        price=draw(st.decimals(30, 500, places=2)),
        money=draw(st.decimals(0, 9, places=2)),
        day=draw(st.sampled_from(DAYS)),
    )  # fmt: skip


def patched(text: str, verdict: Verdict) -> str:
    """Return the text with one replacement made."""
    mend = verdict.correction
    assert mend is not None
    return text[: mend.span.start] + mend.text + text[mend.span.stop :]


def of_arithmetic(verdict: Verdict) -> bool:
    """Return whether a verdict rests on the article's own figures."""
    return verdict.diagnosis is not None and verdict.diagnosis.code == "contradiction"


def check_patches(verifier: Verifier, text: str) -> None:
    """Hold every correction of a text to its word."""
    before = verdicts(verifier, text)
    for place, verdict in enumerate(before):
        if verdict.correction is None:
            continue
        after = verdicts(verifier, patched(text, verdict))
        assert len(after) == len(before)
        # What the article's own figures make of one the tape may leave open, but not contradict.
        open_still = after[place].outcome is Outcome.UNCHECKED and of_arithmetic(verdict)
        assert open_still or after[place].outcome is Outcome.SUPPORTED
        for old, new in zip(before, after, strict=True):
            # A word or figure that two claims share is mended for both, or not at all; and figures
            # of the same move may contradict each other once the first of them is right.
            told = verdict.assertion.move == old.assertion.move
            shared = told and (old.correction is not None or of_arithmetic(new))
            assert new.outcome is old.outcome or shared
            assert old.outcome is not Outcome.SUPPORTED or new.outcome is Outcome.SUPPORTED


@settings(max_examples=150)
@given(text=sentences())
def test_a_patched_claim_is_supported_and_no_other_is_spoilt(verifier: Verifier, text: str) -> None:
    check_patches(verifier, text)


def test_the_samples_slips_are_mended_by_its_own_corrections(verifier: Verifier) -> None:
    text = sample_article().text
    check_patches(verifier, text)
    mended = text
    for verdict in reversed(verdicts(verifier, text)):
        if verdict.correction is not None:
            mended = patched(mended, verdict)
    # The 12th is the last close that the sample knows: 44.10 / 32.80 - 1 is 34.45 percent.
    assert mended.endswith(
        "Tencent shares rose 3.9 percent on Wednesday. JD.com shares dropped 1.5 percent to "
        "HK$156.10 on Wednesday. Xiaomi shares have gained 34.45 percent since Jan. 13.\n"
    )
    assert Outcome.REFUTED not in {each.outcome for each in verdicts(verifier, mended)}
