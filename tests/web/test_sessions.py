"""The page where keys are in force: signing in, what a session opens, and its end."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec.structs import replace

from tapecheck.app import create_app
from tapecheck.ledger.database import database, upgrade
from tapecheck.ledger.keys import Keys, Scope
from tapecheck.settings import Settings

Client = TestClient[Litestar]
NOON = dt.datetime(2025, 2, 13, 12, tzinfo=dt.UTC)
DRAFT = {"text": "Alibaba shares rose 8.48 percent on Wednesday.", "published": "2025-02-13"}


@pytest.fixture
def keyed(settings: Settings, tmp_path: Path) -> Settings:
    url = f"sqlite:///{tmp_path}/sessions.sqlite3"
    return replace(settings, database_url=url, keyless=False, requests_per_minute=1000)


@pytest.fixture
def strict(keyed: Settings) -> Iterator[Client]:
    with TestClient(create_app(keyed)) as client:
        yield client


def token(settings: Settings, *scopes: Scope, ends: dt.datetime | None = None) -> tuple[str, str]:
    """Return the id and the token of a new key of Ada."""

    async def make() -> tuple[str, str]:
        engine = database(settings.database_url).get_engine()
        await upgrade(engine)
        key, made = await Keys(engine).create("Ada", scopes, at=NOON, ends=ends)
        await engine.dispose()
        return key.id, made

    return asyncio.run(make())


def revoke(settings: Settings, id: str) -> None:
    async def end() -> None:
        engine = database(settings.database_url).get_engine()
        await Keys(engine).end(id, at=NOON)
        await engine.dispose()

    asyncio.run(end())


def sign_in(client: Client, made: str, then: str = "/checks") -> None:
    answer = client.post("/sign-in", data={"key": made, "next": then})
    assert (answer.status_code, answer.url.path) == (200, then)


def test_who_has_no_session_is_asked_for_a_key_and_led_on(keyed: Settings, strict: Client) -> None:
    answer = strict.get("/checks?outcome=refuted", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=%2Fchecks%3Foutcome%3Drefuted"
    assert 'value="/checks?outcome=refuted"' in strict.get(answer.headers["location"]).text


@pytest.mark.parametrize("path", ["/checks", "/checks/x/replay", "/checks/x/decisions"])
def test_no_form_is_taken_without_a_session(strict: Client, path: str) -> None:
    answer = strict.post(path, data=DRAFT, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2F")


def test_a_key_opens_the_pages_that_its_scopes_name(keyed: Settings, strict: Client) -> None:
    sign_in(strict, token(keyed, Scope.CHECK, Scope.READ)[1])
    answer = strict.post("/checks", data=DRAFT)
    assert answer.status_code == 200
    assert "Ada" in answer.text
    assert strict.get(f"{answer.url.path}/delete").status_code == 403
    assert strict.get(f"/v1{answer.url.path}.json").status_code == 200


def test_a_session_is_no_key_to_the_rest_of_the_api(keyed: Settings, strict: Client) -> None:
    sign_in(strict, token(keyed, Scope.CHECK, Scope.READ)[1])
    assert strict.post("/v1/checks", json=DRAFT).status_code == 401
    assert strict.get("/v1/checks").status_code == 401


def test_the_cookie_is_for_this_site_and_for_no_script(keyed: Settings, strict: Client) -> None:
    made = token(keyed, Scope.CHECK)[1]
    answer = strict.post("/sign-in", data={"key": made}, follow_redirects=False)
    (cookie,) = SimpleCookie(answer.headers["set-cookie"]).values()
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "strict", "/")
    assert cookie.value not in made
    assert made not in cookie.value
    assert 11 * 3600 < int(cookie["max-age"]) <= 12 * 3600


def test_the_ledger_holds_no_session_that_could_be_used(keyed: Settings, strict: Client) -> None:
    sign_in(strict, token(keyed, Scope.CHECK, Scope.READ)[1])
    (value,) = strict.cookies.values()
    kept = Path(keyed.database_url.removeprefix("sqlite:///"))
    held = b"".join(file.read_bytes() for file in kept.parent.glob("sessions.sqlite3*"))
    assert value.encode() not in held


@pytest.mark.parametrize("told", ["", "tck_00000000_secret", "tck"])
def test_a_wrong_key_begins_nothing(strict: Client, told: str) -> None:
    answer = strict.post("/sign-in", data={"key": told})
    assert answer.status_code == 401
    assert "The API key is not known, or has ended." in answer.text
    assert not strict.cookies


def test_who_signs_out_is_out(keyed: Settings, strict: Client) -> None:
    sign_in(strict, token(keyed, Scope.READ)[1])
    (value,) = strict.cookies.values()
    assert strict.post("/sign-out").url.path == "/sign-in"
    strict.cookies.set("tapecheck-session", value)
    assert strict.get("/checks").url.path == "/sign-in"


def test_a_session_ends_with_its_key(keyed: Settings) -> None:
    id, made = token(keyed, Scope.READ)
    with TestClient(create_app(keyed)) as client:
        sign_in(client, made)
        (value,) = client.cookies.values()
    revoke(keyed, id)
    with TestClient(create_app(keyed), cookies={"tapecheck-session": value}) as client:
        assert client.get("/checks").url.path == "/sign-in"


@pytest.mark.parametrize("place", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_signing_in_leads_nowhere_else(keyed: Settings, strict: Client, place: str) -> None:
    made = token(keyed, Scope.CHECK)[1]
    answer = strict.post("/sign-in", data={"key": made, "next": place}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
