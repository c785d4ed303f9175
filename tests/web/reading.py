"""Pages as tests read them: their words, and where a form leads."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

Client = TestClient[Litestar]
# Alibaba closed at 104.90 and 113.80 HKD on 11 and 12 February 2025: 8.48 percent up.
ROSE = "Alibaba shares rose 8.48 percent on Wednesday."
FELL = "Alibaba shares fell 8.48 percent on Wednesday."
DAY = "2025-02-13"


class Words(HTMLParser):
    """The words of a page, and the ids and addresses in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.ids += [told["id"] or ""] if "id" in told else []
        self.links += [told["href"] or ""] if "href" in told else []

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def __str__(self) -> str:
        return " ".join(" ".join(self.said).split())


def send(client: Client, text: str, **fields: str) -> Response:
    """Fill the form in and follow where it leads."""
    return client.post("/checks", data={"text": text, "published": DAY} | fields)


def address_of(answer: Response) -> str:
    found = re.search(r"/checks/([0-9a-f]{64})", answer.url.path)
    assert found, answer.text
    return found[1]
