from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from litestar import Litestar
from litestar.testing import TestClient

from tapecheck.app import create_app
from tapecheck.intake.demo import sample_text
from tapecheck.settings import Settings

Client = TestClient[Litestar]

TEXTS = [
    "Alibaba shares rose 8.48 percent on Wednesday.",
    "Tencent shares fell 3.9 percent on Wednesday.",
    "Baidu closed at HK$88.90 on Wednesday, its highest since January.",
    sample_text(),
]


def test_eight_at_once_get_what_they_get_one_after_another(client: Client, tmp_path: Path) -> None:
    articles = [
        {"id": f"{place}", "text": TEXTS[place % len(TEXTS)], "published": "2025-02-13"}
        for place in range(40)
    ]

    def answer(article: dict[str, str], asked: Client) -> bytes:
        return asked.post("/v1/checks", json=article).content

    one_by_one = [answer(article, client) for article in articles]
    # A new service: nothing of its tape has been looked at yet, and its ledger is empty.
    fresh = Settings(database_url=f"sqlite:///{tmp_path}/fresh.sqlite3")
    with TestClient(create_app(fresh)) as other, ThreadPoolExecutor(8) as threads:
        at_once = list(threads.map(lambda article: answer(article, other), articles))
    assert at_once == one_by_one
