"""Rankings in a group, and one against another."""

from __future__ import annotations

import pytest

from tapecheck.core.verdicts import Outcome, Reason
from tapecheck.verify.verifier import Verifier
from verify.checking import primary, small, verdict, verdicts

SUPPORTED, REFUTED, UNCHECKED = Outcome.SUPPORTED, Outcome.REFUTED, Outcome.UNCHECKED
FRIDAY = "2025-01-03"
INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases
ACME,Acme Corp,equity,XNYS,USD,Acme
GLBX,Globex Inc,equity,XNYS,USD,Globex
INI,Initech Inc,equity,XNYS,USD,Initech
HOO,Hooli Inc,equity,XNYS,USD,Hooli
VAN,Vandelay Inc,equity,XNYS,USD,Vandelay
"""
# On Friday, 3 January: Acme and Globex gain 10 percent each, Initech 5; Hooli loses 10. Vandelay,
# in no group, gains 40. The day before nothing moved.
BARS = """\
symbol,session,close
ACME,2024-12-31,10
ACME,2025-01-02,10
ACME,2025-01-03,11
GLBX,2024-12-31,20
GLBX,2025-01-02,20
GLBX,2025-01-03,22
INI,2024-12-31,20
INI,2025-01-02,20
INI,2025-01-03,21
HOO,2024-12-31,10
HOO,2025-01-02,10
HOO,2025-01-03,9
VAN,2025-01-02,10
VAN,2025-01-03,14
"""
# Hooli is of the Old Guard only until 2 January; the Gappy Few have a member without bars.
GROUPS = """\
group,alias,member,valid_from,valid_to
big,Big Four,ACME,,
big,Big Four,GLBX,,
big,Big Four,INI,,
big,Big Four,HOO,,
old,Old Guard,ACME,,
old,Old Guard,INI,,
old,Old Guard,HOO,,2025-01-02
few,Gappy Few,ACME,,
few,Gappy Few,BARE,,
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    more = INSTRUMENTS + "BARE,Bareback Inc,equity,XNYS,USD,\n"
    folder = tmp_path_factory.mktemp("groups")
    return small(folder, bars=BARS, instruments=more, groups=GROUPS)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Hooli was the worst performer in the Big Four on Friday.", SUPPORTED),
        ("Initech was the best performer in the Big Four on Friday.", REFUTED),
        ("Initech was the worst performer in the Big Four on Friday.", REFUTED),
        # a tie: both are the best, and nobody else is
        ("Acme was the best performer in the Big Four on Friday.", SUPPORTED),
        ("Globex was the best performer in the Big Four on Friday.", SUPPORTED),
        # an exact place; those that tie for the first hold the second too
        ("Initech was the third biggest gainer in the Big Four on Friday.", SUPPORTED),
        ("Globex was the second biggest gainer in the Big Four on Friday.", SUPPORTED),
        ("Initech was the second biggest gainer in the Big Four on Friday.", REFUTED),
        # a place that several may share
        ("Initech was one of the three best performers in the Big Four on Friday.", SUPPORTED),
        ("Initech was one of the two best performers in the Big Four on Friday.", REFUTED),
        ("Acme was among the best performers in the Big Four on Friday.", SUPPORTED),
        # who has left the group does not count any more
        ("Initech was the worst performer in the Old Guard on Friday.", SUPPORTED),
    ],
)
def test_a_ranking_is_told_from_the_closes_of_all_members(
    made: Verifier, text: str, outcome: Outcome
) -> None:
    quote = "performer" if "performer" in text else "gainer"
    assert verdict(made, text, quote, "2025-01-04").outcome is outcome


def test_a_ranking_shows_everybodys_move(made: Verifier) -> None:
    text = "Hooli was the worst performer in the Big Four on Friday."
    evidence = primary(verdict(made, text, "worst", "2025-01-04"))
    assert evidence.formula == (
        "2025-01-02 to 2025-01-03: Hooli Inc -10.0 %, Initech Inc +5.0 %, Acme Corp +10.0 %, "
        "Globex Inc +10.0 %"
    )
    assert len(evidence.rows) == 8


