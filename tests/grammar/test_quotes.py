"""What stands between quotation marks is somebody's own words, however the marks are set."""

from __future__ import annotations

import pytest

from tapecheck.grammar.quotes import Quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "it rose" and left.', "it rose"),
        ('He said "it rose ". Shares fell.', "it rose "),  # a blank before the closing mark
        ('It is "strong" , he said.', "strong"),
        ("He said “it rose” and left.", "it rose"),
        ('it rose", he said.', "it rose"),  # opened before the text began
    ],
)
def test_a_quotation_is_what_stands_between_its_marks(text: str, quoted: str) -> None:
    quotes = Quoted(text)
    held = "".join(char for at, char in enumerate(text) if quotes.holds(at))
    assert held.strip('"“”') == quoted
