from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article
from tapecheck.intake.article import blanked, read_article, read_published
from tapecheck.intake.demo import sample_article, sample_text

THURSDAY = dt.date(2025, 2, 13)
COPY = "Acme 📈 rose 4.2 percent.\n"


def read(front: str, *, copy: str = COPY, **more: object) -> Article:
    """Return the article of some front matter and copy, in a file called draft.md."""
    return read_article(f"---\n{front}---\n{copy}", id="draft.md", **more)  # type: ignore[arg-type]  # as given


@pytest.mark.parametrize(
    "written",
    [
        "2025-02-13",
        '"2025-02-13"',
        "2025-02-13 08:30:00",
        "2025-02-13T08:30:00",
        "2025-02-13T08:30:00Z",
        "2025-02-13T23:30:00+08:00",
        "2025-02-13 23:30:00 +0800",
        "2025-02-13 23:30:00 +08:00",
        '"2025-02-13T23:30:00-05:00"',
    ],
)
def test_the_day_of_publication_is_the_day_where_it_was_published(written: str) -> None:
    assert read(f"published: {written}\n").published == THURSDAY


@pytest.mark.parametrize("key", ["published", "date", "publication_date", "Published", "DATE"])
def test_the_date_may_stand_under_any_of_its_usual_names(key: str) -> None:
    assert read(f"{key}: 2025-02-13\n").published == THURSDAY


def test_published_beats_date() -> None:
    assert read("date: 2024-01-01\npublished: 2025-02-13\n").published == THURSDAY


@pytest.mark.parametrize("front", ["published:\n", "published: ''\n", "author: A. Smith\n", ""])
def test_front_matter_without_a_date_leaves_the_article_undated(front: str) -> None:
    assert read(front).published is None


def test_the_title_is_kept() -> None:
    assert read('title: "Acme: up again"\n').title == "Acme: up again"


@pytest.mark.parametrize("front", ["title:\n", "title: [a, b]\n", "author: A. Smith\n"])
def test_what_is_no_title_is_none(front: str) -> None:
    assert read(front).title == ""


def test_a_title_of_digits_is_a_title() -> None:
    assert read("title: 1984\n").title == "1984"


def test_what_is_given_beats_what_the_front_matter_says() -> None:
    article = read("title: old\npublished: 2024-01-01\n", title="new", published=THURSDAY)
    assert (article.title, article.published) == ("new", THURSDAY)


@pytest.mark.parametrize(
    "file",
    [
        f"---\npublished: 2025-02-13\ntitle: 九九\n---\n{COPY}",
        f"\ufeff---\npublished: 2025-02-13\ntitle: 九九\n---\n{COPY}",
        f"---\r\npublished: 2025-02-13\r\ntitle: 九九\r\n---\r\n{COPY}",
        f"\ufeff---\r\npublished: 2025-02-13\r\ntitle: 九九\r\n---\r\n{COPY}",
        f"---  \npublished: 2025-02-13\ntitle: 九九\n--- \n{COPY}",
    ],
    ids=["plain", "bom", "crlf", "bom-crlf", "trailing-blanks"],
)
def test_an_offset_in_the_article_is_an_offset_in_the_file(file: str) -> None:
    article = read_article(file, id="draft.md")
    start = article.text.index("Acme")
    assert (article.published, article.title) == (THURSDAY, "九九")
    assert len(article.text) == len(file)
    assert file[start : start + 13] == article.text[start : start + 13] == "Acme 📈 rose 4"
    assert article.text[:start].isspace()
    assert article.text.count("\n") == file.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        COPY,
        "",
        "---",
        "---\n",
        "---\nAlibaba rose.\n",
        "---\nhttps://example.com/a\n",
        f"{COPY}---\npublished: 2025-02-13\n---\n",
        f"\n---\npublished: 2025-02-13\n---\n{COPY}",
        f"----\npublished: 2025-02-13\n----\n{COPY}",
    ],
)
def test_a_text_that_does_not_open_with_front_matter_is_all_copy(text: str) -> None:
    assert read_article(text, id="x") == Article(text=text, id="x")


def test_a_rule_in_the_copy_does_not_end_the_article() -> None:
    article = read("title: a\n", copy="One.\n---\nTwo.\n")
    assert article.text.split() == ["One.", "---", "Two."]


def test_front_matter_that_is_no_table_is_passed_over() -> None:
    article = read("just some words\n")
    assert (article.published, article.title) == (None, "")
    assert article.text.split() == COPY.split()


