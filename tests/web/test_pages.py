"""The pages without a script: what they show, where they lead."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from litestar.testing import TestClient
from msgspec.structs import replace

from tapecheck.app import create_app
from tapecheck.intake.demo import sample_text
from tapecheck.settings import Settings
from web.reading import FELL, ROSE, Client, Words, address_of, send


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
    # 85.35 to 87.74 billion dollars was seen, up to 87 billion are claimed.
    assert "close to close primary: fits in part decides" in str(Words(shown[1]))
    assert "no share count of 9988.HK in the window itself" in unescape(shown[1])


def test_a_check_that_is_made_again_on_the_same_tape_is_the_same(client: Client) -> None:
    address = address_of(send(client, FELL))
    answer = client.post(f"/checks/{address}/replay")
    assert answer.url.path == f"/checks/{address}/compare/{address}"
    assert "Every verdict is the same." in answer.text


def test_a_check_that_is_made_again_under_other_rules_shows_what_flipped(
    settings: Settings, tmp_path: Path
) -> None:
    mine = replace(settings, database_url=f"sqlite:///{tmp_path}/flipped.sqlite3")
    # Alibaba closed at 113.80 Hong Kong dollars: whose dollar a bare $ is decides it.
    text = "Alibaba shares closed at $113.80 on Wednesday."
    with TestClient(create_app(mine)) as client:
        address = address_of(send(client, text))
    with TestClient(create_app(replace(mine, home_currency="HKD"))) as client:
        assert "made with another tape or other rules" in client.get(f"/checks/{address}").text
        answer = client.post(f"/checks/{address}/replay")
        again = answer.url.path.rpartition("/")[2]
        assert again != address
        page = str(Words(answer.text))
    assert "Between them changed the rules." in page
    assert "Came out otherwise (1)" in page
    assert page.index("before") < page.index("now")
    assert "✓ supported" in page.partition("now")[2]


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


def test_the_address_of_a_claim_that_is_not_there_is_told_so(client: Client) -> None:
    address = address_of(send(client, ROSE))
    for at in (f"/checks/{address}", f"/v1/checks/{address}.svg", f"/v1/checks/{address}"):
        assert client.get(at, params={"claim": 0}).is_success
        answer = client.get(at, params={"claim": 1})
        assert answer.status_code == 404
        assert "The check has 1 claim, counted from 0; there is no claim 1." in answer.text


@pytest.mark.parametrize(
    ("kind", "text"),
    [("text", "<p>Acme rose.</p>"), ("markdown", "<em>Acme</em> rose."), ("html", "Acme *rose*.")],
)
def test_a_draft_is_edited_as_the_kind_of_text_that_it_was_sent_as(
    client: Client, kind: str, text: str
) -> None:
    body = {"text": text, "format": kind, "published": "2025-02-13"}
    address = client.post("/v1/checks", json=body).json()["digests"]["check"]
    form = client.get("/", params={"from": address}).text
    assert re.search(rf'<option value="{kind}"\s+selected', form)
    assert text in unescape(form)


def test_a_browser_that_is_lost_gets_a_page_and_a_program_json(client: Client) -> None:
    page = client.get("/past-checks", headers={"accept": "text/html,*/*;q=0.8"})
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "Nothing is at /past-checks." in page.text
    for path, accept in (("/past-checks", "*/*"), ("/v1/past-checks", "text/html")):
        answer = client.get(path, headers={"accept": accept})
        assert answer.json()["type"] == "/problems/not-found"
