"""Parts that make more than their whole, whatever the tape has."""

from __future__ import annotations

import pytest

from tapecheck.core.verdicts import Outcome
from tapecheck.report.wording import summary
from tapecheck.verify.verifier import Verifier
from verify.checking import verdict, verdicts

REFUTED, UNCHECKED = Outcome.REFUTED, Outcome.UNCHECKED
WHOLE = "Initech reported revenue of $5 billion"


@pytest.mark.parametrize(
    ("behind", "outcome"),
    [
        # 3 + 4 = 7 billion, from 6 on by what rounding may hide
        (", of which $3 billion came from Asia and $4 billion from Europe.", REFUTED),
        (", of which $7 billion came from Asia.", REFUTED),
        # 3 + 2 = 5; 3.0 + 2.4 may be 5.3, and 5 may be 5.4
        (", of which $3 billion came from Asia and $2 billion from Europe.", UNCHECKED),
        (", of which $3.0 billion came from Asia and $2.4 billion from Europe.", UNCHECKED),
        # no parts, of another sentence, in another currency, or told of something else
        (", while Globex reported revenue of $7 billion.", UNCHECKED),
        (", of which some came from Asia. Globex reported revenue of $7 billion.", UNCHECKED),
        (", of which 7 billion yen came from Asia.", UNCHECKED),
        (", of which 70 percent came from Asia and 60 percent from Europe.", UNCHECKED),
    ],
)
def test_a_whole_is_held_against_its_parts(
    verifier: Verifier, behind: str, outcome: Outcome
) -> None:
    assert verdict(verifier, f"{WHOLE}{behind}", "$5 billion").outcome is outcome


def test_a_contradiction_names_the_parts_and_corrects_neither_side(verifier: Verifier) -> None:
    text = f"{WHOLE}, of which $3 billion came from Asia and $4 billion from Europe."
    found = verdict(verifier, text, "$5 billion")
    assert summary(found) == (
        "Its parts make 6 billion USD or more, and it is 4.5 to 5.5 billion USD: both cannot be."
    )
    assert found.evidence[0].formula == "3000000000 + 4000000000"
    assert found.correction is None
    assert [each.outcome for each in verdicts(verifier, text)] == [REFUTED, UNCHECKED, UNCHECKED]
