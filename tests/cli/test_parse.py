from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Command
from reference.makers import inputs, load
from tapecheck.intake.demo import sample_text

COMMAND = [sys.executable, "-m", "tapecheck.cli.main"]
TEXT = "Alibaba shares rose 8.5 percent on Wednesday."
DATED = ("--published", "2025-02-13")


def test_claims_are_listed_with_their_place_and_without_a_verdict(tapecheck: Command) -> None:
    status, out, err = tapecheck("parse", "-", *DATED, stdin=f"Up again.\n{TEXT}")
    assert (status, err) == (0, "")
    assert out == (
        "-, published 2025-02-13\n"
        "  line 2, column 21  Alibaba Group Holding Ltd: change up 8.5 percent, day 2025-02-12\n"
        "    Alibaba shares rose [8.5 percent] on Wednesday.\n"
        "1 claim\n"
    )


def test_a_claim_in_json_has_every_field_and_no_verdict(tapecheck: Command) -> None:
    _, out, _ = tapecheck("parse", "--format", "jsonl", "-", *DATED, stdin=TEXT)
    assert json.loads(out) == {
        "id": "-",
        "assertions": [
            {
                "quote": "8.5 percent",
                "start": 20,
                "end": 31,
                "kind": "change",
                "metric": "price",
                "subject": {
                    "text": "Alibaba",
                    "name": "Alibaba Group Holding Ltd",
                    "instrument": "XHKG:9988.HK",
                },
                "direction": "up",
                "value": 8.5,
                "value_max": None,
                "unit": "percent",
                "hedge": "exact",
                "basis": "unspecified",
                "window": {
                    "label": "day",
                    "start": None,
                    "end": "2025-02-12",
                    "text": "on Wednesday",
                },
                "modality": "asserted",
                "than": [],
                "move": 1,
                "rule": "change.percent",
            }
        ],
    }


def test_a_batch_gives_one_line_a_document(tapecheck: Command) -> None:
    lines = [json.dumps({"id": n, "text": TEXT * n}) for n in range(1, 4)]
    status, out, _ = tapecheck("parse", "--format", "jsonl", "-", stdin="\n".join(lines))
    found = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [(each["id"], len(each["assertions"])) for each in found] == [
        ("1", 1),
        ("2", 2),
        ("3", 3),
    ]


def test_what_cannot_be_read_is_named_and_the_rest_comes_through(
    tapecheck: Command, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(TEXT)
    bad.write_bytes(b"\xff")
    status, out, err = tapecheck("parse", bad, good, tmp_path / "none.txt")
    assert status == 2
    assert out.startswith(f"{good}, no publication date\n")
    assert err.splitlines() == [
        f"error: {bad}: not UTF-8 text: byte 0 cannot be read",
        f"error: {tmp_path / 'none.txt'}: no such file",
    ]


def test_names_come_from_the_tape_that_is_asked_for(tapecheck: Command, tmp_path: Path) -> None:
    load(inputs(tmp_path), tmp_path / "tape")
    _, out, _ = tapecheck(
        "parse", "-", "--tape", tmp_path / "tape", "--format", "jsonl",
        stdin="Acme shares rose 3 percent. Alibaba shares fell 2 percent.",
    )  # fmt: skip
    found = [each["subject"]["instrument"] for each in json.loads(out)["assertions"]]
    assert found == ["XNYS:ACME", None]


def test_a_text_without_claims_is_one_document(tapecheck: Command) -> None:
    status, out, _ = tapecheck("parse", "--format", "jsonl", "-", stdin="Nothing.")
    assert (status, out) == (0, '{"id":"-","assertions":[]}\n')


@pytest.mark.slow
def test_a_million_characters_of_anything_are_parsed(tapecheck: Command, tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    text = "Acme shares rose 4 percent.\n阿里巴巴 📈 (\x00\t[ 7, since Jan. 13 — “Q” \u202e ]\n\n"
    times = 1_000_000 // len(text) + 1
    path.write_text(json.dumps({"text": text * times}), encoding="utf-8")
    status, out, _ = tapecheck("parse", "--format", "jsonl", path)
    assert status == 0
    assert [each["quote"] for each in json.loads(out)["assertions"]] == ["4 percent"] * times


def test_a_reader_that_leaves_early_ends_it_quietly(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    lines = "".join(json.dumps({"id": n, "text": sample_text()}) + "\n" for n in range(200))
    path.write_text(lines)
    with subprocess.Popen(
        [*COMMAND, "parse", "--format", "jsonl", str(path)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        process.wait(timeout=60)
    assert json.loads(first)["id"] == "0"
    assert said == b""
    assert process.returncode == 141


def test_the_account_names_the_rule_and_the_reason_of_each_number(tapecheck: Command) -> None:
    said = "Alibaba shares rose 8.5 percent. Mary paid $5.\n"
    status, out, err = tapecheck("parse", "--debug", "-", *DATED, stdin=said)
    assert status == 0
    assert "    claim   8.5 percent: change.percent\n" in out
    assert "    left    $5: verb-takes-no-figure. " in out
    assert "numbers claimed: 1; left alone: verb-takes-no-figure 1" in err


def test_numbers_are_listed_by_reason_for_people_and_machines(tapecheck: Command) -> None:
    said = "Alibaba shares rose 8.5 percent. Mary paid $5. She hired 3,000 workers.\n"
    asked = ("parse", "--why", "count", "-", *DATED)
    status, out, _ = tapecheck(*asked, stdin=said)
    assert status == 0
    assert out == "-:1:58: 3,000: count. It counts things: 3,000 workers.\n"
    status, out, _ = tapecheck(*asked, "--format", "jsonl", stdin=said)
    (sentence,) = json.loads(out)["sentences"]
    assert [(left["text"], left["reason"]) for left in sentence["left"]] == [("3,000", "count")]
