"""A typo in a rule file ends in one error that names the file, the key and the nearest word."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tapecheck.build import build_rulebook, build_verifier, check_measures, rules_root
from tapecheck.core.errors import RuleFileError
from tapecheck.grammar.examples import check_examples
from tapecheck.grammar.parse import Parser
from tapecheck.grammar.rulebook import read_rulebook
from tapecheck.settings import Settings
from tapecheck.verify.house import read_house

OWN = """\
id = "lexicon.own"
about = "What this desk adds."

[words.move_verb]
catapult = { direction = "up" }

[phrases.window]
"so far this {period}" = { form = "month-to-date" }

[[hit]]
text = "Acme shares catapulted 4 percent on Tuesday."
claims = [{ quote = "4 percent", kind = "change", direction = "up" }]

[[miss]]
text = "The gymnast catapulted over the bar."
"""
CLAIM = """\
id = "claims.own"
about = "A claim of this desk."

[[rule]]
id = "own.rule"
about = "A move in percent."
kind = "change"
role = "extent"
units = ["percent"]
measure = "return"
readings = { default = ["close-to-close"] }
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of the rules that ship, to be spoilt."""
    return Path(shutil.copytree(str(rules_root()), tmp_path / "rules"))


def refusal(root: Path, content: str | bytes, file: str = "own.toml") -> str:
    """Return the error that one more rule file ends in, as the user sees it."""
    raw = content if isinstance(content, bytes) else content.encode()
    (root / "en" / "lexicon" / file).write_bytes(raw)
    with pytest.raises(RuleFileError) as refused:
        check_measures(read_rulebook(root / "en"))
    line = str(refused.value)
    assert "\n" not in line
    return line


# A block of the guide for desk editors, and where it tells them to put it.
GUIDED = re.compile(r"`(en/[\w/]+\.toml)`(?:, under `(\[.*?\])`)?:\n\n```toml\n(.*?)```", re.DOTALL)


def test_the_guide_for_desk_editors_can_be_followed_to_the_letter(root: Path) -> None:
    guide = (root / "README.md").read_text("utf-8")
    blocks = GUIDED.findall(guide)
    assert len(blocks) == guide.count("```toml")
    for file, table, lines in blocks:
        text = (root / file).read_text("utf-8")
        mended = text.replace(f"{table}\n", f"{table}\n{lines}", 1) if table else f"{text}\n{lines}"
        assert mended != text
        (root / file).write_text(mended, encoding="utf-8")
    rulebook = read_rulebook(root / "en")
    assert list(check_examples(rulebook, Parser(rulebook))) == []


def test_what_the_guide_says_of_a_hit_that_fails_is_what_the_check_says(root: Path) -> None:
    guide = (root / "README.md").read_text("utf-8")
    shown = re.findall(r"```text\n(lexicon.*?)```", guide, re.DOTALL)
    moves = root / "en" / "lexicon" / "moves.toml"
    verb = '[words.move_verb]\ncatapult = { direction = "up" }\n'
    _, _, hit = OWN.replace('direction = "up" }]', 'direction = "down" }]').partition("[[hit]]")
    text = moves.read_text("utf-8").replace("[words.move_verb]\n", verb, 1)
    moves.write_text(f"{text}\n[[hit]]{hit}", encoding="utf-8")
    rulebook = read_rulebook(root / "en")
    (fault,) = check_examples(rulebook, Parser(rulebook))
    assert shown == [f"{fault.path}: {fault.what}\n    in: {fault.text}\n"]


def test_a_slot_that_no_word_of_the_rules_fills_fits_nothing(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN.replace("so far this {period}", "so far a {up} of note"))
    (phrase,) = read_rulebook(tmp_path).lexicon.templates["so"].all
    assert phrase.template.match("so far a gain of note", 0) is None


def test_every_slot_is_told_to_desk_editors(root: Path) -> None:
    guide = (root / "README.md").read_text("utf-8")
    line = refusal(root, OWN.replace("{period}", "{zzz}"))
    assert [
        each for each in line.partition("known: ")[2].split(", ") if f"{{{each}}}" not in guide
    ] == []


def test_a_new_verb_is_one_line_of_a_file(root: Path) -> None:
    (root / "en" / "lexicon" / "own.toml").write_text(OWN)
    rulebook = read_rulebook(root / "en")
    faults = check_examples(rulebook, Parser(rulebook))
    assert [fault for fault in faults if fault.path == "lexicon/own.toml"] == []


@pytest.mark.parametrize(
    ("right", "wrong", "names", "hint"),
    [
        ("about =", "abuot =", "unknown key 'abuot'", "did you mean 'about'?"),
        ("[words.", "[wrods.", "unknown key 'wrods'", "did you mean 'words'?"),
        ("[[miss]]", "[[mis]]", "unknown key 'mis'", "did you mean 'miss'?"),
        (
            "direction =",
            "direcion =",
            "unknown key 'direcion' in [words.move_verb.catapult]",
            "did you mean 'direction'?",
        ),
        ("text =", "txet =", "unknown key 'txet' in [hit 1]", "did you mean 'text'?"),
        (
            '"up" }',
            '"upp" }',
            "unknown word 'upp' at `words.move_verb.catapult.direction`",
            "did you mean 'up'?",
        ),
        ("move_verb", "mov_verb", "unknown section 'mov_verb'", "did you mean 'move_verb'?"),
        (
            "phrases.window",
            "phrases.windw",
            "unknown section 'windw'",
            "did you mean 'window'?",
        ),
        (
            "{period}",
            "{perod}",
            "unknown slot {perod} in phrase 'so far this {perod}'",
            "did you mean 'period'?",
        ),
        (
            "month-to-date",
            "month-to-dat",
            "unknown form 'month-to-dat' in phrase 'so far this {period}'",
            "did you mean 'month-to-date'?",
        ),
    ],
)
def test_a_typo_in_a_lexicon_names_the_nearest_word(
    root: Path, right: str, wrong: str, names: str, hint: str
) -> None:
    line = refusal(root, OWN.replace(right, wrong, 1))
    assert "own.toml: " in line
    assert names in line
    assert line.endswith(hint)


@pytest.mark.parametrize(
    ("right", "wrong", "names", "hint"),
    [
        ("kind =", "knid =", "unknown key 'knid' in [rule 1]", "did you mean 'kind'?"),
        ('"change"', '"chnage"', "unknown word 'chnage' at `rule[0].kind`", "'change'?"),
        ('"return"', '"retrun"', "unknown measure 'retrun' in rule own.rule", "'return'?"),
        (
            '["close-to-close"]',
            '["close-to-clsoe"]',
            "unknown reading 'close-to-clsoe' in rule own.rule",
            "did you mean 'close-to-close'?",
        ),
        (
            'units = ["percent"]',
            'metrics = ["prcie"]',
            "unknown word 'prcie' at `rule[0].metrics[0]`",
            "did you mean 'price'?",
        ),
        (
            "units =",
            'status = "retierd"\nunits =',
            "unknown word 'retierd' at `rule[0].status`",
            "did you mean 'retired'?",
        ),
        (
            "default =",
            "defualt =",
            "unknown circumstance 'defualt' in rule own.rule",
            "did you mean 'default'?",
        ),
        (
            '"extent"',
            '"extnet"',
            "unknown role 'extnet' in rule own.rule",
            "did you mean 'extent'?",
        ),
        (
            '"percent"',
            '"precent"',
            "unknown unit 'precent' in rule own.rule",
            "did you mean 'percent'?",
        ),
    ],
)
def test_a_typo_in_a_claim_rule_names_the_nearest_word(
    root: Path, right: str, wrong: str, names: str, hint: str
) -> None:
    line = refusal(root, CLAIM.replace(right, wrong, 1))
    assert "own.toml: " in line
    assert names in line
    assert line.endswith(hint)


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("(over|in the {period}", "'(' is never closed in phrase"),
        ("so far [this {period}", "'[' is never closed in phrase"),
        ("so far this) {period}", "unbalanced ')' in phrase"),
        ("so far this] {period}", "unbalanced ']' in phrase"),
        ("(so far] this {period}", "'(' is never closed in phrase"),
        ("[so] [far]", "may be empty: every word is optional"),
        ("(so|) [far]", "may be empty: every word is optional"),
    ],
)
def test_a_phrase_with_a_bracket_amiss_is_quoted(root: Path, phrase: str, says: str) -> None:
    line = refusal(root, OWN.replace("so far this {period}", phrase))
    assert "own.toml: " in line
    assert says in line
    assert phrase in line


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (OWN.replace('"so far', "so far"), "own.toml: not TOML: "),
        (OWN + "\ncatapult = {", "own.toml: not TOML: "),
        (OWN.replace("[[hit]]", "[words.move_verb]", 1), "own.toml: not TOML: "),
        (OWN.encode("utf-16"), "own.toml: not UTF-8 text"),
        (OWN.replace("this desk", "caf\u00e9").encode("latin-1"), "own.toml: not UTF-8 text"),
        (OWN.replace('id = "lexicon.own"\n', ""), "own.toml: Object missing required field `id`"),
        (OWN.replace('"lexicon.own"', "5"), "own.toml: Expected `str`, got `int` - at `id`"),
        (
            OWN.replace("{ direction", "{ scale = true, direction"),
            "own.toml: Expected `decimal | null`, got `bool` - at `words.move_verb.catapult.scale`",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_named(root: Path, content: str | bytes, says: str) -> None:
    assert refusal(root, content).startswith(says)


def test_broken_toml_is_told_with_its_line(root: Path) -> None:
    assert "line 10" in refusal(root, OWN.replace("[[hit]]", "[[hit]", 1))


@pytest.mark.parametrize(
    ("right", "wrong", "way_out"),
    [
        ('"up" }', "up }", "words stand in quotes"),
        ("catapult =", "cata pult =", "several words stand in quotes"),
        ("catapult =", "catapult = {}\ncatapult =", "it is there already: change that line"),
        ("[[miss]]", "[miss]\n[miss]", "examples are [[hit]], [[miss]]"),
        ("The gymnast", 'The "gymnast"', "stands in single quotes"),
        ('"up" }]', '"up" }', "a comma or a bracket is missing"),
    ],
)
def test_what_desk_editors_mistype_most_is_answered_with_what_to_write(
    root: Path, right: str, wrong: str, way_out: str
) -> None:
    assert right in OWN
    assert way_out in refusal(root, OWN.replace(right, wrong, 1)).partition("; ")[2]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            OWN.replace("lexicon.own", "lexicon.money"),
            "lexicon/own.toml: id 'lexicon.money' is taken by lexicon/money.toml",
        ),
        (
            CLAIM.replace("own.rule", "change.percent"),
            "lexicon/own.toml: id 'change.percent' is taken by claims/change.toml",
        ),
        (
            CLAIM.replace("own.rule", "claims.own"),
            "lexicon/own.toml: id 'claims.own' is taken by lexicon/own.toml",
        ),
    ],
)
def test_an_id_belongs_to_one_file_for_ever(root: Path, content: str, says: str) -> None:
    assert refusal(root, content) == says


def test_a_retired_file_is_read_and_not_used(root: Path) -> None:
    path = root / "en" / "lexicon" / "own.toml"
    path.write_text(OWN)
    assert "catapulted" in read_rulebook(root / "en").lexicon.words
    path.write_text(OWN.replace("about =", 'status = "retired"\nabout ='))
    rulebook = read_rulebook(root / "en")
    assert "catapulted" not in rulebook.lexicon.words
    assert "lexicon/own.toml" in rulebook.files


def test_a_retired_rule_keeps_its_id_and_fires_no_more(root: Path) -> None:
    path = root / "en" / "claims" / "own.toml"
    path.write_text(CLAIM.replace("units =", 'status = "retired"\nunits ='))
    rulebook = read_rulebook(root / "en")
    assert "own.rule" not in {rule.id for rule in rulebook.claims}
    assert "own.rule" in refusal(root, CLAIM.replace("claims.own", "claims.other"))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match=r"/none/en: no such folder of rules"):
        build_rulebook(Settings(rules=tmp_path / "none"))


def _replaced(right: str, wrong: str) -> Callable[[str], str]:
    def edit(text: str) -> str:
        assert right in text
        return text.replace(right, wrong, 1)

    return edit


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (
            _replaced("[hedges.about]", "[hedges.abuot]"),
            "verdicts.toml: unknown hedge 'abuot'; did you mean 'about'?",
        ),
        (
            _replaced('"half_up"', '"halfup"'),
            "verdicts.toml: unknown word 'halfup' at `rounding`; did you mean 'half_up'?",
        ),
        (
            _replaced("below = { steps", "below = { stesp"),
            "verdicts.toml: unknown key 'stesp' in [hedges.exact.below]; did you mean 'steps'?",
        ),
        (
            _replaced("rounding =", "ruonding ="),
            "verdicts.toml: unknown key 'ruonding'; did you mean 'rounding'?",
        ),
        (
            lambda text: text[: text.index("[hedges.range]")],
            "verdicts.toml: no rule for hedge 'range'",
        ),
    ],
)
def test_a_typo_in_the_house_rules_names_the_nearest_word(
    root: Path, edit: Callable[[str], str], says: str
) -> None:
    path = root / "verdicts.toml"
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(RuleFileError) as refused:
        read_house(root)
    assert str(refused.value) == says


def test_rules_without_a_house_file_are_refused(root: Path) -> None:
    (root / "verdicts.toml").unlink()
    with pytest.raises(RuleFileError, match=r"verdicts\.toml: no such file"):
        build_verifier(Settings(rules=root))


def test_the_digest_of_the_rulebook_changes_with_any_file(root: Path) -> None:
    before = read_rulebook(root / "en").digest
    assert read_rulebook(root / "en").digest == before
    path = root / "en" / "lexicon" / "hedges.toml"
    path.write_text(path.read_text(encoding="utf-8") + "# a comment\n", encoding="utf-8")
    changed = read_rulebook(root / "en").digest
    assert changed != before
    path.rename(root / "en" / "lexicon" / "hedgerows.toml")
    assert read_rulebook(root / "en").digest not in (before, changed)


def test_a_file_counts_in_capitals_too(root: Path) -> None:
    moves = root / "en" / "lexicon" / "moves.toml"
    before = build_rulebook(Settings(rules=root))
    moves.rename(moves.with_suffix(".TOML"))
    after = build_rulebook(Settings(rules=root))
    assert after.lexicon.words.keys() == before.lexicon.words.keys()
