"""The pages in a real Chromium: with and without a script, by keyboard, on a phone, in the dark.

What they look like is kept in build/screenshots, for people to look at.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from cli.serving import COMMAND, served
from tapecheck.intake.demo import sample_text

pytestmark = pytest.mark.slow

SHOTS = Path(__file__).parents[2] / "build" / "screenshots"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
_BAD = ("error", "warning")
Opened = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("chromium is missing: apt-get update && apt-get install -y chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(log=tmp_path_factory.mktemp("browser") / "log") as (address, _, _):
        yield address


@pytest.fixture
def opened(browser: Browser, base: str) -> Opened:
    @contextmanager
    def open_page(at: str = base, **options: Any) -> Iterator[Page]:
        """Yield a page; it must ask no other host, and the browser must find nothing to say."""
        context = browser.new_context(base_url=at, **({"viewport": WIDE} | options))
        page, said = context.new_page(), []
        page.on("console", lambda told: said.extend([told.text] if told.type in _BAD else []))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda asked: said.extend(_foreign(asked.url, at)))
        yield page
        context.close()
        assert said == []

    return open_page


def _foreign(url: str, base: str) -> list[str]:
    return [] if url.startswith(base) else [f"asked another host: {url}"]


def check(page: Page, text: str, **fields: str) -> None:
    """Paste a draft and send it off."""
    page.goto("/")
    page.get_by_label("Text", exact=True).fill(text)
    for label, value in fields.items():
        page.get_by_label(label.replace("_", " ")).fill(value)
    page.get_by_role("button", name="Check the draft").click()
    expect(page.get_by_role("heading", name="Claims")).to_be_visible()


def shoot(page: Page, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def faults(page: Page) -> list[str]:
    """Return what axe finds: for each rule that is broken, where."""
    # Imported here: who runs the quick tests alone need not have it.
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {node['html']}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("script", [True, False])
def test_a_draft_is_pasted_and_each_claim_explained(opened: Opened, script: bool) -> None:  # noqa: FBT001 -- as parametrized
    with opened(java_script_enabled=script) as page:
        check(page, sample_text())
        expect(page.get_by_role("heading", level=1)).to_have_text("Alibaba leads the pack again")
        expect(page.locator("#claims .chosen .badge")).to_have_text("✕ refuted")
        page.locator("#draft").get_by_role("link", name="nearly US$87 billion").click()
        chosen = page.locator("#claims .chosen")
        expect(chosen).to_contain_text("The tape leaves it open: 85.35 to 87.74 billion USD")
        expect(chosen.get_by_role("img")).to_have_accessible_name(
            re.compile("Alibaba Group Holding Ltd, HKD")
        )
        expect(page.locator("#draft [aria-current]")).to_contain_text("nearly US$87 billion")
        assert re.search(r"\?claim=2#claim-2$", page.url)


def test_the_list_is_filtered_and_the_way_back_leads_back(opened: Opened) -> None:
    with opened() as page:
        check(page, sample_text())
        page.get_by_role("navigation", name="Show claims").get_by_role(
            "link", name="supported"
        ).click()
        expect(page.locator("#claims .claim")).to_have_count(7)
        page.go_back()
        expect(page.locator("#claims .claim")).to_have_count(22)


def test_a_correction_is_copied(opened: Opened) -> None:
    with opened(permissions=["clipboard-read", "clipboard-write"]) as page:
        check(
            page, "Tencent shares fell 3.9 percent on Wednesday.", Day_of_publication="2025-02-13"
        )
        page.get_by_role("button", name="Copy").click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == "rose 3.9 percent"


def test_a_keyboard_is_enough(opened: Opened) -> None:
    with opened() as page:
        check(page, sample_text())
        page.reload()
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()
        link = page.locator('#draft [data-claim="0"]').first
        for _ in range(20):
            page.keyboard.press("Tab")
            if link.evaluate("each => each === document.activeElement"):
                break
        expect(link).to_be_focused()
        assert link.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        expect(page.locator("#claims .chosen h3 a")).to_be_focused()
        expect(page.locator("#claims .chosen h3 a")).to_have_text("46 percent")


def test_a_verdict_is_decided_on_and_a_check_deleted(opened: Opened) -> None:
    with opened() as page:
        check(page, "Tencent shares fell 3.9 percent on Tuesday.", Title="To be deleted")
        page.get_by_label("Overrule it").check()
        page.get_by_label("Reason").fill("Of another Tuesday.")
        page.get_by_role("button", name="Write it down").click()
        decisions = page.get_by_role("region", name="Decisions")
        expect(decisions).to_contain_text("overruled: claim 1 – Of another Tuesday.")
        page.get_by_role("link", name="Delete").click()
        page.get_by_role("button", name="Delete it").click()
        expect(page.get_by_role("status")).to_contain_text("The check was deleted")
        expect(page.get_by_role("link", name="To be deleted")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "size"), [("desk", WIDE), ("phone", PHONE)])
def test_every_page_can_be_read_in_any_light_and_at_any_width(
    opened: Opened, scheme: str, name: str, size: dict[str, int]
) -> None:
    with opened(viewport=size, color_scheme=scheme) as page:
        check(page, sample_text(), Title="Alibaba leads the pack again")
        at = page.url.partition("?")[0].partition("#")[0]
        check(page, sample_text().replace("fell 3.9", "rose 3.9"), Title="Alibaba leads")
        other = page.url.partition("?")[0].rpartition("/")[2]
        places = {
            "form": "/", "check": at, "claim": f"{at}?claim=2", "list": "/checks",
            "compared": f"{at}/compare/{other}", "delete": f"{at}/delete", "sign-in": "/sign-in",
        }  # fmt: skip
        for shown, place in places.items():
            page.goto(place)
            shoot(page, f"{shown}-{name}-{scheme}")
            assert faults(page) == [], shown
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide == size["width"], shown


def test_what_a_page_lacks_would_be_seen(opened: Opened) -> None:
    with opened() as page:
        page.goto("/")
        page.locator("select").evaluate("each => each.labels[0].remove()")
        page.locator("h1").evaluate("each => each.style.color = '#aaa'")
        assert [each.partition(":")[0] for each in faults(page)] == [
            "color-contrast (serious)",
            "select-name (critical)",
        ]


def test_who_signs_in_with_a_key_can_work_and_leave(opened: Opened, tmp_path: Path) -> None:
    told = ["--database", f"sqlite:///{tmp_path}/keys.sqlite3"]
    made = subprocess.run(
        [*COMMAND, "keys", "create", "Ada", "--scopes", "check,read", *told],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    key = re.search(r"tck_\S+", made.stdout)
    assert key
    with served(*told, log=tmp_path / "log") as (address, _, _), opened(at=address) as page:
        page.goto("/checks?outcome=refuted")
        page.get_by_label("API key").fill(key[0])
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Past checks")
        check(page, sample_text())
        expect(page.get_by_role("banner")).to_contain_text("Ada")
        page.get_by_role("button", name="Sign out").click()
        page.goto("/checks")
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
