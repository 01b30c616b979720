"""The map of themes is made by the worker while the page says how it goes."""

import subprocess
import sys

from playwright.sync_api import Page, expect

from .conftest import ROOT, Server, faults, overflow, show

SLOW = 120_000


def test_the_map_is_asked_for_waited_for_and_read(page: Page, server: Server) -> None:
    here = subprocess.run(
        [sys.executable, "-m", "tests.browser.map_seed"], env=server.environment, cwd=ROOT, text=True,
        check=True, capture_output=True,
    ).stdout.strip()  # fmt: skip
    page.goto(here + "analyse/reputation/themes/")
    part = page.locator("#part-themes")
    show(page, size="phone", language="nl")
    assert not faults(page) and overflow(page) == 0
    part.get_by_role("button", name="Maak de kaart").press("Enter")
    expect(part.get_by_role("progressbar")).to_be_visible()
    expect(part.get_by_role("button", name="Stop")).to_be_visible()
    assert not faults(page) and overflow(page) == 0
    expect(part).to_contain_text("heeft een duidelijk thema", timeout=SLOW)
    expect(part.get_by_role("button", name="Maak de kaart")).to_have_count(0)
    page.reload()
    expect(part).to_contain_text("heeft een duidelijk thema")
    show(page, size="desktop", language="en")
    assert not faults(page) and overflow(page) == 0
