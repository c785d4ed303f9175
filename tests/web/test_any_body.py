from __future__ import annotations

import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from litestar import Litestar
from litestar.testing import TestClient

Client = TestClient[Litestar]

# Every code point there is, halves of characters included.
TEXTS = st.text(st.characters(exclude_categories=()))
MARKET = st.lists(
    st.sampled_from(
        ["Alibaba", "Tencent", "shares", "rose", "fell", "8.48", "percent", "on Wednesday", ",",
         ".", "HK$", "billion", "since Jan. 13", "(9988.HK)", "“", "\n",
         "🚀", "騰訊", "\x00", "to", "-"]
    )
).map(" ".join)  # fmt: skip
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4)
)
DAYS = st.dates().map(str) | st.datetimes().map(lambda moment: moment.isoformat()) | TEXTS
ARTICLES = st.fixed_dictionaries(
    {"text": TEXTS | MARKET},
    optional={"id": TEXTS | st.integers() | st.none(), "published": DAYS, "title": TEXTS},
)


def holds(client: Client, body: bytes) -> None:
    """Check that a body is answered with verdicts or with a problem, in JSON and in UTF-8."""
    answer = client.post("/v1/checks", content=body, headers={"content-type": "application/json"})
    told: Any = json.loads(answer.content.decode("utf-8"))
    if answer.status_code == 200:
        documents = told if isinstance(told, list) else [told]
        assert all({"id", "assertions", "digests"} <= document.keys() for document in documents)
    else:
        assert answer.status_code in {400, 413, 422}
        assert answer.headers["content-type"] == "application/problem+json"
        assert told["status"] == answer.status_code
        assert told["type"].startswith("/problems/")


@given(body=ANYTHING)
def test_any_json_is_answered(client: Client, body: object) -> None:
    holds(client, json.dumps(body).encode())


@given(articles=ARTICLES | st.lists(ARTICLES, max_size=3))
@example(articles={"text": "Tencent rose.", "published": "0001-01-01"})
@example(articles={"text": "Tencent rose last week.", "published": "9999-12-31"})
@example(articles={"text": "a", "id": "\ud800"})
def test_any_article_is_answered(client: Client, articles: object) -> None:
    holds(client, json.dumps(articles).encode())


@given(body=st.binary())
@example(body=b"[" * 100_000)
@example(body=b'{"text":' * 10_000)
@example(body=b'{"text":"a","id":' + b"9" * 5_000 + b"}")
@example(body=b'{"text":"a","id":1e999}')
@example(body=b"\xef\xbb\xbf{}")
def test_any_bytes_are_answered(client: Client, body: bytes) -> None:
    holds(client, body)
