"""Where sentences end. A bar in a text below marks the end of a sentence; it is not in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.grammar.rulebook import Rulebook
from tapecheck.grammar.sentences import sentence_bounds


def sentences(text: str, rulebook: Rulebook) -> list[str]:
    """Return the sentences of a text."""
    return [text[start:stop] for start, stop in sentence_bounds(text, rulebook.lexicon)]


@pytest.mark.parametrize(
    "marked",
    [
        # abbreviations
        "It has surged since hitting a low on Jan. 13, and fell on Feb. 4.| It then rose.",
        "The U.S. economy grew.| U.S. stocks rose.",
        "It is the biggest in the U.S.| The shares rose.",
        "Acme Inc. rose 2 percent.| Globex Corp. fell.",
        "Shares rose at Acme Inc.| The company gained.",
        "Mr. Smith of St. Louis sold.| Dr. Jones bought.",
        "It closed at 5 p.m. on Friday.| It opened at 9 a.m. Monday.",
        "Trading ended at 5 p.m.| The index rose.",
        "J.P. Morgan rose.| E. W. Scripps fell.",
        "Sales rose, e.g. in Sept. and Oct. 2024.| Profits fell.",
        "The No. 2 carmaker gained.| It was No. 1 once.",
        # numbers
        "It rose 4.2 percent.| It fell 0.3 percent.",
        "It cost $1.| It costs $2 now.",
        "The index rose to 16,576.66.| It had stood at 16,000.",
        "It rose in 2024.| It fell in 2025.",
        "It beat a forecast of 36 cents, said Thomson Reuters I/B/E/S.| Revenue rose.",
        "It was told 5 minutes ago by Acme.",
        # what a page runs together
        "Fri, 11:46 BST - UK Markets closed| Shares fall by Ann Lee, Globe – 33 minutes ago| "
        "Shares fell on Friday.",
        "Fri - UK Markets close in 5 hrs 42 mins| Acme up AP – 2 hours 8 minutes ago Print 9.2 +1| "
        "Acme rose.",
        # marks
        "It rose!| Did it fall?| It did.",
        '"It rose," he said.| "It fell."| He left.',
        "“It rose.”| “It fell.”",
        "It rose (by 2 percent).| It fell.",
        "It rose… and fell.| It ended flat.",
        "It rose 2 percent.| $3 billion was lost.",
        "It rose.| (It then fell.)| It ended flat.",
        "Acme rose, (9999.HK) too.| It fell.",
        # lines
        "Acme leads the pack\n|\nAcme rose 2 percent.|\n\nIt fell.",
        "Markets today|\n• Acme rose 2 percent|\n• Globex fell 3 percent|\nThe end.",
        "- Acme rose 2 percent|\n- Globex fell 3 percent",
        "Acme Corp's shares rose 4.2 percent on Tuesday after it said that\n"
        "sales had grown.| They fell on Wednesday.",
        "Acme Corp's shares rose 4.2 percent on Tuesday, adding more than\n"
        "$3 billion to its value.",
        "Acme Corp's shares rose 4.2 percent on Tuesday after news of\n"
        "Globex's bid for the company, which it had fought for years with\n"
        "some success.| They fell later.",
    ],
)
def test_sentences_end_where_a_reader_would_end_them(marked: str, rulebook: Rulebook) -> None:
    expected = [part.strip() for part in marked.split("|") if part.strip()]
    assert sentences(marked.replace("|", ""), rulebook) == expected


@given(text=st.text(st.characters()) | st.text(st.sampled_from("aB .!?\n\"'”()0.5…US")))
def test_sentences_lie_in_order_and_leave_only_blanks_between(
    rulebook: Rulebook, text: str
) -> None:
    last = 0
    for start, stop in sentence_bounds(text, rulebook.lexicon):
        assert not text[last:start].strip()
        assert last <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip()
        last = stop
    assert not text[last:].strip()


def test_a_text_without_stops_is_read_in_pieces_that_end_at_a_blank(rulebook: Rulebook) -> None:
    words = "Acme rose and " * 1_000
    pieces = sentences(words, rulebook)
    assert len(pieces) == 8
    assert all(len(piece) <= 2_000 for piece in pieces)
    assert " ".join(pieces) == words.strip()


def test_a_word_without_end_is_cut_too(rulebook: Rulebook) -> None:
    assert [len(piece) for piece in sentences("a" * 4_500, rulebook)] == [2_000, 2_000, 500]
