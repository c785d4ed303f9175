"""One figure that an article tells twice, and not the same."""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.nouns import Article
from tapecheck.core.verdicts import Outcome, Verdict
from tapecheck.report.wording import summary
from tapecheck.verify.verifier import Verifier

REFUTED, UNCHECKED = Outcome.REFUTED, Outcome.UNCHECKED
THURSDAY = dt.date(2025, 2, 13)
FELL = "Initech shares fell 6.9 percent on Wednesday."


def said(verifier: Verifier, text: str, title: str = "") -> list[Verdict]:
    """Return the verdicts on an article of Thursday about companies that no tape knows."""
    return list(verifier.check(Article(text=text, title=title, published=THURSDAY)).verdicts)


@pytest.mark.parametrize(
    ("title", "body", "contradicted"),
    [
        ("Initech shares fall 9 percent", FELL, True),
        ("Initech shares fall 7 percent", FELL, False),
        ("Initech shares rise 7 percent", FELL, True),
        # one of the figures of the body may be the headline's, or the body left it out
        ("Initech shares fall 9 percent", f"Initech fell as much as 9.1 percent. {FELL}", False),
        ("Initech shares fall 9 percent", f"{FELL} Initech shares also fell on Tuesday.", False),
        ("Initech shares fall 9 percent", "Initech fell 6.9 percent in early trade.", False),
        ("Initech shares fall 9 percent", "Initech has fallen 40 percent this year.", False),
        ("Initech up 40 percent this year", "Initech has gained 46 percent this year.", True),
        # where an index stood the day before
        ("Initech index settles at 7,899", "The Initech index ended at 7,829 on Wednesday.", False),
        ("Initech shares fall 9 percent", "Initech rose 2 percent in the previous session.", False),
        ("Initech shares gain over 3 percent", "Initech shares rose 4.2 percent.", False),
        # another company, another figure, another unit
        ("Globex shares fall 9 percent", FELL, False),
        ("Initech profit falls 9 percent", "Initech said profit fell 6 percent in Asia.", False),
        ("Initech shares fall $9", FELL, False),
        # a target, and what may come
        ("Initech target raised to $90", "Initech shares closed at $70 on Wednesday.", False),
        ("Initech shares could fall 9 percent", FELL, False),
    ],
)
def test_the_body_is_held_against_the_headline(
    verifier: Verifier, title: str, body: str, *, contradicted: bool
) -> None:
    assert (REFUTED in {each.outcome for each in said(verifier, body, title)}) is contradicted


def test_a_first_line_that_is_no_sentence_is_a_headline(verifier: Verifier) -> None:
    found = said(verifier, f"Initech shares fall 9 percent\n\n{FELL}")
    assert [each.outcome for each in found] == [UNCHECKED, REFUTED]
    found = said(verifier, f"Initech shares fell 9 percent.\n\n{FELL}")
    assert [each.outcome for each in found] == [UNCHECKED, UNCHECKED]


def test_a_title_that_the_text_begins_with_is_told_once(verifier: Verifier) -> None:
    title = "Initech shares fall 9 percent"
    found = said(verifier, f"{title}\n\n{FELL}", title)
    assert [each.outcome for each in found] == [UNCHECKED, REFUTED]


def test_a_contradiction_names_both_figures_and_corrects_neither(verifier: Verifier) -> None:
    (found,) = said(verifier, FELL, "Initech shares rise 9 percent")
    assert found.diagnosis is not None
    assert found.diagnosis.code == "contradiction"
    assert found.correction is None
    assert summary(found) == (
        'The article says "rise 9 percent" in the headline, and -6.95 to -6.85 % here: '
        "both cannot be."
    )


@pytest.mark.parametrize(
    ("first", "later", "outcome"),
    [
        (
            "Initech closed up 4 percent on Wednesday.",
            "Initech closed up 6 percent on Wednesday.",
            REFUTED,
        ),
        (
            "Initech has risen 40 percent this year.",
            "Initech is worth watching: Initech has gained 46 percent this year.",
            REFUTED,
        ),
        # in copy of Thursday a move of Wednesday is over
        (
            "Initech shares rose 4 percent on Wednesday.",
            "Initech shares rose 6 percent on Wednesday.",
            REFUTED,
        ),
        (
            "The Initech bond yield rose 4 basis points on Wednesday.",
            "The Initech bond yield fell 4 basis points on Wednesday.",
            REFUTED,
        ),
        # it may still go on, and a level may be of any hour
        (
            "Initech shares rose 4 percent on Thursday.",
            "Initech shares rose 6 percent on Thursday.",
            UNCHECKED,
        ),
        (
            "Initech shares traded at $41 on Wednesday.",
            "Initech shares traded at $43 on Wednesday.",
            UNCHECKED,
        ),
        # rounded, of other days, of the session before its close, of what is not named
        (
            "Initech closed up 4 percent on Wednesday.",
            "Initech closed up 4.3 percent on Wednesday.",
            UNCHECKED,
        ),
        (
            "Initech closed up 4 percent on Tuesday.",
            "Initech closed up 6 percent on Wednesday.",
            UNCHECKED,
        ),
        (
            "Initech rose 4 percent on Wednesday.",
            "Initech closed up 6 percent on Wednesday.",
            UNCHECKED,
        ),
        (
            "Initech closed up 4 percent on Wednesday.",
            "The stock closed up 6 percent on Wednesday.",
            UNCHECKED,
        ),
        # of a quarter, companies report: these may be figures of their profit
        (
            "Initech reported an 8 percent drop for the fourth quarter.",
            "Initech reported a 41 percent drop for the fourth quarter.",
            UNCHECKED,
        ),
        (
            "Initech closed up 4 percent.",
            "A week ago Initech closed up 6 percent.",
            UNCHECKED,
        ),
    ],
)  # fmt: skip
def test_two_figures_of_the_body_must_be_equal_where_both_say_of_what_and_when(
    verifier: Verifier, first: str, later: str, outcome: Outcome
) -> None:
    found = said(verifier, f"{first} {later}")
    assert [each.outcome for each in found] == [UNCHECKED, outcome]


def test_the_tape_decides_where_it_has_rows(verifier: Verifier) -> None:
    # 104.90 to 113.80 is 8.48 percent
    title = "Alibaba shares rise 3 percent"
    (found,) = said(verifier, "Alibaba shares rose 8.5 percent on Wednesday.", title)
    assert found.outcome is Outcome.SUPPORTED


def test_many_figures_of_one_thing_are_read_in_one_pass(verifier: Verifier) -> None:
    text = "Initech closed up 4 percent on Wednesday. " * 1_000
    assert {each.outcome for each in said(verifier, text)} == {UNCHECKED}
    text += "Initech closed up 9 percent on Wednesday. " * 1_000
    assert sum(each.outcome is REFUTED for each in said(verifier, text)) == 1_000
