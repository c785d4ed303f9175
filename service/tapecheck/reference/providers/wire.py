"""The line to one vendor: spaced, retried, remembered; the key goes on below all of that.

A status of 200 proves nothing: throttles, errors and web pages come under it. An answer counts only
once the vendor's own reader has taken it; one that it refuses is forgotten, not remembered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import httpx
import stamina
from hishel import SqliteStorage
from hishel.httpx import CacheTransport
from msgspec import Struct
from stamina.instrumentation import set_on_retry_hooks

from tapecheck.reference.providers.complaints import complaint
from tapecheck.reference.providers.errors import (
    KeyRefusedError,
    OutageError,
    ThrottledError,
    UnknownSymbolError,
    VendorError,
    excerpt,
)
from tapecheck.reference.providers.pace import Pace
from tapecheck.reference.providers.vendor import Key, Vendor

T = TypeVar("T")

ATTEMPTS = 4
LONGEST_WAIT = 30.0
# A day's answers are asked for once; a fetch that was cut off finds them here when it goes on.
REMEMBERED = 12 * 3600.0
_CONNECT, _READ = 10.0, 30.0
_AGENT = "tapecheck"


class Answer(Struct, frozen=True, kw_only=True):
    """What a vendor sent under a good status, as text without the key."""

    vendor: str
    text: str


class Wire:
    """Asks one vendor; use it as a context."""

    def __init__(
        self, vendor: Vendor, *, key: str, pace: Pace, cache: Path | None, proxy: str | None = None
    ) -> None:
        """Keep the key where nothing logs it; ``cache`` is a folder, or None to remember none."""
        self.vendor = vendor
        self._key = key
        self._pace = pace
        below: httpx.BaseTransport = httpx.HTTPTransport(proxy=proxy)
        below = _Keyed(below, vendor.key, key, pace)
        self._storage = (
            SqliteStorage(database_path=cache / "answers.db", default_ttl=REMEMBERED)
            if cache
            else None
        )
        transport = CacheTransport(below, self._storage) if self._storage else below
        self._client = httpx.Client(
            transport=transport,
            headers={"user-agent": _AGENT, "accept-encoding": "gzip"},
        )

    def __enter__(self) -> Self:
        """Open the line."""
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        """Close it."""
        self._client.close()

    def get(self, url: str, params: Mapping[str, str], read: Callable[[Answer], T]) -> T:
        """Return what ``read`` makes of the answer; it raises where the answer is no data."""
        left = self._pace.left()
        read_in, connect_in = (min(each, left or each) for each in (_READ, _CONNECT))
        request = self._client.build_request(
            "GET", url, params=dict(params), timeout=httpx.Timeout(read_in, connect=connect_in)
        )
        longest = LONGEST_WAIT if left is None else min(LONGEST_WAIT, left / ATTEMPTS)
        for attempt in stamina.retry_context(
            on=self._worth_a_wait, attempts=ATTEMPTS, timeout=left or None,
            wait_initial=min(1.0, longest), wait_max=longest, wait_jitter=min(1.0, longest),
        ):  # fmt: skip
            with attempt:
                return self._ask(request, read)
        raise OutageError(self.vendor.name, "was not asked")

    def _worth_a_wait(self, error: Exception) -> bool | float:
        """Say whether to ask once more, or after how many seconds."""
        if not isinstance(error, VendorError) or not error.retry:
            return False
        if error.wait is None:
            return True
        left = self._pace.left()
        longest = LONGEST_WAIT if left is None else min(LONGEST_WAIT, left)
        return error.wait if error.wait <= longest else False

    def _ask(self, request: httpx.Request, read: Callable[[Answer], T]) -> T:
        key = hashlib.sha256(str(request.url).encode()).hexdigest()
        request.extensions["caching"] = {"key": key}
        try:
            response = self._client.send(request)
            text = response.text
        except (httpx.HTTPError, httpx.StreamError) as error:
            what = f"no whole answer: {type(error).__name__}: {self._without_key(str(error))}"
            raise OutageError(self.vendor.name, what) from None
        try:
            self._refuse(response, text)
            return read(Answer(vendor=self.vendor.name, text=self._without_key(text)))
        except VendorError:
            self._forget(key)
            raise

    def _refuse(self, response: httpx.Response, text: str) -> None:
        """Raise for a status that is no success, with what the vendor says to it."""
        status, name = response.status_code, self.vendor.name
        if response.is_success:
            return
        what = f"status {status}: {excerpt(self._without_key(text))}"
        if status == httpx.codes.TOO_MANY_REQUESTS:
            raise ThrottledError(name, what, wait=_seconds(response.headers.get("retry-after")))
        if status in (
            httpx.codes.UNAUTHORIZED,
            httpx.codes.PAYMENT_REQUIRED,
            httpx.codes.FORBIDDEN,
        ):
            raise KeyRefusedError(name, what, way_out=key_hint(self.vendor))
        if status == httpx.codes.NOT_FOUND:
            raise UnknownSymbolError(name, what)
        if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise OutageError(name, what)
        raise complaint(name, self._without_key(text), told=f"status {status}")

    def _without_key(self, text: str) -> str:
        """Return a vendor's words without the key: some print it back."""
        return text.replace(self._key, "[key]") if self._key else text

    def _forget(self, key: str) -> None:
        for entry in self._storage.get_entries(key) if self._storage else ():
            if self._storage:
                self._storage.remove_entry(entry.id)


class _Keyed(httpx.BaseTransport):
    """Puts the key on a request, below all that logs it, remembers it or names it in an error."""

    def __init__(
        self, below: httpx.BaseTransport, key: Key | None, secret: str, pace: Pace
    ) -> None:
        self._below = below
        self._key = key
        self._secret = secret
        self._pace = pace

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._pace.wait()
        return self._below.handle_request(self._keyed(request))

    def close(self) -> None:
        self._below.close()

    def _keyed(self, request: httpx.Request) -> httpx.Request:
        if self._key is None:
            return request
        told, url, headers = self._key.form.format(self._secret), request.url, request.headers
        if self._key.query:
            url = url.copy_merge_params({self._key.query: told})
        if self._key.header:
            headers = httpx.Headers(headers)
            headers[self._key.header] = told
        return httpx.Request(
            request.method, url, headers=headers, stream=request.stream,
            extensions=request.extensions,
        )  # fmt: skip


def retry_in_silence() -> None:
    """Keep retries from being told: stamina prints each on standard output, where verdicts go."""
    set_on_retry_hooks(())


def key_hint(vendor: Vendor) -> str:
    """Return where a vendor's key is looked for."""
    return f"set {vendor.key.variable} to a key that allows this" if vendor.key else ""


def _seconds(written: str | None) -> float | None:
    """Return the seconds that a Retry-After header asks for; a date there is not read."""
    return float(written) if written is not None and written.strip().isdigit() else None
