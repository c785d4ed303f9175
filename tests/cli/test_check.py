from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import Command
from tapecheck.build import rules_root
from tapecheck.reference.sample import sample_tape_path

TRUE = "Alibaba shares rose 8.5 percent on Wednesday."
FALSE = "Alibaba shares rose 6.2 percent on Wednesday."
CLOSE = "Alibaba shares rose 8.4 percent on Wednesday."
OPEN = "Alibaba had a market value of US$275 billion on Wednesday."
UNKNOWN = "Globex shares rose 8.5 percent on Wednesday."
DATED = ("--published", "2025-02-13")
NOTE = "tape: sample (the sample tape that ships with tapecheck; choose with --tape)\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(TRUE)
    return path


def line(text: str, **more: object) -> str:
    """Return one line of a batch."""
    return json.dumps({"text": text, "published": "2025-02-13", **more}, ensure_ascii=False)


def documents(out: str) -> list[dict[str, Any]]:
    """Return the documents that were written, one a line."""
    return [json.loads(each) for each in out.splitlines()]


@pytest.mark.parametrize(
    ("text", "fail_on", "status"),
    [
        (TRUE, None, 0),
        (FALSE, None, 1),
        (CLOSE, None, 0),
        (OPEN, None, 0),
        (UNKNOWN, None, 0),
        (FALSE, "never", 0),
        (FALSE, "imprecise", 1),
        (CLOSE, "imprecise", 1),
        (OPEN, "imprecise", 0),
        (OPEN, "ambiguous", 1),
        (UNKNOWN, "ambiguous", 0),
        (UNKNOWN, "unchecked", 1),
        (TRUE, "unchecked", 0),
        ("Nothing to check here.", "unchecked", 0),
    ],
)
def test_the_exit_status_tells_the_worst_verdict(
    tapecheck: Command, text: str, fail_on: str | None, status: int
) -> None:
    option = ("--fail-on", fail_on) if fail_on else ()
    assert tapecheck("check", "-", *DATED, *option, stdin=text)[0] == status


def test_an_input_that_cannot_be_read_outweighs_a_refuted_claim(
    tapecheck: Command, tmp_path: Path, draft: Path
) -> None:
    draft.write_text(FALSE)
    for sources in ((draft, tmp_path / "none.txt"), (tmp_path / "none.txt", draft)):
        status, out, err = tapecheck("check", *sources, *DATED)
        assert status == 2
        assert "x refuted" in out
        assert err == f"{NOTE}error: {tmp_path / 'none.txt'}: no such file\n"


def test_the_report_names_the_line_and_marks_the_claim(tapecheck: Command, draft: Path) -> None:
    status, out, err = tapecheck("check", draft, *DATED)
    assert status == 0
    assert err == NOTE
    assert out == (
        f"{draft}, published 2025-02-13\n"
        "\n"
        "+ supported  line 1, column 21  Alibaba Group Holding Ltd: change up 8.5 percent, "
        "day 2025-02-12\n"
        "    Alibaba shares rose [8.5 percent] on Wednesday.\n"
        "    The tape says 8.48 %; the words allow 8.45 to 8.55 %.\n"
        "\n"
        "1 claim: 1 supported\n"
    )


def test_files_folders_and_batches_may_be_mixed(tapecheck: Command, tmp_path: Path) -> None:
    drafts = tmp_path / "drafts" / "deep"
    drafts.mkdir(parents=True)
    (drafts / "b.md").write_text(f"---\npublished: 2025-02-13\n---\n{TRUE}")
    (drafts / "a.txt").write_text(TRUE)
    (drafts / "c.jsonl").write_text(line(TRUE, id="one") + "\n" + line(TRUE) + "\n")
    (drafts / "d.png").write_bytes(b"\x89PNG")
    single = tmp_path / "single.text"
    single.write_text(TRUE)
    status, out, _ = tapecheck("check", "--format", "jsonl", tmp_path / "drafts", single, *DATED)
    found = documents(out)
    assert status == 0
    assert [each["id"] for each in found] == [
        str(drafts / "a.txt"), str(drafts / "b.md"), "one", "2", str(single),
    ]  # fmt: skip
    assert all(
        claim["verdict"]["outcome"] == "supported" for each in found for claim in each["assertions"]
    )


def test_an_articles_own_date_beats_the_option(tapecheck: Command) -> None:
    # On 5 February, the Wednesday before, Alibaba fell from 97.65 to 97.55.
    dated = f"---\npublished: 2025-02-13\n---\n{TRUE}"
    assert tapecheck("check", "-", "--published", "2025-02-06", stdin=dated)[0] == 0
    assert tapecheck("check", "-", "--published", "2025-02-06", stdin=TRUE)[0] == 1


