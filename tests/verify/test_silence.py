"""Claims that a desk has silenced, and markers that silenced nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tapecheck.build import build_verifier, rules_root
from tapecheck.core.errors import RuleFileError
from tapecheck.core.nouns import Article
from tapecheck.core.verdicts import Outcome, Reason, Report, Verdict
from tapecheck.intake.article import read_article
from tapecheck.settings import Settings
from tapecheck.verify.verifier import Verifier
from verify.checking import PUBLISHED

TRUE = "Alibaba shares rose 8.5 percent on Wednesday."
FALSE = "Alibaba shares rose 6.2 percent on Wednesday."
WORSE = "Tencent shares rose 9.9 percent on Wednesday."
WHY = "<!-- tapecheck: ignore agreed with the desk -->"


def checked(verifier: Verifier, text: str) -> Report:
    return verifier.check(read_article(text, id="a", published=PUBLISHED))


def silent(report: Report) -> list[str | None]:
    """Return the reason of each verdict that is silenced; None of the others."""

    def why(verdict: Verdict) -> str | None:
        gap = verdict.gap
        return gap.detail if gap is not None and gap.reason is Reason.IGNORED else None

    return [why(each) for each in report.verdicts]


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        (f"{FALSE} {WHY} {WORSE}", ["agreed with the desk", None]),
        (f"{FALSE} {WORSE} {WHY}", [None, "agreed with the desk"]),
        (f"{WHY}\n{FALSE} {WORSE}", ["agreed with the desk"] * 2),
        (f"{WHY}\n{FALSE}\n{WORSE}", ["agreed with the desk", None]),
        (f"---\ntapecheck: {{ignore: agency copy}}\n---\n{FALSE} {WORSE}", ["agency copy"] * 2),
    ],
)
def test_what_a_desk_silences_is_unchecked_with_its_reason(
    verifier: Verifier, text: str, reasons: list[str | None]
) -> None:
    report = checked(verifier, text)
    assert silent(report) == reasons
    assert report.unused == ()
    for verdict, reason in zip(report.verdicts, reasons, strict=True):
        assert verdict.outcome is (Outcome.UNCHECKED if reason else Outcome.REFUTED)
        assert (verdict.correction is None) is bool(reason)
        assert verdict.evidence


@pytest.mark.parametrize(
    "text",
    [
        f"No claim. {WHY}\n\n{FALSE}",
        f"{TRUE} {WHY}",
        f"{WHY}\n",
        f"{FALSE} <!-- tapecheck: ignore -->",
    ],
)
def test_a_marker_that_silences_nothing_is_listed(verifier: Verifier, text: str) -> None:
    report = checked(verifier, text)
    assert set(silent(report)) <= {None}
    (unused,) = report.unused
    assert unused.span.of(text).startswith("<!-- tapecheck: ignore")


def test_what_is_supported_is_never_silenced(verifier: Verifier) -> None:
    report = checked(verifier, f"---\ntapecheck: {{ignore: x}}\n---\n{TRUE}")
    assert [each.outcome for each in report.verdicts] == [Outcome.SUPPORTED]


def rules_with(folder: Path, ignore: str) -> Path:
    """Return a folder of the rules that ship, with a table of what the house ignores."""
    (folder / "en").symlink_to(Path(str(rules_root())) / "en")
    shipped = (rules_root() / "verdicts.toml").read_text(encoding="utf-8")
    (folder / "verdicts.toml").write_text(f"{shipped}\n[ignore]\n{ignore}\n", encoding="utf-8")
    return folder


def test_a_house_may_silence_a_rule(tmp_path: Path) -> None:
    rules = rules_with(tmp_path, '"change.percent" = "another desk checks moves"')
    report = checked(build_verifier(Settings(rules=rules)), f"{FALSE} {WORSE}")
    assert silent(report) == ["another desk checks moves"] * 2


@pytest.mark.parametrize(
    ("ignore", "says"),
    [
        ('"change.precent" = "x"', "unknown rule 'change.precent' in [ignore]; did you mean"),
        ('"change.percent" = " "', "no reason for 'change.percent' in [ignore]"),
    ],
)
def test_a_house_must_name_a_rule_and_a_reason(tmp_path: Path, ignore: str, says: str) -> None:
    with pytest.raises(RuleFileError, match=r"verdicts\.toml: ") as raised:
        build_verifier(Settings(rules=rules_with(tmp_path, ignore)))
    assert says in str(raised.value)


def test_an_article_without_markers_is_judged_as_it_was(verifier: Verifier) -> None:
    plain = verifier.check(Article(text=FALSE, published=PUBLISHED))
    assert checked(verifier, FALSE) == replace(plain, article=replace(plain.article, id="a"))
