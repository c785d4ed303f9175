from __future__ import annotations

import datetime as dt
import gzip
import json
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from bulk.archives import DAY, FALSE, QUIET, TRUE, UNKNOWN, contents, lines, run, table
from tapecheck.bulk.plan import Options
from tapecheck.core.errors import BulkError
from tapecheck.verify.verifier import Verifier


def test_every_document_is_a_row_and_every_claim_is_a_row(
    verifier: Verifier, tmp_path: Path
) -> None:
    (tmp_path / "a.jsonl").write_text(lines(4))
    run(verifier, tmp_path / "a.jsonl", tmp_path / "out")
    documents, claims = table(tmp_path / "out", "documents"), table(tmp_path / "out", "claims")
    assert documents["document"].to_list() == ["a0", "a1", "a2", "a3"]
    assert documents["outcome"].to_list() == ["supported", "refuted", None, "unchecked"]
    assert documents["claims"].to_list() == [1, 1, 0, 1]
    assert claims["document"].to_list() == ["a0", "a1", "a3"]
    assert claims["outcome"].to_list() == ["supported", "refuted", "unchecked"]
    assert claims["reason"].to_list() == [None, None, "no-instrument"]
    assert claims["correction"].to_list() == [None, "8.5 percent", None]


def test_a_claim_carries_both_numbers_side_by_side(verifier: Verifier, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(1))
    run(verifier, tmp_path / "a.jsonl", tmp_path / "out")
    (claim,) = table(tmp_path / "out", "claims").to_dicts()
    assert (claim["quote"], claim["start"], claim["end"]) == ("8.5 percent", 20, 31)
    assert (claim["value"], claim["unit"]) == (Decimal("8.5"), "percent")
    assert (claim["claimed_low"], claim["claimed_high"]) == (Decimal("8.45"), Decimal("8.55"))
    # 113.80 / 104.90 - 1 = 0.0848427..., with six places in percent
    assert claim["observed_low"] == claim["observed_high"] == Decimal("8.484271")
    assert claim["instrument"] == "XHKG:9988.HK"
    assert claim["published"] == dt.date(2025, 2, 13)


def test_the_summary_counts_by_outcome_rule_instrument_and_year(
    verifier: Verifier, tmp_path: Path
) -> None:
    (tmp_path / "a.jsonl").write_text(lines(8) + "{broken\n")
    summary = run(verifier, tmp_path / "a.jsonl", tmp_path / "out")
    assert (summary.documents, summary.claims, summary.errors) == (9, 6, {"input": 1})
    assert summary.outcomes == {
        "supported": 2, "ambiguous": 0, "imprecise": 0, "refuted": 2, "unchecked": 2,
    }  # fmt: skip
    assert summary.rules == {"change.percent": {"supported": 2, "refuted": 2, "unchecked": 2}}
    assert summary.instruments == {"XHKG:9988.HK": {"supported": 2, "refuted": 2}}
    assert summary.years == {"2025": {"supported": 2, "refuted": 2, "unchecked": 2}}
    told = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert told["outcomes"]["refuted"] == 2
    page = (tmp_path / "out" / "summary.html").read_text()
    assert "6 claims in 9 documents" in page
    assert page.count("<svg") == 4  # all claims, one year, one rule, one instrument
    assert "http" not in page


POISON = {
    "{broken": "not an article",
    json.dumps({"id": "x"}): "not an article",
    json.dumps({"text": 7}): "not an article",
    json.dumps({"text": TRUE, "published": "13.2.2025"}): "not a date",
    json.dumps({"text": TRUE * 20}): "has 900 characters, and 500 are allowed",
    json.dumps({"text": TRUE * 200}): "the line is too long",
}


@pytest.mark.parametrize("poison", POISON)
def test_a_poison_document_is_a_row_with_its_error_and_stops_nothing(
    verifier: Verifier, tmp_path: Path, poison: str
) -> None:
    (tmp_path / "a.jsonl").write_text(f"{lines(1)}{poison}\n{lines(1)}")
    run(verifier, tmp_path / "a.jsonl", tmp_path / "out", options=Options(longest=500))
    documents = table(tmp_path / "out", "documents")
    assert documents["position"].to_list() == [1, 2, 3]
    assert documents["outcome"].to_list() == ["supported", None, "supported"]
    assert documents["error_code"].to_list() == [None, "input", None]
    assert POISON[poison] in documents["error"][1]