def test_standard_input_is_read_where_no_source_is_named(tapecheck: Command) -> None:
    status, out, _ = tapecheck("check", *DATED, stdin=TRUE)
    assert status == 0
    assert out.startswith("-, published 2025-02-13\n")


def test_a_bad_line_of_a_batch_is_named_and_the_others_come_through(tapecheck: Command) -> None:
    lines = [line(TRUE, id="first"), '{"id": "second"}', "", line(TRUE, id="third")]
    given = "\n".join(lines).encode() + b'\n{"text": "caf\xe9"}\n'
    status, out, err = tapecheck("check", "--format", "jsonl", "-", stdin=given)
    assert status == 2
    assert [each["id"] for each in documents(out)] == ["first", "third"]
    assert err.splitlines()[1:] == [
        "error: -:2: not an article: Object missing required field `text`",
        "error: -:5: not UTF-8: invalid continuation byte",
    ]


def test_a_batch_whose_first_line_is_bad_is_still_a_batch(tapecheck: Command) -> None:
    given = "\n" + '{"id": "no text"}\n' + line(TRUE, id="good") + "\n"
    status, out, err = tapecheck("check", "--format", "jsonl", stdin=given)
    assert status == 2
    assert [each["id"] for each in documents(out)] == ["good"]
    assert "error: -:2: not an article" in err


def test_prose_that_opens_with_a_brace_is_prose(tapecheck: Command) -> None:
    _, out, _ = tapecheck("check", *DATED, "--format", "jsonl", stdin="{{< hugo >}} " + TRUE)
    (document,) = documents(out)
    assert document["id"] == "-"
    assert document["assertions"][0]["quote"] == "8.5 percent"


def test_a_line_separator_in_a_text_ends_no_line_of_a_batch(tapecheck: Command) -> None:
    text = f"Up again.\u2028{TRUE}\u0085"
    _, out, err = tapecheck("check", "--format", "jsonl", stdin=line(text, id="a") + "\n")
    (document,) = documents(out)
    assert text[document["assertions"][0]["start"] :].startswith("8.5 percent")
    assert err == NOTE


@pytest.mark.parametrize("how", ["file", "stdin", "batch"])
def test_offsets_are_those_of_the_text_as_given(
    tapecheck: Command, tmp_path: Path, how: str
) -> None:
    text = f"\ufeff---\r\npublished: 2025-02-13\r\n---\r\n📈 九九\r\n\r\n{TRUE}\r\n"
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8", newline="")
    given: dict[str, tuple[tuple[object, ...], str]] = {
        "file": ((path,), ""),
        "stdin": ((), text),
        "batch": ((), json.dumps({"text": text})),
    }
    sources, stdin = given[how]
    _, out, _ = tapecheck("check", "--format", "jsonl", *sources, stdin=stdin)
    (claim,) = documents(out)[0]["assertions"]
    assert text[claim["start"] : claim["end"]] == claim["quote"] == "8.5 percent"
    assert claim["start"] == text.index("8.5 percent")


def test_output_goes_to_a_file_whole(tapecheck: Command, tmp_path: Path, draft: Path) -> None:
    _, shown, _ = tapecheck("check", draft, *DATED, "--format", "jsonl")
    status, out, _ = tapecheck(
        "check", draft, *DATED, "--format", "jsonl", "-o", tmp_path / "out.jsonl"
    )
    assert (status, out) == (0, "")
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == shown


