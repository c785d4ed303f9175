"""``tapecheck tape fetch``: answers are written by hand, and nothing leaves the machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina
from pytest_httpx import HTTPXMock

from cli.running import Run
from reference.makers import BARS, INSTRUMENTS, inputs, load, write
from tapecheck.reference.providers.catalogue import VENDORS
from tapecheck.reference.providers.staging import FETCHED
from tapecheck.reference.tape import open_tape

KEY = "s3cret-k3y"
ACME, BETA = re.compile(r".*/daily/ACME/.*"), re.compile(r".*/daily/BETA/.*")
SINCE = ("--since", "2025-01-02", "--until", "2025-01-08", "--pace", "0")


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("TAPECHECK_TIINGO_KEY", KEY)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with stamina.set_testing(True, attempts=1):
        yield


@pytest.fixture
def tape(tmp_path: Path) -> Path:
    """Return a tape that has Acme on 2, 3 and 6 January 2025, last at 10.6, and no Beta."""
    more = INSTRUMENTS + "BETA,Beta Corp,equity,XNAS,USD,\n"
    load(inputs(tmp_path, instruments=more), tmp_path / "tape")
    return tmp_path / "tape"


def rows(closes: dict[str, float]) -> list[dict[str, object]]:
    return [
        {"date": f"{day}T00:00:00.000Z", "open": c, "high": c, "low": c, "close": c, "volume": 100}
        for day, c in closes.items()
    ]


def session(tape: Path, instrument: str) -> list[str]:
    bars = open_tape(tape).bars(instrument)
    assert bars is not None
    return [
        f"{bars.bar(each).session} {bars.bar(each).close.normalize():f}"
        for each in range(len(bars))
    ]


def test_a_tape_is_topped_up_in_its_place(run: Run, httpx_mock: HTTPXMock, tape: Path) -> None:
    httpx_mock.add_response(json=rows({"2025-01-06": 10.6, "2025-01-07": 10.7, "2025-01-08": 11}))
    status, out, err = run("tape", "fetch", "--from", "tiingo", "--into", tape, *SINCE, "ACME")
    assert (status, err) == (0, "")
    assert out.startswith(f"{tape}: tape test, digest ")
    assert session(tape, "XNYS:ACME")[-2:] == ["2025-01-07 10.7", "2025-01-08 11"]
    assert run("tape", "verify", tape)[0] == 0
    assert "tiingo-bars.parquet  20" in run("tape", "show", tape)[1]


def test_what_it_has_is_not_asked_for_again(run: Run, httpx_mock: HTTPXMock, tape: Path) -> None:
    httpx_mock.add_response(json=rows({"2025-01-07": 10.7, "2025-01-08": 11}))
    for _ in range(2):
        status, out, _ = run("tape", "fetch", "--from", "tiingo", "--into", tape, *SINCE, "ACME")
        assert status == 0
    assert out == f"{tape}: lacks nothing of this\n"
    assert len(httpx_mock.get_requests()) == 1


def test_a_part_that_fails_leaves_the_old_tape_and_is_not_all_asked_again(
    run: Run, httpx_mock: HTTPXMock, tape: Path
) -> None:
    httpx_mock.add_response(url=ACME, json=rows({"2025-01-07": 10.7}))
    httpx_mock.add_response(url=BETA, status_code=503, text="busy")
    before = open_tape(tape).digest
    command = ("tape", "fetch", "--from", "tiingo", "--into", tape, *SINCE, "ACME", "BETA")
    status, out, err = run(*command)
    assert (status, out) == (2, "")
    assert err == (
        "failed BETA: tiingo: status 503: busy\n"
        "error: SYMBOLS: 1 of 2 failed, and nothing was changed; "
        "ask again, or pass --skip-failed for the others\n"
    )
    assert open_tape(tape).digest == before
    httpx_mock.add_response(url=BETA, json=rows({"2025-01-07": 5}))
    assert run(*command)[0] == 0
    assert session(tape, "XNAS:BETA") == ["2025-01-07 5"]
    # Acme was answered for the first time, and once only.
    assert len(httpx_mock.get_requests(url=ACME)) == 1


def test_what_failed_may_be_left_out(run: Run, httpx_mock: HTTPXMock, tape: Path) -> None:
    httpx_mock.add_response(url=ACME, json=rows({"2025-01-07": 10.7}))
    httpx_mock.add_response(url=BETA, json=[])
    command = ("tape", "fetch", "--from", "tiingo", "--into", tape, *SINCE, "ACME", "BETA")
    status, _, err = run(*command, "--skip-failed")
    assert status == 0
    assert "left out BETA: tiingo: no rows of BETA from" in err
    assert session(tape, "XNYS:ACME")[-1] == "2025-01-07 10.7"


def test_a_new_tape_is_made_from_described_listings(
    run: Run, httpx_mock: HTTPXMock, tmp_path: Path
) -> None:
    httpx_mock.add_response(json=rows({"2025-01-07": 10.7}))
    described = write(tmp_path, "listings.csv", INSTRUMENTS)
    into = tmp_path / "new"
    command = ("--from", "tiingo", "--into", into, *SINCE, "--instruments", described, "ACME")
    assert run("tape", "fetch", *command)[0] == 0
    assert session(into, "XNYS:ACME") == ["2025-01-07 10.7"]


def test_another_tape_may_be_started_from(
    run: Run, httpx_mock: HTTPXMock, tape: Path, tmp_path: Path
) -> None:
    httpx_mock.add_response(json=rows({"2025-01-07": 10.7}))
    before = open_tape(tape).digest
    into = tmp_path / "new"
    command = ("--from", "tiingo", "--tape", tape, "--into", into, *SINCE, "ACME")
    assert run("tape", "fetch", *command)[0] == 0
    assert open_tape(tape).digest == before
    assert len(session(into, "XNYS:ACME")) == len(BARS.splitlines())


def test_rows_that_are_left_out_are_told(run: Run, httpx_mock: HTTPXMock, tape: Path) -> None:
    httpx_mock.add_response(json=[*rows({"2025-01-07": 10.7}), *rows({"2025-01-08": 0})])
    _, _, err = run("tape", "fetch", "--from", "tiingo", "--into", tape, *SINCE, "ACME")
    assert err == "left out ACME 2025-01-08: a close of 0 is no price\n"


def test_the_key_is_nowhere_to_be_seen(run: Run, httpx_mock: HTTPXMock, tape: Path) -> None:
    httpx_mock.add_response(json=rows({"2025-01-07": 10.7}))
    _, out, err = run("tape", "fetch", "--from", "tiingo", "--into", tape, *SINCE, "ACME")
    assert KEY not in out + err
    kept = [file for file in tape.parent.rglob("*") if file.is_file()]
    assert any("answers.db" in file.name for file in kept)
    assert not [file for file in kept if KEY.encode() in file.read_bytes()]


def test_no_cache_keeps_no_answer(
    run: Run, httpx_mock: HTTPXMock, tape: Path, tmp_path: Path
) -> None:
    httpx_mock.add_response(json=rows({"2025-01-07": 10.7}))
    command = ("--from", "tiingo", "--into", tape, *SINCE, "--no-cache", "ACME")
    assert run("tape", "fetch", *command)[0] == 0
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--from", "tingo"], "--from: no vendor 'tingo'; did you mean 'tiingo'?"),
        (["--from", "eodhd"], "eodhd: wants a key; set TAPECHECK_EODHD_KEY in the environment"),
        (["--from", "tiingo", "--since", "lately"], "--since: 'lately' is no date; as in 2025-0"),
        (
            ["--from", "tiingo", "--since", "2025-02-01"],
            "--since: 2025-02-01 is after the last day",
        ),
    ],
)
def test_misuse_is_one_message(
    run: Run, tape: Path, arguments: list[str], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TAPECHECK_EODHD_KEY", raising=False)
    status, out, err = run("tape", "fetch", "--into", tape, *SINCE, *arguments, "ACME")
    assert (status, out) == (2, "")
    assert err.startswith(f"error: {says}")
    assert err.count("\n") == 1


def test_the_help_page_has_every_vendor_its_rows_and_its_key(run: Run) -> None:
    _, out, _ = run("tape", "fetch", "--help")
    for vendor in VENDORS.values():
        (line,) = re.findall(rf"^ +{vendor.name}  .*$", out, re.MULTILINE)
        assert re.search(rf"{vendor.name} +{', '.join(vendor.tables)}  ", line)
        assert (
            vendor.key.variable if vendor.key else " none (" if "(" in line else " none"
        ) in line
        assert set(vendor.tables) <= set(FETCHED)
