from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import Command
from tapecheck.build import build_rulebook, rules_root
from tapecheck.settings import Settings


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(str(rules_root()), tmp_path / "rules"))


def test_every_file_and_every_rule_is_listed(tapecheck: Command) -> None:
    rulebook = build_rulebook(Settings())
    status, out, err = tapecheck("rules")
    assert (status, err) == (0, "")
    for path, file in rulebook.files.items():
        assert f"{path}  {file.id}  " in out
        for rule in file.rule:
            assert f"    {rule.id:28} {rule.about}\n" in out
    assert out.endswith(f"rulebook {rulebook.digest[:12]}\n")


def test_the_examples_that_ship_hold(tapecheck: Command) -> None:
    files = build_rulebook(Settings()).files
    examples = sum(len(file.hit) + len(file.miss) for file in files.values())
    status, out, _ = tapecheck("rules", "--check")
    assert (status, out) == (0, f"{examples} examples in {len(files)} files, 0 faults\n")


def test_an_example_that_fails_is_shown_with_what_was_found(tapecheck: Command, root: Path) -> None:
    hedges = root / "en" / "lexicon" / "hedges.toml"
    text = hedges.read_text(encoding="utf-8")
    wrong = text.replace('value = 5, hedge = "nearly"', 'value = 6, hedge = "nearly"', 1)
    assert wrong != text
    hedges.write_text(wrong, encoding="utf-8")
    status, out, _ = tapecheck("rules", "--check", "--rules", root)
    assert status == 1
    first, second, last = out.splitlines()
    assert first == "lexicon/hedges.toml: 'nearly 5 percent': value is 5, not 6"
    assert second == "    in: Acme shares rose nearly 5 percent."
    assert last.endswith("files, 1 fault")


def test_a_claim_that_does_not_come_at_all_is_a_fault(tapecheck: Command, root: Path) -> None:
    hedges = root / "en" / "lexicon" / "hedges.toml"
    text = hedges.read_text(encoding="utf-8")
    hit = '[[hit]]\ntext = "The lamps were lit."\nclaims = [{ quote = "lit", kind = "change" }]\n'
    hedges.write_text(f"{text}\n{hit}", encoding="utf-8")
    status, out, _ = tapecheck("rules", "--check", "--rules", root)
    assert status == 1
    assert out.startswith("lexicon/hedges.toml: no claim with quote lit, kind change\n")


@pytest.mark.parametrize(
    ("ignored", "says"),
    [
        ('"change.amuont" = "by hand"', "unknown rule 'change.amuont' in [ignore]"),
        ('"change.amount" = " "', "no reason for 'change.amount' in [ignore]"),
    ],
)
def test_a_rule_that_is_ignored_amiss_is_found_by_the_check(
    tapecheck: Command, root: Path, ignored: str, says: str
) -> None:
    house = root / "verdicts.toml"
    house.write_text(
        f"{house.read_text(encoding='utf-8')}\n[ignore]\n{ignored}\n", encoding="utf-8"
    )
    status, _, err = tapecheck("rules", "--check", "--rules", root)
    assert status == 2
    assert says in err


def test_the_folder_of_a_language_is_not_that_of_the_rules(tapecheck: Command, root: Path) -> None:
    status, _, err = tapecheck("rules", "--rules", root / "en")
    assert status == 2
    assert "name the folder above en/" in err


def test_a_miss_that_hits_is_a_fault(tapecheck: Command, root: Path) -> None:
    hedges = root / "en" / "lexicon" / "hedges.toml"
    hedges.write_text(
        hedges.read_text(encoding="utf-8") + '\n[[miss]]\ntext = "Acme shares rose 5 percent."\n',
        encoding="utf-8",
    )
    status, out, _ = tapecheck("rules", "--check", "--rules", root)
    assert status == 1
    assert out.startswith("lexicon/hedges.toml: unexpected: quote 5 percent")


def test_a_file_without_examples_and_a_rule_that_none_fires_are_faults(
    tapecheck: Command, root: Path
) -> None:
    (root / "en" / "claims" / "own.toml").write_text(
        'id = "claims.own"\nabout = "Ours."\n[[rule]]\nid = "own.rule"\nabout = "Ours."\n'
        'kind = "change"\nrole = "extent"\nunits = ["physical"]\nmeasure = "return"\n'
    )
    status, out, _ = tapecheck("rules", "--check", "--rules", root)
    assert status == 1
    assert out.splitlines()[:3] == [
        "claims/own.toml: has no hit: show one of each",
        "claims/own.toml: has no miss: show one of each",
        "claims/own.toml: no hit makes rule own.rule fire",
    ]


def test_a_house_rule_with_a_typo_is_found_by_the_check(tapecheck: Command, root: Path) -> None:
    house = root / "verdicts.toml"
    text = house.read_text(encoding="utf-8")
    house.write_text(text.replace("[hedges.nearly]", "[hedges.nealry]"), encoding="utf-8")
    status, _, err = tapecheck("rules", "--check", "--rules", root)
    assert status == 2
    assert err == "error: verdicts.toml: unknown hedge 'nealry'; did you mean 'nearly'?\n"


def test_a_folder_without_rules_is_one_line(tapecheck: Command, tmp_path: Path) -> None:
    status, out, err = tapecheck("rules", "--rules", tmp_path)
    assert (status, out) == (2, "")
    what = "no such folder of rules; name the folder above en/"
    assert err == f"error: {tmp_path / 'en'}: {what}\n"