@pytest.mark.parametrize(
    ("front", "says"),
    [
        ("title: a\nb: [1\n", "draft.md:4: the front matter is not YAML"),
        ("title: a: b\n", "draft.md:2: the front matter is not YAML"),
        ("title: \x00\n", "draft.md: the front matter is not YAML"),
        (
            "published: lately\n",
            "draft.md: not a date: 'lately'; write it as 2025-02-13",
        ),
        (
            "published: 2025-02-30\n",
            "draft.md: not a date: '2025-02-30'; write it as 2025-02-13",
        ),
        (
            "published: [2025]\n",
            "draft.md: the date of publication is a list; write it as 2025-02-13",
        ),
    ],
)
def test_bad_front_matter_is_told_with_its_file_and_line(front: str, says: str) -> None:
    with pytest.raises(InputError) as refused:
        read(front)
    assert str(refused.value) == says


@pytest.mark.parametrize(
    "front",
    [
        pytest.param(f"title: {'9' * 5000}\n", id="long-number"),
        pytest.param(f"a: {'[' * 5000}\n", id="deep"),
        pytest.param(f"a: {'x' * 20_000}\n", id="endless"),
        pytest.param("a: !!int x\n", id="tagged"),
        pytest.param("a: !!python/object/apply:os.getcwd []\n", id="python"),
        pytest.param("? [a]\n: b\n", id="key-list"),
        pytest.param("<<: a\n", id="merge"),
        pytest.param(
            "a0: &a0 [x]\n"
            + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
            + "title: *a11\npublished: *a11\n",
            id="billion-laughs",
        ),
    ],
)
def test_hostile_front_matter_is_an_article_or_one_error(front: str) -> None:
    try:
        assert read(front).text.split() == COPY.split()
    except InputError as error:
        assert str(error).startswith("draft.md")  # noqa: PT017 -- either is right


@given(text=st.text(st.characters()) | st.text(st.sampled_from("-\n\r a:[]{}&*!?'\"\\0123\ufeff")))
@example("---\n- \t\n---\n")
def test_any_text_is_an_article_or_one_error(text: str) -> None:
    for each in (text, f"---\n{text}\n---\n{text}"):
        try:
            article = read_article(each, id="any")
        except InputError as error:
            assert error.place.startswith("any")  # noqa: PT017 -- either is right
        else:
            assert len(article.text) == len(each)
            assert [n for n, char in enumerate(each) if char == "\n"] == [
                n for n, char in enumerate(article.text) if char == "\n"
            ]


@given(text=st.text(st.characters()), data=st.data())
def test_blanking_moves_nothing_and_keeps_line_ends(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    left = blanked(text, start, stop)
    assert left[:start] + left[stop:] == text[:start] + text[stop:]
    assert left[start:stop] == "".join("\n" if c == "\n" else " " for c in text[start:stop])


@pytest.mark.parametrize("text", ["", "13/2/2025", "2025-13-01", "2025-02-29", "tomorrow", "2025"])
def test_what_is_no_iso_date_is_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(InputError, match=r"--published: not a date: .*; write it as 2025-02-13$"):
        read_published(text, "--published")


@pytest.mark.parametrize("day", ["0001-01-01", "1799-12-31", "3000-01-01", "9999-12-31"])
def test_a_year_so_far_off_that_windows_have_no_days_is_refused(day: str) -> None:
    with pytest.raises(InputError, match=f"{day} is not between 1800 and 2999"):
        read_published(day, "--published")


def test_the_sample_article_is_dated_and_its_offsets_are_those_of_its_file() -> None:
    article, file = sample_article(), sample_text()
    start = file.index("46 percent")
    assert article.published == THURSDAY
    assert article.title == "Alibaba leads the pack again"
    assert article.text[start:] == file[start:]


@pytest.mark.parametrize(
    "text",
    [
        f"---\npublished: 2025-02-13\n{COPY}",
        f"\ufeff---\r\ntitle:\r\n{COPY}",
        "--- \npublished: 2025-02-13",
    ],
)
def test_front_matter_that_never_closes_is_no_copy(text: str) -> None:
    with pytest.raises(InputError) as raised:
        read_article(text, id="draft.md")
    assert str(raised.value) == (
        "draft.md:1: the front matter never closes; end it with a line of its own: ---"
    )
