from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tapecheck.web.html import el, page, prose

Client = TestClient[Litestar]


class Read(HTMLParser):
    """What a page holds: its words, its tags, and all it asks a browser to fetch or to run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in {"src", "href", "srcset", "action", "data", "poster"}:
                self.addresses.append(value or "")
            if name.startswith("on"):
                self.handlers.append(name)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def read(client: Client) -> Read:
    answer = client.get("/docs")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Read(answer.text)


def test_the_page_asks_nothing_of_another_host_and_runs_nothing(read: Read) -> None:
    assert not {"script", "link", "iframe", "object", "img", "base", "form"} & set(read.tags)
    assert not read.handlers
    assert all(re.fullmatch(r"#[\w-]+|/v1/openapi\.json", place) for place in read.addresses)
    style = "".join(read.words)
    assert "url(" not in style
    assert "@import" not in style


def test_every_link_of_the_page_leads_somewhere(read: Read) -> None:
    assert {place[1:] for place in read.addresses if place[0] == "#"} <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))


def test_the_page_tells_every_operation_and_field(client: Client, read: Read) -> None:
    document = client.get("/v1/openapi.json").json()
    words = "".join(read.words)
    for path, methods in document["paths"].items():
        assert path in words
        assert all(operation["summary"] in words for operation in methods.values())
    for name, schema in document["components"]["schemas"].items():
        assert f"shape-{name}" in read.ids
        assert all(field in words for field in schema.get("properties", {}))


def test_a_browser_may_use_the_page_s_own_style_and_no_more(client: Client) -> None:
    answer = client.get("/docs")
    style = answer.text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert answer.headers["content-security-policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
    assert "prefers-color-scheme: dark" in style
    assert 'name="viewport"' in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [("/docs", 200), ("/v1/health", 200), ("/v1/openapi.json", 200), ("/nothing", 404),
     ("/problems/not-json", 200)],
)  # fmt: skip
def test_every_answer_keeps_browsers_from_guessing_and_keeping(
    client: Client, path: str, status: int
) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_text_comes_out_of_an_element_as_text() -> None:
    body = el("p", "a <b> & ", el("code", "c"), " d", id='"x"')
    assert b'<p id="&quot;x&quot;">a &lt;b&gt; &amp; <code>c</code> d</p>' in page("t", "", [body])


def test_words_between_backticks_are_code() -> None:
    assert b"<p>say <code>yes</code> or <code>no</code></p>" in page(
        "t", "", [el("p", prose("say `yes` or ``no``"))]
    )
