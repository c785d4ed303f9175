"""``tapecheck check --fetch``: what an article needs is fetched before it is judged."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina
from pytest_httpx import HTTPXMock

from cli.running import Run
from reference.makers import inputs, load, write
from tapecheck.cli import top_up
from tapecheck.reference.tape import open_tape

# Published on Friday the 10th: Wednesday is the 8th. The tape ends with 10.6 on Monday the 6th.
TEXT = "---\npublished: 2025-01-10\n---\nAcme shares rose 3 percent on Wednesday.\n"
# 11.12 after 10.80 is a rise of 2.96 percent.
ROWS = {"2025-01-06": 10.6, "2025-01-07": 10.8, "2025-01-08": 11.12}


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("TAPECHECK_TIINGO_KEY", "s3cret-k3y")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with stamina.set_testing(True, attempts=1):
        yield


@pytest.fixture
def tape(tmp_path: Path) -> Path:
    load(inputs(tmp_path), tmp_path / "tape")
    return tmp_path / "tape"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return write(tmp_path, "draft.txt", TEXT)


def answer(mock: HTTPXMock) -> None:
    listed = [
        {"date": f"{day}T00:00:00.000Z", "open": c, "high": c, "low": c, "close": c, "volume": 100}
        for day, c in ROWS.items()
    ]
    mock.add_response(json=listed)


def test_a_claim_is_judged_on_what_was_fetched(
    run: Run, httpx_mock: HTTPXMock, tape: Path, draft: Path, tmp_path: Path
) -> None:
    assert "1 unchecked" in run("check", draft, "--tape", tape)[1]
    answer(httpx_mock)
    into = tmp_path / "topped"
    status, out, err = run(
        "check", draft, "--tape", tape, "--fetch", "tiingo", "--fetch-into", into
    )
    assert status == 0
    assert "1 claim: 1 supported" in out
    assert err == f"tape: test+tiingo ({into}, digest {open_tape(into).digest[:12]})\n"


def test_the_tape_that_was_given_stays_as_it_was(
    run: Run, httpx_mock: HTTPXMock, tape: Path, draft: Path
) -> None:
    before = open_tape(tape).digest
    answer(httpx_mock)
    assert run("check", draft, "--tape", tape, "--fetch", "tiingo")[0] == 0
    assert open_tape(tape).digest == before


def test_what_was_fetched_is_there_the_next_time(
    run: Run, httpx_mock: HTTPXMock, tape: Path, draft: Path
) -> None:
    answer(httpx_mock)
    first = run("check", draft, "--tape", tape, "--fetch", "tiingo")
    assert run("check", draft, "--tape", tape, "--fetch", "tiingo") == first
    assert len(httpx_mock.get_requests()) == 1


def test_a_report_names_the_new_tape(
    run: Run, httpx_mock: HTTPXMock, tape: Path, draft: Path, tmp_path: Path
) -> None:
    answer(httpx_mock)
    into = tmp_path / "topped"
    page = ("--format", "html")
    _, out, _ = run(
        "check", draft, "--tape", tape, "--fetch", "tiingo", "--fetch-into", into, *page
    )
    assert "test+tiingo" in out


def test_a_vendor_that_fails_leaves_the_claim_unchecked(
    run: Run, httpx_mock: HTTPXMock, tape: Path, draft: Path
) -> None:
    httpx_mock.add_response(status_code=503, text="busy")
    status, out, err = run("check", draft, "--tape", tape, "--fetch", "tiingo")
    assert status == 0
    assert "1 unchecked" in out
    assert "not fetched ACME: tiingo: status 503: busy\n" in err
    assert f"tape: test ({tape}," in err


def test_no_time_is_no_request(run: Run, tape: Path, draft: Path, httpx_mock: HTTPXMock) -> None:
    limit = ("--fetch-limit", "0")
    status, out, err = run("check", draft, "--tape", tape, "--fetch", "tiingo", *limit)
    assert status == 0
    assert "1 unchecked" in out
    assert "not fetched ACME: tiingo: the 0 seconds allowed for fetching are over" in err
    assert httpx_mock.get_requests() == []


def test_an_article_that_needs_nothing_asks_for_nothing(
    run: Run, tape: Path, tmp_path: Path, httpx_mock: HTTPXMock
) -> None:
    text = "---\npublished: 2025-01-10\n---\nAcme shares closed at $10.60 on Monday.\n"
    file = write(tmp_path, "easy.txt", text)
    assert run("check", file, "--tape", tape, "--fetch", "tiingo")[0] == 0
    assert httpx_mock.get_requests() == []


def test_a_market_that_the_vendor_does_not_serve_is_told(
    run: Run, tape: Path, tmp_path: Path, httpx_mock: HTTPXMock
) -> None:
    text = "---\npublished: 2025-01-10\n---\nNinety-Nine shares rose 3 percent on Wednesday.\n"
    file = write(tmp_path, "far.txt", text)
    _, _, err = run("check", file, "--tape", tape, "--fetch", "tiingo")
    assert re.search(r"not fetched XHKG:9999\.HK: tiingo: how it calls .* is not known", err)
    assert httpx_mock.get_requests() == []


@pytest.mark.parametrize(
    ("vendor", "says"),
    [
        ("tingo", "--fetch: no vendor 'tingo'; did you mean 'tiingo'?"),
        ("eodhd", "eodhd: wants a key; set TAPECHECK_EODHD_KEY in the environment"),
    ],
)
def test_misuse_is_one_message(
    run: Run, tape: Path, draft: Path, vendor: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TAPECHECK_EODHD_KEY", raising=False)
    status, _, err = run("check", draft, "--tape", tape, "--fetch", vendor)
    assert (status, err) == (2, f"error: {says}\n")


def test_days_that_are_not_over_are_not_asked_for(
    run: Run, tape: Path, draft: Path, httpx_mock: HTTPXMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    morning = dt.datetime(2025, 1, 8, 9, 0, tzinfo=dt.UTC)
    monkeypatch.setattr(top_up, "now", lambda: morning)
    answer(httpx_mock)
    run("check", draft, "--tape", tape, "--fetch", "tiingo")
    assert httpx_mock.get_requests()[0].url.params["endDate"] == "2025-01-07"