@pytest.mark.parametrize(
    ("text", "reason", "detail"),
    [
        (
            "Acme was the best performer in the Gappy Few on Friday.",
            Reason.NO_BARS,
            "no bar of BARE on 2025-01-02 and 2025-01-03",
        ),
        (
            "Vandelay was the best performer in the Big Four on Friday.",
            Reason.NO_GROUP,
            "Vandelay Inc is not in Big Four on 2025-01-03",
        ),
        (
            "Hooli was the worst performer in the Old Guard on Friday.",
            Reason.NO_GROUP,
            "Hooli Inc is not in Old Guard on 2025-01-03",
        ),
        (
            "Acme was the best performer in the Great Unknown on Friday.",
            Reason.NO_GROUP,
            "the tape has no group 'the Great Unknown'",
        ),
        (
            "Acme was the best performer on Friday.",
            Reason.NO_GROUP,
            "the words do not say of which group",
        ),
        (
            "Initech was among the best performers in the Big Four on Friday.",
            Reason.NO_MEASURE,
            "the words do not say how many count; it is number 3 of 4",
        ),
    ],
)
def test_a_ranking_that_cannot_be_told_says_why(
    made: Verifier, text: str, reason: Reason, detail: str
) -> None:
    found = verdict(made, text, "performer", "2025-01-04")
    assert found.outcome is UNCHECKED
    assert found.gap is not None
    assert (found.gap.reason, found.gap.detail) == (reason, detail)


def test_provisional_rows_never_refute_a_ranking(verifier: Verifier) -> None:
    # From the provisional closes of 31 December Alibaba leads, and Xiaomi follows.
    found = verdict(verifier, "Xiaomi is the best performer in China's Big Tech this year.", "best")
    assert found.outcome is UNCHECKED
    assert found.gap is not None
    assert found.gap.reason is Reason.DOUBTFUL_ROWS
    since = "Xiaomi is the best performer in China's Big Tech since Jan. 13."
    assert verdict(verifier, since, "best").outcome is REFUTED


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Acme outperformed Initech on Friday.", SUPPORTED),
        ("Initech outperformed Acme on Friday.", REFUTED),
        ("Initech underperformed Acme on Friday.", SUPPORTED),
        ("Acme underperformed Initech on Friday.", REFUTED),
        # equals outperform nobody, and are outperformed by nobody
        ("Acme outperformed Globex on Friday.", REFUTED),
        ("Acme underperformed Globex on Friday.", REFUTED),
    ],
)
def test_of_two_the_one_that_gained_more_is_ahead(
    made: Verifier, text: str, outcome: Outcome
) -> None:
    # Published on that Friday itself: which day a comparison is of is the reader's business.
    assert verdict(made, text, "perform", FRIDAY).outcome is outcome


def test_each_of_several_rivals_gets_a_verdict_of_its_own(made: Verifier) -> None:
    found = verdicts(made, "Acme outperformed Initech, Globex and Hooli.", FRIDAY)
    told = {each.assertion.others[0].name: each.outcome for each in found}
    assert told == {"Initech Inc": SUPPORTED, "Globex Inc": REFUTED, "Hooli Inc": SUPPORTED}


def test_a_rival_that_the_tape_does_not_know_is_named(made: Verifier) -> None:
    found = verdict(made, "Acme outperformed Umbrella Corp on Friday.", "perform", FRIDAY)
    assert found.gap is not None
    assert (found.gap.reason, found.gap.detail) == (
        Reason.NO_INSTRUMENT,
        "'Umbrella Corp' is not on the tape",
    )


def test_one_window_without_bars_does_not_hide_another(made: Verifier) -> None:
    # Vandelay has no bar of 31 December, from which the move of the day before would be told.
    found = verdict(made, "Vandelay outperformed Acme.", "perform", FRIDAY)
    assert found.outcome is SUPPORTED
    assert [each.gap is None for each in found.evidence] == [True, False]
