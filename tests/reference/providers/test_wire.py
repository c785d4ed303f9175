"""The line to a vendor: what is retried, spaced, remembered, and kept to itself."""

from __future__ import annotations

import logging
from pathlib import Path

import httpx
import pytest
import stamina
from pytest_httpx import HTTPXMock

from reference.providers.asking import KEY, Time, wire
from tapecheck.reference.providers.answers import decoded
from tapecheck.reference.providers.errors import (
    AnswerError,
    FetchLimitError,
    KeyRefusedError,
    OutageError,
    ThrottledError,
    UnknownSymbolError,
    VendorError,
)
from tapecheck.reference.providers.wire import Answer, Wire, retry_in_silence

URL = "https://vendor.example/rows"


def numbers(answer: Answer) -> list[int]:
    return decoded(answer, list[int], told=("message",))


def get(line: Wire) -> list[int]:
    return line.get(URL, {"day": "2025-01-02"}, numbers)


def test_an_outage_is_asked_again(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(status_code=503, text="busy")
    httpx_mock.add_exception(httpx.ReadTimeout("slow"))
    httpx_mock.add_response(json=[1, 2])
    with stamina.set_testing(True, attempts=3), wire("tiingo") as line:
        assert get(line) == [1, 2]


def test_a_throttle_under_status_200_is_asked_again(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json={"message": "Too many requests"})
    httpx_mock.add_response(json=[1])
    with stamina.set_testing(True, attempts=2), wire("tiingo") as line:
        assert get(line) == [1]


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_a_refusal_is_not_asked_again(httpx_mock: HTTPXMock, status: int) -> None:
    httpx_mock.add_response(status_code=status, text="no")
    with stamina.set_testing(True, attempts=3), wire("tiingo") as line, pytest.raises(VendorError):
        get(line)
    assert len(httpx_mock.get_requests()) == 1


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (302, AnswerError),
        (400, AnswerError),
        (401, KeyRefusedError),
        (402, KeyRefusedError),
        (403, KeyRefusedError),
        (404, UnknownSymbolError),
        (429, ThrottledError),
        (500, OutageError),
    ],
)
def test_every_bad_status_has_its_error(
    httpx_mock: HTTPXMock, status: int, error: type[VendorError]
) -> None:
    httpx_mock.add_response(status_code=status, text="words of the vendor")
    with wire("tiingo") as line, pytest.raises(error, match=f"status {status}: words of the vendo"):
        get(line)


def test_a_vendor_that_asks_to_wait_too_long_is_not_waited_for(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(status_code=429, headers={"retry-after": "3600"})
    with (
        stamina.set_testing(True, attempts=3),
        wire("tiingo") as line,
        pytest.raises(ThrottledError) as caught,
    ):
        get(line)
    assert caught.value.wait == 3600
    assert len(httpx_mock.get_requests()) == 1


@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectError("no route"),
        httpx.ReadTimeout("slow"),
        httpx.RemoteProtocolError("peer closed connection without sending complete message body"),
    ],
)
def test_a_connection_that_breaks_is_an_outage(
    httpx_mock: HTTPXMock, error: httpx.TransportError
) -> None:
    httpx_mock.add_exception(error)
    with wire("tiingo") as line, pytest.raises(OutageError, match=type(error).__name__):
        get(line)


def test_an_answer_is_asked_for_once(httpx_mock: HTTPXMock, tmp_path: Path) -> None:
    httpx_mock.add_response(json=[1])
    for _ in range(2):
        with wire("tiingo", cache=tmp_path) as line:
            assert get(line) == [1]
    assert len(httpx_mock.get_requests()) == 1


@pytest.mark.parametrize(
    "refused", ['{"message": "Too many requests"}', "<html>", '[1, "two"]', "[1, 2", ""]
)
def test_an_answer_that_is_refused_is_not_remembered(
    httpx_mock: HTTPXMock, tmp_path: Path, refused: str
) -> None:
    httpx_mock.add_response(text=refused)
    httpx_mock.add_response(json=[1])
    with wire("tiingo", cache=tmp_path) as line:
        with pytest.raises(VendorError):
            get(line)
        assert get(line) == [1]


def test_the_key_is_in_no_file_of_the_cache(httpx_mock: HTTPXMock, tmp_path: Path) -> None:
    httpx_mock.add_response(json=[1], is_reusable=True)
    for vendor in ("tiingo", "eodhd"):
        with wire(vendor, cache=tmp_path) as line:
            line.get(f"{URL}/{vendor}", {}, numbers)
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"vendor.example" in kept
    assert KEY.encode() not in kept


def test_the_key_is_in_no_log(httpx_mock: HTTPXMock, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    httpx_mock.add_response(status_code=503, text=f"busy, {KEY}")
    httpx_mock.add_response(json=[1])
    with stamina.set_testing(True, attempts=2), wire("eodhd") as line:
        assert get(line) == [1]
    assert "vendor.example" in caplog.text
    assert KEY not in caplog.text


def test_requests_are_kept_apart(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=[1], is_reusable=True)
    time = Time()
    with wire("tiingo", time=time) as line:
        for _ in range(3):
            get(line)
    # Tiingo is asked every half second; the first request waits for nothing.
    assert time.pauses == [0.5, 0.5]


def test_what_is_remembered_is_not_waited_for(httpx_mock: HTTPXMock, tmp_path: Path) -> None:
    httpx_mock.add_response(json=[1])
    time = Time()
    with wire("tiingo", time=time, cache=tmp_path) as line:
        get(line)
        get(line)
    assert time.pauses == []


def test_nothing_is_asked_once_the_time_is_over(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=[1])
    time = Time()
    with wire("tiingo", time=time, limit=10) as line:
        get(line)
        time.now = 10.0
        with pytest.raises(FetchLimitError, match="tiingo: the 10 seconds allowed for fetching"):
            get(line)
    assert len(httpx_mock.get_requests()) == 1


def test_a_wait_that_would_pass_the_limit_is_not_begun(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=[1])
    time = Time()
    with wire("massive", time=time, limit=10) as line:
        get(line)
        with pytest.raises(FetchLimitError):
            get(line)
    assert time.pauses == []


def test_a_request_waits_no_longer_than_there_is_time(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=[1], is_reusable=True)
    for limit, seconds in ((None, 30), (5, 5)):
        with wire("tiingo", limit=limit) as line:
            get(line)
        assert httpx_mock.get_requests()[-1].extensions["timeout"]["read"] == seconds


def test_a_wait_longer_than_the_time_that_is_left_is_not_begun(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(status_code=429, headers={"retry-after": "20"})
    with (
        stamina.set_testing(True, attempts=3),
        wire("tiingo", limit=10) as line,
        pytest.raises(ThrottledError),
    ):
        get(line)
    assert len(httpx_mock.get_requests()) == 1


def test_a_retry_says_nothing_on_standard_output(
    httpx_mock: HTTPXMock, capsys: pytest.CaptureFixture[str]
) -> None:
    httpx_mock.add_response(status_code=503, text="busy")
    httpx_mock.add_response(json=[1])
    retry_in_silence()
    with stamina.set_testing(True, attempts=2), wire("tiingo") as line:
        assert get(line) == [1]
    assert capsys.readouterr() == ("", "")