def test_markup_is_left_out_and_quotes_are_those_of_the_file(
    tapecheck: Command, tmp_path: Path
) -> None:
    files = {
        "a.HTML": "<h1>Up</h1><p>Alibaba&#8217;s shares <b>rose\n8.5</b> percent on Wednesday.",
        "b.md": "# Up\n\n[Alibaba](https://a.example)’s shares rose **8.5** percent on Wednesday.",
        "c.txt": "Alibaba’s shares rose 8.5 percent on Wednesday. <i>",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    _, out, _ = tapecheck("check", tmp_path, *DATED, "--format", "jsonl")
    quotes = ["8.5</b> percent", "8.5** percent", "8.5 percent"]
    for found, text, quote in zip(documents(out), files.values(), quotes, strict=True):
        (claim,) = found["assertions"]
        assert claim["verdict"]["outcome"] == "supported"
        assert text[claim["start"] : claim["end"]] == claim["quote"] == quote
        assert found.get("title") == (None if found["id"].endswith(".txt") else "Up")


@pytest.mark.parametrize("fail_on", ["refuted", "unchecked"])
def test_a_silenced_claim_fails_no_run_and_is_listed(tapecheck: Command, fail_on: str) -> None:
    text = f"{FALSE} <!-- tapecheck: ignore wire copy -->\n\n<!-- tapecheck: ignore late -->"
    status, out, _ = tapecheck("check", *DATED, "--fail-on", fail_on, stdin=text)
    assert status == 0
    assert out.splitlines()[-4:] == [
        "    Ignored by request: wire copy.",
        "",
        "- unused marker  line 3, column 1  it silenced nothing (late)",
        "1 claim: 1 unchecked (1 silenced)",
    ]
    _, shown, _ = tapecheck("check", *DATED, "--format", "jsonl", stdin=text)
    (found,) = documents(shown)
    assert found["unused_markers"] == [
        {"start": text.rindex("<"), "end": len(text), "reason": "late"}
    ]


def test_a_file_is_named_as_seen_from_the_folder_of_work(
    tapecheck: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "b.jsonl").write_text("\n" + line(FALSE, id="one"))
    monkeypatch.chdir(tmp_path)
    for source in ("drafts", tmp_path / "drafts", "./drafts/../drafts/b.jsonl"):
        status, out, _ = tapecheck("check", source, "--format", "gitlab")
        (entry,) = json.loads(out)
        assert status == 1
        assert entry["location"] == {"path": "drafts/b.jsonl", "lines": {"begin": 2}}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("latin.txt", b"Caf\xe9 shares rose.", "not UTF-8 text: byte 3 cannot be read"),
        ("utf16.txt", "Acme".encode("utf-16"), "not UTF-8 text: byte 0 cannot be read"),
        ("binary.txt", bytes(range(256)), "not UTF-8 text: byte 128 cannot be read"),
        ("front.md", b"---\na: [\n---\n", "the front matter is not YAML"),
        ("date.md", b"---\ndate: soon\n---\n", "not a date: 'soon'; write it as 2025-02-13"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(
    tapecheck: Command, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(content)
    status, out, err = tapecheck("check", tmp_path / name)
    assert (status, out) == (2, "")
    last = err.splitlines()[-1]
    assert last.startswith(f"error: {tmp_path / name}")
    assert last.endswith(says)


def test_an_unreadable_file_and_an_empty_folder_are_one_line_each(
    tapecheck: Command, tmp_path: Path
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    status, _, err = tapecheck("check", folder, loop)
    assert status == 2
    assert err.splitlines()[1:] == [
        f"error: {folder}: no articles in it; known: .htm, .html, .jsonl, .markdown, .md, .txt",
        f"error: {loop}: Too many levels of symbolic links",
    ]


@pytest.mark.parametrize("content", ["", "\n", " \n\t\n", "\ufeff"])
def test_an_empty_article_has_no_claims_and_is_no_error(tapecheck: Command, content: str) -> None:
    status, out, err = tapecheck("check", "-", stdin=content)
    assert (status, err) == (0, NOTE)
    assert out == "-, no publication date\n\nno market claims found\n"


def test_control_characters_are_shown_as_blanks(tapecheck: Command) -> None:
    text = f"Up\x1b[31m\x07 again.\x00 {TRUE[:-1]}\x9b!"
    _, out, _ = tapecheck("check", "-", *DATED, stdin=text)
    assert "[8.5 percent] on Wednesday" in out
    assert not any(ord(char) < 32 and char != "\n" for char in out)
    assert "\x9b" not in out


def test_a_lone_surrogate_in_a_batch_is_one_line(tapecheck: Command) -> None:
    status, out, err = tapecheck("check", stdin=r'{"text": "Acme \ud800 rose."}')
    assert (status, out) == (2, "")
    assert err.splitlines()[1].startswith("error: -:1: not an article: JSON is malformed")


@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_a_file_name_that_is_no_utf8_is_shown_as_far_as_it_goes(
    tapecheck: Command, tmp_path: Path, form: str
) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text(TRUE)
    status, out, _ = tapecheck("check", tmp_path, *DATED, "--format", form)
    assert status == 0
    assert f"{tmp_path}/caf?.txt" in out


@pytest.mark.slow
def test_a_text_of_a_million_characters_is_checked(tapecheck: Command, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text((TRUE + " The weather was fine all day in the city.\n") * 11_500)
    assert path.stat().st_size > 1_000_000
    status, out, _ = tapecheck("check", path, *DATED)
    assert status == 0
    assert out.endswith("11500 claims: 11500 supported\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--published", "soon"), "error: --published: not a date: 'soon'; write it as 2025-02-13"),
        (("--tape", "none"), "error: none: no such folder; make one with `tapecheck tape load`"),
        (("--rules", "none"), "error: none/en: no such folder of rules; name the folder above en/"),
    ],
)
def test_a_wrong_option_is_one_line(
    tapecheck: Command, arguments: tuple[str, ...], says: str
) -> None:
    status, out, err = tapecheck("check", "-", *arguments, stdin=TRUE)
    assert (status, out) == (2, "")
    assert err.splitlines()[-1] == says


@pytest.mark.parametrize("option", [("--fail-on", "refused"), ("--format", "xml"), ("--nosuch",)])
def test_an_option_that_nobody_knows_is_misuse(tapecheck: Command, option: tuple[str, ...]) -> None:
    status, out, err = tapecheck("check", *option)
    assert (status, out) == (2, "")
    assert "Error: " in err


def _without_manifest(tape: Path) -> None:
    (tape / "manifest.json").unlink()


def _with_changed_bars(tape: Path) -> None:
    bars = tape / "bars.parquet"
    bars.write_bytes(bars.read_bytes()[:-1] + b"\x00")


def _with_changed_names(tape: Path) -> None:
    (tape / "names.json").write_text("{}")


@pytest.mark.parametrize("command", ["check", "explain"])
@pytest.mark.parametrize("spoil", [_without_manifest, _with_changed_bars, _with_changed_names])
def test_a_tape_that_is_not_as_it_was_loaded_is_one_line(
    tapecheck: Command, tmp_path: Path, command: str, spoil: Any
) -> None:
    tape = Path(shutil.copytree(sample_tape_path(), tmp_path / "tape"))
    spoil(tape)
    status, out, err = tapecheck(command, "-", "--tape", tape, stdin=TRUE)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith(f"error: {tape}")
    assert "tapecheck tape load" in err


@pytest.mark.parametrize("command", ["check", "explain", "parse", "rules"])
def test_a_rule_file_with_a_typo_is_one_line(
    tapecheck: Command, tmp_path: Path, command: str
) -> None:
    rules = Path(shutil.copytree(str(rules_root()), tmp_path / "rules"))
    hedges = rules / "en" / "lexicon" / "hedges.toml"
    text = hedges.read_text(encoding="utf-8")
    hedges.write_text(text.replace('hedge = "about"', 'hegde = "about"', 1), encoding="utf-8")
    status, out, err = tapecheck(command, "--rules", rules)
    assert (status, out) == (2, "")
    assert err == (
        "error: hedges.toml: unknown key 'hegde' in [words.hedge.about]; did you mean 'hedge'?\n"
    )


def test_a_measure_with_a_typo_is_one_line(tapecheck: Command, tmp_path: Path) -> None:
    rules = Path(shutil.copytree(str(rules_root()), tmp_path / "rules"))
    change = rules / "en" / "claims" / "change.toml"
    text = change.read_text(encoding="utf-8")
    change.write_text(text.replace('"return"', '"retrun"', 1), encoding="utf-8")
    for arguments in (("check", "-"), ("rules", "--check")):
        status, _, err = tapecheck(*arguments, "--rules", rules)
        assert status == 2
        assert err == (
            "error: claims/change.toml: unknown measure 'retrun' in rule change.percent; "
            "did you mean 'return'?\n"
        )


def test_another_tape_is_named_with_its_digest(tapecheck: Command, tmp_path: Path) -> None:
    tape = Path(shutil.copytree(sample_tape_path(), tmp_path / "tape"))
    _, _, err = tapecheck("check", "-", "--tape", tape, stdin=TRUE)
    assert err.startswith(f"tape: sample ({tape}, digest ")


def test_a_bare_dollar_is_the_currency_of_the_house(tapecheck: Command) -> None:
    # 113.80 Hong Kong dollars, or 14.61 of the United States.
    text = "Alibaba shares closed at $113.80 on Wednesday."
    assert tapecheck("check", *DATED, "--home", "HKD", stdin=text)[0] == 0
    assert tapecheck("check", *DATED, stdin=text)[0] == 1


def test_the_command_works_from_anywhere_and_writes_utf8_in_any_locale(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tapecheck.cli.main", "check", "-", *DATED],
        input=f"阿里巴巴 — {TRUE}".encode(),
        capture_output=True,
        cwd=tmp_path,
        env={"LC_ALL": "C", "PYTHONUTF8": "0"},
        check=False,
    )
    assert (done.returncode, done.stderr.decode()) == (0, NOTE)
    assert "阿里巴巴 — Alibaba shares rose [8.5 percent]" in done.stdout.decode()
