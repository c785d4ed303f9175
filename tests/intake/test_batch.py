from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article
from tapecheck.intake.batch import read_batch

GOOD = '{"id": "a", "text": "Acme rose.", "published": "2025-02-13", "title": "Acme up"}\n'
LAST = GOOD.replace('"a"', '"b"')
ACME = Article(text="Acme rose.", id="a", published=dt.date(2025, 2, 13), title="Acme up", line=1)


def after(line: int) -> Article:
    """Return the article of the last line, which is line so-and-so."""
    return structs.replace(ACME, id="b", line=line)


def test_a_line_is_an_article() -> None:
    assert list(read_batch([GOOD], "batch.jsonl")) == [ACME]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{oops\n", "batch.jsonl:2: not an article: JSON is malformed"),
        ('{"id": "b"}\n', "batch.jsonl:2: not an article: Object missing required field `text`"),
        ('{"text": 5}\n', "batch.jsonl:2: not an article: Expected `str`, got `int` - at `$.text`"),
        ("[]\n", "batch.jsonl:2: not an article: Expected `object`, got `array`"),
        ('"text"\n', "batch.jsonl:2: not an article: Expected `object`, got `str`"),
        ('{"text": "x", "id": []}\n', "batch.jsonl:2: not an article: Expected `int | str | null`"),
        ('{"text": "x", "published": 20250213}\n', "batch.jsonl:2: not an article: Expected `str"),
        (
            '{"text": "x", "published": "lately"}\n',
            "batch.jsonl:2: not a date: 'lately'; write it as 2025-02-13",
        ),
        ('{"text": "x"} {"text": "y"}\n', "batch.jsonl:2: not an article: JSON is malformed"),
        ("\x00\n", "batch.jsonl:2: not an article: JSON is malformed"),
    ],
)
def test_a_bad_line_is_named_by_its_number_and_the_others_come_through(
    line: str, says: str
) -> None:
    first, bad, last = read_batch([GOOD, line, LAST], "batch.jsonl")
    assert (first, last) == (ACME, after(3))
    assert isinstance(bad, InputError)
    assert str(bad).startswith(says)


def test_bad_front_matter_inside_a_line_is_named_by_its_line_too() -> None:
    line = json.dumps({"id": "draft-7", "text": "---\npublished: lately\n---\nAcme rose."})
    (bad,) = read_batch([line], "batch.jsonl")
    assert str(bad) == "batch.jsonl:1: not a date: 'lately'; write it as 2025-02-13"


def test_blank_lines_are_passed_over_and_still_counted() -> None:
    found = list(read_batch(["\n", GOOD, "  \t\r\n", "{\n"], "batch.jsonl"))
    assert found[0] == structs.replace(ACME, line=2)
    assert str(found[1]).startswith("batch.jsonl:4: ")


@pytest.mark.parametrize(
    ("given_id", "id"), [("7", "7"), ('"7"', "7"), ('"x"', "x"), ("null", "1"), ('""', "")]
)
def test_an_id_may_be_a_number_and_without_one_the_line_number_is_taken(
    given_id: str, id: str
) -> None:
    (article,) = read_batch([f'{{"id": {given_id}, "text": "x"}}'], "batch.jsonl")
    assert isinstance(article, Article)
    assert article.id == id


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("publishd", "did you mean 'published'?"),
        ("Titel", "did you mean 'title'?"),
    ],
)
def test_a_key_that_is_misspelt_is_named_with_the_right_one(key: str, hint: str) -> None:
    first, bad = read_batch([GOOD, LAST.replace("{", f'{{"{key}": 1, ', 1)], "batch.jsonl")
    assert first == ACME
    assert str(bad) == (
        f"batch.jsonl:2: not an article: Object contains unknown field `{key}`; {hint}"
    )


@pytest.mark.parametrize("nothing", ["null", '""'])
def test_a_date_and_a_title_of_nothing_are_none(nothing: str) -> None:
    line = f'{{"id": "a", "text": "x", "published": {nothing}, "title": {nothing}}}'
    assert list(read_batch([line], "batch.jsonl")) == [Article(text="x", id="a", line=1)]


def test_a_byte_order_mark_before_the_first_line_is_no_fault() -> None:
    assert list(read_batch(["\ufeff" + GOOD, LAST], "batch.jsonl")) == [ACME, after(2)]


def test_front_matter_inside_a_text_gives_what_the_line_leaves_out() -> None:
    text = "---\npublished: 2025-02-13\ntitle: from the text\n---\nAcme rose."
    dated, other = read_batch(
        [
            json.dumps({"text": text}),
            json.dumps({"text": text, "published": "2024-01-02", "title": "from the line"}),
        ],
        "batch.jsonl",
    )
    assert isinstance(dated, Article)
    assert isinstance(other, Article)
    assert (dated.published, dated.title) == (dt.date(2025, 2, 13), "from the text")
    assert (other.published, other.title) == (dt.date(2024, 1, 2), "from the line")
    assert len(dated.text) == len(text)


@given(text=st.text())
def test_any_text_comes_through_json_as_it_was(text: str) -> None:
    text = f"Acme {text}"  # no front matter
    for line in (json.dumps({"text": text}), json.dumps({"text": text}, ensure_ascii=False)):
        assert list(read_batch([line], "batch.jsonl")) == [Article(text=text, id="1", line=1)]


def test_a_lone_surrogate_is_a_fault_of_its_line_alone() -> None:
    lone = r'{"text": "Acme \ud800 rose."}'
    first, bad, last = read_batch([GOOD, lone, LAST], "batch.jsonl")
    assert (first, last) == (ACME, after(3))
    assert str(bad).startswith("batch.jsonl:2: not an article: JSON is malformed")


def test_a_pair_of_surrogates_is_one_character() -> None:
    (article,) = read_batch([r'{"text": "\ud83d\udcc8 Acme rose."}'], "batch.jsonl")
    assert isinstance(article, Article)
    assert article.text == "📈 Acme rose."


@given(line=st.text(st.characters()) | st.text(st.sampled_from('{}[]":,\\ud8 text0-9\n')))
def test_any_line_is_an_article_or_one_error_that_names_it(line: str) -> None:
    for found in read_batch([GOOD, line], "batch.jsonl"):
        if isinstance(found, InputError):
            assert found.place.startswith("batch.jsonl:2")


def test_an_id_is_taken_once() -> None:
    first, second, third = read_batch([GOOD, GOOD, '{"text": "x"}\n'], "batch.jsonl")
    assert first == ACME
    assert str(second) == (
        "batch.jsonl:2: id 'a' is taken by line 1; give each article an id of its own"
    )
    assert isinstance(third, Article)


def test_a_number_may_collide_with_a_line_that_has_no_id() -> None:
    _, second = read_batch(['{"text": "x", "id": 2}\n', '{"text": "y"}\n'], "batch.jsonl")
    assert str(second).startswith("batch.jsonl:2: id '2' is taken by line 1")


def test_a_key_of_somebody_else_is_left_alone() -> None:
    (article,) = read_batch([GOOD.replace("{", '{"source": "wire", ', 1)], "batch.jsonl")
    assert article == ACME
