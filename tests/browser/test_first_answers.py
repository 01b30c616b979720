"""First answers after an import, and a listening task that closes itself, in both languages."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from . import files
from .conftest import Server, faults, overflow, show

SLOW = 120_000


def looked_at(page: Page, *, size: str, language: str) -> None:
    show(page, size=size, language=language)
    assert not faults(page), (page.url, language)
    assert overflow(page) == 0, (page.url, size)


def bring(page: Page, here: str, file: Path) -> None:
    """In English, as in the main path; ends on the first answers."""
    page.goto(here + "import/")
    page.set_input_files("#files", str(file))
    page.locator("main").get_by_role("button", name="Check these files").click()
    page.locator(".spi-top .btn-primary").click(timeout=SLOW)
    expect(page.get_by_role("heading", name="First answers", level=1)).to_be_visible(timeout=SLOW)


def test_answers_come_by_themselves_and_listening_ends_when_there_is_enough(
    page: Page, server: Server, tmp_path: Path
) -> None:
    first, later = files.bakery(tmp_path)
    found = re.search(r"/w/[\w-]+/", page.url)
    assert found
    here = found.group(0)
    page.goto(here + "answers/")
    looked_at(page, size="desktop", language="en")
    expect(page.locator("main")).to_contain_text("Here your files answer the first questions")
    bring(page, here, first)
    expect(page.locator("#first-answers .sp-note")).to_have_count(0, timeout=SLOW)
    rows = page.locator(".spw-answers > div")
    expect(rows).to_have_count(10)
    expect(rows.filter(has_text="How often is there sharing?")).to_contain_text("share of posts")
    expect(rows.filter(has_text="Which media are used?").locator(".sp-figure-value")).to_have_text("1")
    website = rows.filter(has_text="bring people to the website")
    expect(website).to_contain_text("add a file of web statistics")
    expect(page.locator("#suggestions h2")).to_be_visible(timeout=SLOW)
    looked_at(page, size="desktop", language="en")
    looked_at(page, size="phone", language="nl")
    rows.filter(has_text="Hoe vaak wordt er gedeeld?").locator(".sp-figure").click()
    expect(page.locator("#drawer h2").first).to_be_visible()

    page.goto(here + "explore/enough/?of=share&precision=1")
    page.get_by_role("link", name="Hiernaar luisteren").click()
    dialog = page.locator("dialog[open]")
    expect(dialog).to_contain_text("Er zijn er nu 252")
    assert not faults(page)
    dialog.locator("[name=wanted]").fill("12")
    dialog.get_by_role("button", name="Hiernaar luisteren").click()
    expect(dialog).to_contain_text("Kies een getal boven wat er nu is (252).")
    dialog.locator("[name=wanted]").fill("300")
    dialog.get_by_role("button", name="Hiernaar luisteren").click()
    expect(dialog).to_have_count(0)
    page.goto(here + "overview/")
    expect(page.locator("main")).to_contain_text("252 van 300")
    looked_at(page, size="phone", language="nl")
    show(page, size="desktop", language="en")
    bring(page, here, later)
    server.run("recheck")
    page.goto(here + "overview/")
    looked_at(page, size="desktop", language="en")
    expect(page.locator(".spe-changes")).to_contain_text("There is enough now for")
    expect(page.locator("main")).not_to_contain_text("252 of 300")
