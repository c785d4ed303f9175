"""The same text, rules, tape and version give the same bytes; another gives another digest."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.makers import BARS, inputs, load
from tapecheck.build import build_verifier, rules_root
from tapecheck.core.nouns import Article
from tapecheck.core.verdicts import Report
from tapecheck.intake.demo import sample_article
from tapecheck.report.json import checked_document, encode
from tapecheck.settings import Settings
from tapecheck.verify.verifier import Verifier, text_digest


def digests(report: Report) -> tuple[str, str, str]:
    """Return the digests of text, rulebook and tape."""
    return report.text_digest, report.rulebook_digest, report.tape_digest


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(str(rules_root()), tmp_path / "rules"))


def test_the_same_inputs_give_the_same_bytes(verifier: Verifier) -> None:
    again = build_verifier(Settings())
    first, second = (encode(checked_document(v.check(sample_article()))) for v in (verifier, again))
    assert first == second


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_bytes_do_not_hang_on_the_order_of_sets(verifier: Verifier, seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tapecheck.cli.main", "demo", "--format", "jsonl"],
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": seed},
    )
    assert done.stdout == encode(checked_document(verifier.check(sample_article()))) + b"\n"


def test_threads_that_share_a_verifier_say_what_one_alone_would() -> None:
    fresh = build_verifier(Settings())
    lines = [line for line in sample_article().text.splitlines() if line.strip()]
    articles = [Article(text=line, published=dt.date(2025, 2, 13)) for line in lines] * 4
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(fresh.check, articles))
    assert together == [fresh.check(each) for each in articles]


def test_another_text_has_another_digest(verifier: Verifier) -> None:
    article = sample_article()
    other = Article(text=article.text + " ", published=article.published, id=article.id)
    before, after = digests(verifier.check(article)), digests(verifier.check(other))
    assert before[0] != after[0]
    assert before[1:] == after[1:]


@pytest.mark.parametrize(
    "file", ["en/lexicon/hedges.toml", "en/claims/change.toml", "verdicts.toml"]
)
def test_another_rule_has_another_digest(verifier: Verifier, root: Path, file: str) -> None:
    before = digests(verifier.check(sample_article()))
    same = digests(build_verifier(Settings(rules=root)).check(sample_article()))
    assert same == before
    path = root / file
    path.write_text(path.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    after = digests(build_verifier(Settings(rules=root)).check(sample_article()))
    assert (before[0], before[2]) == (after[0], after[2])
    assert before[1] != after[1]


def test_another_tape_has_another_digest(tmp_path: Path) -> None:
    article = Article(text="Acme shares rose 5.9 percent.", published=dt.date(2025, 1, 3))
    found = []
    for name, bars in (
        ("one", BARS),
        ("two", BARS),
        ("three", BARS.replace("10.8,1200", "10.7,1200")),
    ):
        folder = tmp_path / name
        folder.mkdir()
        load(inputs(folder, bars=bars), folder / "tape")
        found.append(digests(build_verifier(Settings(tape=folder / "tape")).check(article)))
    one, two, three = found
    assert one == two
    assert one[:2] == three[:2]
    assert one[2] != three[2]


def test_the_digest_of_a_text_is_its_sha256() -> None:
    assert text_digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert text_digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert text_digest("\ud800") != text_digest("\ufffd")


WORDS = [
    "Alibaba", "Tencent's", "shares", "the Hang Seng Tech Index", "rose", "fell", "gained", "at",
    "46", "4.2", "0", "percent", "points", "percentage points", "basis points", "times", "yen",
    "US$87 billion", "HK$113.80", "nearly", "as much as", "more than", "between", "since", "to",
    "hitting a 2025 low on Jan. 13", "on Wednesday", "this year", "last decade", "highest",
    "five-year high", "record low", "third straight day", "best performer in China's Big Tech",
    "market value", "revenue", "and", ",", ".", "\n", "over the past 99 years", "in 1900", "\ud800",
    "outperformed", "yield", "doubled", "from a year ago", "smallest gain", "first weekly loss",
]  # fmt: skip


@settings(max_examples=150)
@given(
    words=st.lists(st.sampled_from(WORDS), max_size=30),
    published=st.none()
    | st.dates(dt.date(1800, 1, 1), dt.date(2999, 12, 31))
    | st.dates(dt.date(2024, 12, 25), dt.date(2025, 2, 20)),
)
def test_any_text_gets_a_report(
    verifier: Verifier, words: list[str], published: dt.date | None
) -> None:
    text = " ".join(words)
    report = verifier.check(Article(text=text, published=published))
    assert verifier.check(Article(text=text, published=published)) == report
    for verdict in report.verdicts:
        assert (verdict.gap is None) == (verdict.outcome.value != "unchecked")
        assert published is not None or verdict.outcome.value == "unchecked"
        if verdict.correction is not None:
            assert 0 <= verdict.correction.span.start < verdict.correction.span.stop <= len(text)
            assert verdict.correction.text != verdict.correction.span.of(text)
