from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.core.errors import InputError
from tapecheck.intake.article import read_article
from tapecheck.intake.markers import find_markers

IGNORE = "<!-- tapecheck: ignore on purpose -->"


def reach(text: str) -> list[tuple[str | None, bool]]:
    """Return the text that each marker speaks of, and whether only of its last claim."""
    return [(m.reach.of(text) if m.reach else None, m.only_last) for m in find_markers(text)]


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        (f"Acme rose. {IGNORE} More.", ("Acme rose. ", True)),
        (f"Old.\n\nAcme\nrose. {IGNORE}", ("Acme\nrose. ", True)),
        (f"Old.\n \nAcme rose. {IGNORE}", ("Acme rose. ", True)),
        (f"Old.\n\n{IGNORE} Acme rose.", (None, True)),
        (f"Old.\n{IGNORE}\n\nAcme rose.\nMore.", ("Acme rose.", False)),
        (f"Old.\r\n  {IGNORE}  \r\nAcme rose.\r\nMore.", ("Acme rose.\r", False)),
        (f"Old.\n{IGNORE}\n", (None, False)),
        (IGNORE, (None, False)),
    ],
)
def test_a_marker_speaks_of_the_claim_before_it_or_of_the_line_below(
    text: str, reached: tuple[str | None, bool]
) -> None:
    assert reach(text) == [reached]


@pytest.mark.parametrize(
    ("marker", "reason"),
    [
        ("<!-- tapecheck: ignore the tape lacks\n  this day -->", "the tape lacks this day"),
        ("<!--tapecheck:ignore x-->", "x"),
        ("<!-- tapecheck: ignore -->", ""),
    ],
)
def test_a_marker_gives_its_reason(marker: str, reason: str) -> None:
    assert [each.reason for each in find_markers(f"Acme rose. {marker}")] == [reason]


@pytest.mark.parametrize(
    "text",
    ["<!-- tapecheck -->", "<!-- ignore -->", "<!-- tapecheck: ignored -->", "tapecheck: ignore x"],
)
def test_other_comments_are_no_markers(text: str) -> None:
    assert find_markers(text) == ()


def test_a_marker_in_plain_copy_is_no_prose_and_moves_no_offset() -> None:
    text = f"Acme {IGNORE}rose 5 percent."
    article = read_article(text, id="a")
    assert article.plain.text == "Acme rose 5 percent."
    assert article.prose is not None
    assert text[slice(*article.prose.in_text(5, 9))] == "rose"


def test_front_matter_may_silence_an_article() -> None:
    article = read_article("---\ntapecheck:\n  ignore: agency copy\n---\nAcme rose.", id="a")
    assert article.ignored == "agency copy"


@pytest.mark.parametrize(
    ("front", "says"),
    [
        ("tapecheck: ignore", "tapecheck is no table; write it as tapecheck: {ignore: REASON}"),
        ("tapecheck: {ignore: ''}", "ignoring needs a reason; write it as tapecheck: {ignore:"),
        ("tapecheck: {ignroe: x}", "unknown key 'ignroe'; did you mean 'ignore'?"),
    ],
)
def test_front_matter_that_silences_nothing_is_an_error(front: str, says: str) -> None:
    with pytest.raises(InputError, match=r"a\.md: ") as raised:
        read_article(f"---\n{front}\n---\n", id="a.md")
    assert says in str(raised.value)


@given(text=st.lists(st.sampled_from([*"<!> \n\r.ab", IGNORE])).map("".join))
def test_any_text_is_read_in_place_without_its_markers(text: str) -> None:
    article = read_article(text, id="a")
    assert article.plain.text == text.replace(IGNORE, "")
    for marker in article.markers:
        assert marker.span.of(text) == IGNORE
