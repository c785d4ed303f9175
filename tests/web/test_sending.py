"""The form for a draft: what may be sent, how it is read, what is refused."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest

from web.reading import DAY, FELL, ROSE, Client, Words, address_of, send


def test_a_pasted_draft_leads_to_its_check(client: Client) -> None:
    answer = send(client, FELL, title="Alibaba slips")
    page = Words(answer.text)
    assert answer.status_code == 200
    assert "The tape says 8.48 %, not -8.485 to -8.475 %" in str(page)
    assert "Write rose 8.48 percent" in str(page)
    assert "not fell 8.48 percent" in str(page)
    assert "base 104.9 on 2025-02-11" in str(page)
    assert "XHKG:9988.HK close 2025-02-12 113.8 HKD bars-alibaba.csv" in str(page)


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
        ({"published": "soon"}, "not a date: 'soon'; write it as 2025-02-13."),
        (
            {"text": "---\npublished: never\n---\nA.", "published": ""},
            "not a date: 'never'; write it as 2025-02-13.",
        ),
    ],
)
def test_a_form_that_cannot_be_read_comes_back_as_it_was(
    client: Client, fields: dict[str, str], says: str
) -> None:
    told = {"text": "Nothing <b>moved</b>.", "published": DAY, "title": 'A "title"'} | fields
    answer = client.post("/checks", data=told)
    assert answer.status_code == 422
    assert f">{says}<" in unescape(answer.text)
    assert 'value="A &#34;title&#34;"' in answer.text
    if "text" not in fields:
        assert "Nothing &lt;b&gt;moved&lt;/b&gt;." in answer.text


def test_a_file_that_is_no_text_is_told_so(client: Client) -> None:
    answer = client.post(
        "/checks", data={"text": ROSE, "title": "Mine"},
        files={"file": ("a.md", b"\xff\xfe", "text/plain")},
    )  # fmt: skip
    assert answer.status_code == 422
    assert "not UTF-8 text: byte 0" in answer.text
    assert f">\n{ROSE}</textarea>" in answer.text
    assert 'value="Mine"' in answer.text


def test_a_file_whose_day_is_wrong_comes_back_as_what_it_was(client: Client) -> None:
    sent = {"file": ("a.md", b"Acme *rose*.", "text/markdown")}
    answer = client.post("/checks", data={"published": "soon"}, files=sent)
    assert answer.status_code == 422
    assert ">\nAcme *rose*.</textarea>" in answer.text
    assert '<option value="markdown" selected>' in answer.text


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


@pytest.mark.parametrize(("away", "believed"), [(0, True), (1, True), (-1, True), (3, False)])
def test_today_is_a_day_of_the_reader_s_own_clock(
    client: Client,
    away: int,
    believed: bool,  # noqa: FBT001 -- as parametrized
) -> None:
    today = dt.datetime.now(dt.UTC).date()
    told = today + dt.timedelta(days=away)
    answer = client.post("/checks", data={"text": f"{away}. {ROSE}", "today": told.isoformat()})
    published = re.search(r"Published (\S+)", str(Words(answer.text)))
    assert published
    assert (dt.date.fromisoformat(published[1]) == told) is believed


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