def test_an_article_on_which_tapecheck_fails_is_a_row_as_well(
    verifier: Verifier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = verifier.check

    def fails(article: object) -> object:
        if getattr(article, "id", "") == "a1":
            raise ZeroDivisionError("planted")
        return whole(article)  # type: ignore[arg-type]  # as given

    monkeypatch.setattr(verifier, "check", fails)
    (tmp_path / "a.jsonl").write_text(lines(3))
    summary = run(verifier, tmp_path / "a.jsonl", tmp_path / "out")
    assert (summary.documents, summary.errors) == (3, {"crash": 1})
    assert (
        table(tmp_path / "out", "documents")["error"][1] == "a.jsonl:2: ZeroDivisionError: planted"
    )


def test_all_forms_of_an_archive_give_the_same_claims(verifier: Verifier, tmp_path: Path) -> None:
    text = lines(10)
    rows = pl.DataFrame([json.loads(line) for line in text.splitlines()])
    (tmp_path / "a.jsonl").write_text(text)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    rows.rename({"text": "body"}).write_parquet(tmp_path / "c.parquet")
    rows.with_columns(pl.col("published").str.to_date()).write_parquet(tmp_path / "d.parquet")
    (tmp_path / "c").mkdir()
    for row in rows.iter_rows(named=True):
        front = f"---\npublished: {row['published']}\n---\n"
        (tmp_path / "c" / f"{row['id']}.txt").write_text(front + row["text"])
    told = ["document", "published", "quote", "outcome", "observed_low"]
    wanted = None
    for name in ("a.jsonl", "b.jsonl.gz", "c.parquet", "d.parquet", "c"):
        columns = {"text": "body"} if name == "c.parquet" else {}
        run(verifier, tmp_path / name, tmp_path / f"out-{name}", options=Options(columns=columns))
        found = table(tmp_path / f"out-{name}", "claims").select(told)
        found = found.with_columns(pl.col("document").str.strip_suffix(".txt"))
        wanted = found if wanted is None else wanted
        assert found.equals(wanted), name
    assert wanted is not None
    assert wanted.height == 8  # of ten articles the third and the seventh are quiet


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_however_an_archive_is_cut_the_rows_are_the_same(
    verifier: Verifier, tmp_path: Path, size: int
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_text(lines(7) + "\n\n" + lines(2).rstrip("\n"))
    (tmp_path / "in" / "b.jsonl.gz").write_bytes(gzip.compress(lines(6).encode()))
    run(verifier, tmp_path / "in", tmp_path / "out", options=Options(size=size))
    documents = table(tmp_path / "out", "documents")
    numbers = documents.filter(pl.col("input") == "a.jsonl")["position"].to_list()
    assert numbers == [1, 2, 3, 4, 5, 6, 7, 10, 11]
    assert documents.filter(pl.col("input") == "b.jsonl.gz")["position"].to_list() == [*range(1, 7)]


def test_the_same_input_gives_the_same_bytes(verifier: Verifier, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(20))
    for name in ("one", "two"):
        run(verifier, tmp_path / "a.jsonl", tmp_path / name, options=Options(size=6))
    assert len(contents(tmp_path / "one")) == 2 * 4 + 3
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.csv", b"text\n", "cannot tell what is in it"),
        ("none.jsonl", None, "no such file"),
    ],
)
def test_what_is_no_archive_is_refused(
    verifier: Verifier, tmp_path: Path, name: str, content: bytes | None, what: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(BulkError, match=what):
        run(verifier, tmp_path / name, tmp_path / "out")


def test_a_table_without_text_is_refused_with_the_nearest_column(
    verifier: Verifier, tmp_path: Path
) -> None:
    pl.DataFrame({"texts": [TRUE]}).write_parquet(tmp_path / "a.parquet")
    with pytest.raises(BulkError, match=r"no column 'text'; name it with --map .* 'texts'\?"):
        run(verifier, tmp_path / "a.parquet", tmp_path / "out")


def test_a_day_stands_in_for_those_that_articles_do_not_tell(
    verifier: Verifier, tmp_path: Path
) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": FALSE}) + "\n")
    run(verifier, tmp_path / "a.jsonl", tmp_path / "out", options=Options(published=DAY))
    assert table(tmp_path / "out", "claims")["outcome"].to_list() == ["refuted"]


def test_texts_that_cannot_be_read_are_named(verifier: Verifier, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.md").write_text(f"# Up\n\n{UNKNOWN}")
    (folder / "b.txt").write_bytes(b"caf\xe9")
    (folder / "c.txt").write_text(QUIET)
    run(verifier, folder, tmp_path / "out")
    documents = table(tmp_path / "out", "documents")
    assert documents["document"].to_list() == ["a.md", None, "c.txt"]
    assert documents["error"][1] == "b.txt: not UTF-8 text: byte 3 cannot be read"
    assert documents["title"][0] == "Up"


def test_a_bare_output_tells_outcomes_and_no_words_of_articles_or_numbers_of_the_tape(
    verifier: Verifier, tmp_path: Path
) -> None:
    (tmp_path / "a.jsonl").write_text(lines(2))
    run(verifier, tmp_path / "a.jsonl", tmp_path / "out", options=Options(bare=True))
    claims = table(tmp_path / "out", "claims")
    assert claims["outcome"].to_list() == ["supported", "refuted"]
    # "Alibaba shares rose " is 20 characters long, and "8.5 percent" 11.
    assert claims.select("start", "end").rows() == [(20, 31), (20, 31)]
    assert claims["value"].to_list() == [Decimal("8.5"), Decimal("6.2")]
    assert claims.select("quote", "subject", "summary", "observed_low").row(1) == (None,) * 4
    for file in (tmp_path / "out").glob("*.parquet"):
        assert b"Alibaba" not in file.read_bytes()


def test_a_bare_output_does_not_go_on_as_a_whole_one(verifier: Verifier, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(2))
    run(verifier, tmp_path / "a.jsonl", tmp_path / "out", options=Options(bare=True))
    with pytest.raises(BulkError, match="holds a run with other options"):
        run(verifier, tmp_path / "a.jsonl", tmp_path / "out")
