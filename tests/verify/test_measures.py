"""Each measure beside the others: a true claim, a false one, the sentence said, and the mending."""

from __future__ import annotations

import pytest

from tapecheck.core.verdicts import Outcome
from tapecheck.report.wording import summary
from tapecheck.verify.verifier import Verifier
from verify.checking import small, verdict

SUPPORTED, REFUTED, UNCHECKED = Outcome.SUPPORTED, Outcome.REFUTED, Outcome.UNCHECKED
INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases
ACME,Acme Corp,equity,XNYS,USD,Acme
GLBX,Globex Inc,equity,XNYS,USD,Globex
INI,Initech Inc,equity,XNYS,USD,Initech
"""
# On Friday the 3rd Acme rose 4 percent, Globex 2; Initech lost 5. Acme paid a dollar that day.
BARS = """\
symbol,session,open,high,low,close,volume
ACME,2024-12-31,100,100,100,100,900000
ACME,2025-01-02,100,100,100,100,1000000
ACME,2025-01-03,100,104,100,104,1400000
GLBX,2025-01-02,50,50,50,50,1000
GLBX,2025-01-03,50,51,50,51,1000
INI,2025-01-02,20,20,20,20,1000
INI,2025-01-03,20,20,19,19,1000
"""
SHARES = """\
symbol,as_of,kind,shares,source
ACME,2025-01-02,issued,1000000000,filing
GLBX,2025-01-02,issued,500000000,filing
"""
ACTIONS = """\
symbol,ex_date,kind,value,source
ACME,2024-10-03,dividend,1,notice
ACME,2025-01-03,dividend,1,notice
"""
GROUPS = "group,alias,member\n" + "".join(f"trio,Trio,{each}\n" for each in ("ACME", "GLBX", "INI"))
FIGURES = """\
subject,metric,period_start,period_end,known,value,unit,source
ACME,revenue,2023-07-01,2023-09-30,2023-11-01,2000000000,USD,filing
ACME,revenue,2024-07-01,2024-09-30,2024-11-01,2240000000,USD,filing
"""
SATURDAY = "2025-01-04"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(
        tmp_path_factory.mktemp("measures"), instruments=INSTRUMENTS, bars=BARS, shares=SHARES,
        actions=ACTIONS, groups=GROUPS, figures=FIGURES,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "quote", "outcome", "said", "mended"),
    [
        # volume: of which market, a tape does not say, so it refutes nothing
        ("Acme's trading volume was 1.4 million shares on Friday.", "1.4", SUPPORTED,
         "The tape says 1.4 million shares; the words allow 1.35 to 1.45 million shares.", None),
        ("Acme's trading volume was 2.4 million shares on Friday.", "2.4", UNCHECKED,
         "the tape does not say whose trades its volume counts", None),
        # the average of 100 and 104 is 102, and 104 / 102 is 1.0196
        ("Acme shares closed above their two-day average on Friday.", "above", SUPPORTED,
         "The tape says 1.96 %; the words allow more than 0 %.", None),
        ("Acme shares closed below their two-day average on Friday.", "below", REFUTED,
         "The tape says 1.96 %, not less than 0 %", None),
        # ranking: +4, +2 and -5 percent
        ("Acme was the best performer in the Trio on Friday.", "best", SUPPORTED,
         "Acme Corp +4.0 %, Globex Inc +2.0 %, Initech Inc -5.0 %", None),
        ("Globex was the best performer in the Trio on Friday.", "best", REFUTED,
         "It is not so: 2025-01-02 to 2025-01-03: Acme Corp +4.0 %, Globex Inc +2.0 %", None),
        # ratio of two moves: 4 / 2; of two values: 104 against 25.5 billion
        ("Acme shares rose twice as much as Globex on Friday.", "twice", SUPPORTED,
         "The tape says 2 times; the words allow 1.5 to 2.5 times.", None),
        ("Acme shares rose five times as much as Globex on Friday.", "five times", REFUTED,
         "The tape says 2 times, not 4.5 to 5.5 times", None),
        ("Acme's market value was about four times that of Globex on Friday.", "four", SUPPORTED,
         "The tape says 4.08 times", None),
        # total return: 105 / 100
        ("Acme shares returned 5 percent on Friday, including dividends.", "5 p", SUPPORTED,
         "The tape says 5 %; the words allow 4.5 to 5.5 %.", None),
        ("Acme shares returned 9 percent on Friday, including dividends.", "9 p", REFUTED,
         "The tape says 5 %, not 8.5 to 9.5 %", "5 percent"),
        # market value: 4 x 1,000,000,000
        ("Acme's market value rose by $4.0 billion on Friday.", "$4.0", SUPPORTED,
         "The tape says 4 billion USD", None),
        ("Acme's market value rose by $6.0 billion on Friday.", "$6.0", REFUTED,
         "The tape says 4 billion USD, not 5.95 to 6.05 billion USD", "$4.0 billion"),
        # share of a whole: 104 of 104 + 25.5, but of Initech no count is known
        ("Acme accounted for 80 percent of the Trio's market value on Friday.", "80", UNCHECKED,
         "no share count of INI up to 2025-01-03", None),
        # reported: 2.24 after 2.00 billion
        ("Acme's revenue rose 12 percent from a year earlier.", "12", SUPPORTED,
         "The tape says 12 %; the words allow 11.5 to 12.5 %.", None),
        ("Acme's revenue rose 21 percent from a year earlier.", "21", REFUTED,
         "The tape says 12 %, not 20.5 to 21.5 %: two digits changed places.", "12 percent"),
    ],
)  # fmt: skip
def test_a_measure_tells_true_from_false_and_says_why(
    made: Verifier, text: str, quote: str, outcome: Outcome, said: str, mended: str | None
) -> None:
    found = verdict(made, text, quote, SATURDAY)
    assert found.outcome is outcome
    assert said in summary(found)
    assert (found.correction.text if found.correction else None) == mended


def test_a_figure_counts_from_the_day_it_became_known(made: Verifier) -> None:
    text = "Acme's revenue rose 12 percent from a year earlier."
    found = verdict(made, text, "12", "2024-10-31")
    assert found.outcome is UNCHECKED
    assert verdict(made, text, "12", "2024-11-01").outcome is SUPPORTED
