"""Which of two is worth more: market values, held against each other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tapecheck.core.verdicts import Outcome, Reason
from tapecheck.verify.verifier import Verifier
from verify.checking import percent, primary, small, verdict

SUPPORTED, AMBIGUOUS, REFUTED = Outcome.SUPPORTED, Outcome.AMBIGUOUS, Outcome.REFUTED
INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases
ACME,Acme Corp,equity,XNYS,USD,Acme
GLBX,Globex Inc,equity,XNYS,USD,Globex
INI,Initech Inc,equity,XNYS,USD,Initech
HOO,Hooli Inc,equity,XNYS,USD,Hooli
"""
# Friday's values: Acme 12 x 1.0 = 12 billion, Globex 30 x 0.3 = 9 billion, though it fell less and
# though a share of it costs more; Initech 10 x (1.1 to 1.3) = 11 to 13 billion; Hooli not known.
BARS = """\
symbol,session,close
ACME,2025-01-02,14
ACME,2025-01-03,12
GLBX,2025-01-02,30
GLBX,2025-01-03,30
INI,2025-01-02,10
INI,2025-01-03,10
HOO,2025-01-02,10
HOO,2025-01-03,10
"""
SHARES = """\
symbol,as_of,kind,class,shares,source
ACME,2025-01-03,issued,,1000000000,filing
GLBX,2025-01-03,issued,,300000000,filing
INI,2025-01-03,issued,,1300000000,exchange
INI,2025-01-03,outstanding,,1100000000,company
"""
GROUPS = """\
group,alias,member
two,Big Two,ACME
two,Big Two,GLBX
three,Big Three,ACME
three,Big Three,GLBX
three,Big Three,INI
four,Big Four,ACME
four,Big Four,HOO
"""
SATURDAY = "2025-01-04"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    folder = tmp_path_factory.mktemp("sizes")
    return small(folder, bars=BARS, instruments=INSTRUMENTS, shares=SHARES, groups=GROUPS)


@pytest.mark.parametrize(
    ("text", "quote", "outcome"),
    [
        ("Acme was more valuable than Globex on Friday.", "more valuable", SUPPORTED),
        ("Acme was less valuable than Globex on Friday.", "less valuable", REFUTED),
        ("Globex was more valuable than Acme on Friday.", "more valuable", REFUTED),
        # of market values, not of moves: Acme fell that day and Globex did not
        ("Acme's market value exceeded Globex's on Friday.", "exceeded", SUPPORTED),
        ("Globex's market value surpassed Acme's on Friday.", "surpassed", REFUTED),
    ],
)
def test_the_bigger_of_two_is_the_one_worth_more(
    made: Verifier, text: str, quote: str, outcome: Outcome
) -> None:
    assert verdict(made, text, quote, SATURDAY).outcome is outcome


@pytest.mark.parametrize("other", ["Initech", "Hooli"])
def test_share_counts_that_are_missing_or_leave_it_open_refute_nothing(
    made: Verifier, other: str
) -> None:
    said = verdict(made, f"Acme was more valuable than {other} on Friday.", "more", SATURDAY)
    assert said.gap is not None
    assert said.gap.reason is Reason.NO_SHARES


def test_both_values_are_shown(made: Verifier) -> None:
    said = verdict(made, "Acme was more valuable than Globex on Friday.", "more", SATURDAY)
    assert primary(said).formula == (
        "Acme Corp 12 x 1,000,000,000 shares, Globex Inc 30 x 300,000,000 shares"
    )


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        # 12 of 12 + 9 billion: 57.14 percent
        ("accounted for 57 percent of the Big Two's market value", SUPPORTED),
        ("accounted for 37 percent of the Big Two's market value", REFUTED),
        ("made up more than half of the combined market value of the Big Two", SUPPORTED),
        ("represented 57 percent of the Big Two by market value", SUPPORTED),
        # 12 of 12 + 9 + (11 to 13) billion: 35.29 to 37.5 percent
        ("accounted for about 36 percent of the Big Three's market value", SUPPORTED),
        ("accounted for 36 percent of the Big Three's market value", AMBIGUOUS),
        ("accounted for 45 percent of the Big Three's market value", REFUTED),
    ],
)
def test_a_part_of_a_group_is_held_against_all_its_members(
    made: Verifier, claim: str, outcome: Outcome
) -> None:
    assert verdict(made, f"Acme {claim} on Friday.", published=SATURDAY).outcome is outcome


def test_a_wrong_part_comes_with_the_right_one_and_its_sum(made: Verifier) -> None:
    text = "Acme accounted for 37 percent of the Big Two's market value on Friday."
    said = verdict(made, text, "37", SATURDAY)
    assert percent(said) == Decimal("57.14")
    assert primary(said).formula == (
        "12 x 1,000,000,000 shares / (12 x 1,000,000,000 shares + 30 x 300,000,000 shares)"
    )
    assert said.correction is not None
    assert said.correction.text == "57 percent"


@pytest.mark.parametrize(
    ("whole", "reason", "detail"),
    [
        ("the Big Four's market value", Reason.NO_SHARES, "no share count of HOO up to 2025-01-03"),
        ("the market value of the Ruritania 40", Reason.NO_GROUP, "no group 'the Ruritania 40'"),
    ],
)
def test_a_part_of_what_is_not_all_on_the_tape_says_what_is_missing(
    made: Verifier, whole: str, reason: Reason, detail: str
) -> None:
    said = verdict(made, f"Acme accounted for 12 percent of {whole}.", "12", SATURDAY)
    gaps = [said.gap, *(each.gap for each in said.evidence)]
    assert [gap.reason for gap in gaps if gap is not None][:1] == [reason]
    assert any(detail in gap.detail for gap in gaps if gap is not None)
