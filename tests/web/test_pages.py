"""The pages without a script: what they show, where their forms lead."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from tapecheck.intake.demo import sample_text

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


def test_a_pasted_draft_leads_to_its_check(client: Client) -> None:
    answer = send(client, FELL, title="Alibaba slips")
    page = Words(answer.text)
    assert answer.status_code == 200
    assert "The tape says 8.48 %, not -8.485 to -8.475 %" in str(page)
    assert "Write rose 8.48 percent" in str(page)
    assert "not fell 8.48 percent" in str(page)
    assert "base 104.9 on 2025-02-11" in str(page)
    assert "XHKG:9988.HK close 2025-02-12 113.8 HKD bars-alibaba.csv" in str(page)


def test_the_marked_draft_reads_as_it_was_written(client: Client) -> None:
    draft = send(client, sample_text()).text.partition('id="draft">')[2].partition("</div>")[0]
    signs = re.compile(r'<sup .*?</sup>|<span class="unseen">.*?</span>|<[^>]*>')
    body = sample_text().partition("---\n")[2].partition("---\n")[2]
    assert unescape(signs.sub("", draft)).strip() == body.strip()


def test_claims_are_listed_worst_first_and_can_be_filtered(client: Client) -> None:
    answer = send(client, f"{ROSE} Tencent shares fell 3.9 percent on Wednesday.")
    listed = re.compile(r'<li class="claim (\w+)')
    assert listed.findall(answer.text) == ["refuted", "supported"]
    assert "all 2" in str(Words(answer.text))
    few = client.get(f"/checks/{address_of(answer)}?outcome=supported")
    assert listed.findall(few.text) == ["supported"]


def test_every_id_is_there_once_and_every_place_a_link_names_is_there(client: Client) -> None:
    page = Words(send(client, sample_text()).text)
    assert len(page.ids) == len(set(page.ids))
    own = [link.partition("#")[2] for link in page.links if "#" in link]
    assert set(own) <= set(page.ids)


def test_a_chosen_claim_is_shown_in_full_and_no_other(client: Client) -> None:
    at = f"/checks/{address_of(send(client, sample_text()))}"
    shown = [client.get(at, params={"claim": claim}).text for claim in (0, 2)]
    assert [text.count('class="detail"') for text in shown] == [1, 1]
    assert "113.8 / 78.1 - 1" in shown[0]
    assert "taken: up to the last close before publication" in shown[0]
    assert "no share count of 9988.HK in the window itself" in unescape(shown[1])


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("draft.md", "", "# Up\n\nAlibaba shares **rose 8.48 percent** on Wednesday."),
        ("draft.html", "", "<p>Alibaba shares <b>rose 8.48 percent</b> on Wednesday.</p>"),
        ("draft.txt", "markdown", "Alibaba shares **rose 8.48 percent** on Wednesday."),
    ],
)
def test_a_file_is_read_as_its_name_or_the_form_says(
    client: Client, name: str, kind: str, text: str
) -> None:
    answer = client.post(
        "/checks",
        data={"published": DAY, "format": kind},
        files={"file": (name, text.encode(), "application/octet-stream")},
    )
    assert "1 claim: 1 supported" in str(Words(answer.text))
    draft = answer.text.partition('id="draft">')[2].partition("</div>")[0]
    assert "**" not in draft
    assert "&lt;" not in draft


def test_without_a_day_front_matter_counts_and_else_today(client: Client) -> None:
    told = client.post("/checks", data={"text": f"---\npublished: {DAY}\n---\n{ROSE}"})
    assert f"Published {DAY}" in str(Words(told.text))
    today = dt.datetime.now(dt.UTC).date()
    bare = client.post("/checks", data={"text": f"Once more: {ROSE}"})
    published = re.search(r"Published (\S+)", str(Words(bare.text)))
    assert published
    assert dt.date.fromisoformat(published[1]) - today <= dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": " "}, "There is no text: paste one, or choose a file."),
        ({"published": "soon"}, "not a date: 'soon' at #/published"),
        (
            {"text": "---\npublished: never\n---\nA.", "published": ""},
            "not a date: 'never' at #/text",
        ),
    ],
)
def test_a_form_that_cannot_be_read_comes_back_as_it_was(
    client: Client, fields: dict[str, str], says: str
) -> None:
    told = {"text": "Nothing <b>moved</b>.", "published": DAY, "title": 'A "title"'} | fields
    answer = client.post("/checks", data=told)
    assert answer.status_code == 422
    assert says in unescape(answer.text)
    assert 'value="A &#34;title&#34;"' in answer.text
    if "text" not in fields:
        assert "Nothing &lt;b&gt;moved&lt;/b&gt;." in answer.text


def test_a_file_that_is_no_text_is_told_so(client: Client) -> None:
    answer = client.post("/checks", files={"file": ("a.txt", b"\xff\xfe", "text/plain")})
    assert answer.status_code == 422
    assert "not UTF-8 text: byte 0" in answer.text


def test_an_edited_draft_leads_back_to_the_check_before(client: Client) -> None:
    first = address_of(send(client, FELL, title="Edited"))
    form = client.get("/", params={"from": first}).text
    assert FELL in form
    assert f'name="before" value="{first}"' in form
    second = send(client, ROSE, title="Edited", before=first)
    compare = f"/checks/{first}/compare/{address_of(second)}"
    assert compare in second.text
    page = str(Words(client.get(compare).text))
    assert "Between them changed the text." in page
    assert "Gone (1)" in page
    assert "New (1)" in page


def test_a_check_that_is_made_again_on_the_same_tape_is_the_same(client: Client) -> None:
    address = address_of(send(client, FELL))
    answer = client.post(f"/checks/{address}/replay")
    assert answer.url.path == f"/checks/{address}/compare/{address}"
    assert "Every verdict is the same." in answer.text


def test_a_decision_is_written_down_and_listed(client: Client) -> None:
    address = address_of(send(client, f"Decided: {FELL}"))
    told = {"claim": "0", "decision": "overruled", "reason": "Of <another> day.", "by": "Ada"}
    page = str(Words(client.post(f"/checks/{address}/decisions", data=told).text))
    assert page.count("overruled : Of <another> day.") == 1
    assert "Ada" in page
    assert client.get(f"/v1/checks/{address}/decisions").json()[0]["reason"] == "Of <another> day."


@pytest.mark.parametrize(
    "told",
    [{"claim": "0", "decision": "overruled"}, {"claim": "9", "decision": "accepted"}, {}],
)
def test_a_decision_that_makes_no_sense_is_refused(client: Client, told: dict[str, str]) -> None:
    address = address_of(send(client, FELL))
    answer = client.post(f"/checks/{address}/decisions", data=told)
    assert answer.status_code == 422
    assert "The decision is not as it should be" in answer.text


def test_a_check_is_deleted_after_a_question(client: Client) -> None:
    address = address_of(send(client, f"Embargoed: {FELL}"))
    assert "Delete this check?" in client.get(f"/checks/{address}/delete").text
    answer = client.post(f"/checks/{address}/delete")
    assert "The check was deleted" in answer.text
    gone = client.get(f"/checks/{address}")
    assert gone.status_code == 404
    assert "The ledger has no such check" in gone.text


def test_past_checks_are_listed_and_narrowed(client: Client) -> None:
    send(client, FELL, title="Alibaba & co")
    listed = client.get("/checks", params={"id": "Alibaba & co", "outcome": "refuted"})
    assert "Alibaba &amp; co" in listed.text
    assert "1 refuted" in str(Words(listed.text))
    none = client.get("/checks", params={"id": "Alibaba & co", "outcome": "ambiguous"})
    assert "None are here." in none.text
    assert client.get("/checks", params={"outcome": "wrong"}).status_code == 400


@pytest.mark.parametrize("path", ["/", "/checks", "/sign-in", "/checks/nowhere"])
def test_a_page_may_use_our_own_files_and_nothing_else(client: Client, path: str) -> None:
    answer = client.get(path)
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'")
    assert not re.search(r"<style|style=|\son\w+=|https?:", answer.text)
    for place in re.findall(r'(?:src|href)="(/static/[^"]*)"', answer.text):
        asset = client.get(place)
        assert asset.status_code == 200
        assert asset.headers["cache-control"].endswith("immutable")
        assert not re.search(r"https?://(?!www\.w3\.org/)|@import|url\(", asset.text)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://testserver.local"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({}, 200),
    ],
)
def test_forms_of_other_sites_are_refused(
    client: Client, headers: dict[str, str], status: int
) -> None:
    answer = client.post("/checks", data={"text": ROSE, "published": DAY}, headers=headers)
    assert answer.status_code == status
