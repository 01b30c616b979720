"""The example in a real browser: made, looked at, and overtaken by its newer files."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import faults, overflow, show

LONG = 120_000  # a slow machine makes the example in a minute
PAGES = ("example/", "overview/", "data/")


def keep(page: Page, name: str) -> None:
    """A picture, where somebody asks for pictures."""
    if folder := os.environ.get("SOCIALPLAN_TEST_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_the_example_is_made_and_newer_files_overturn_part_of_it(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Look at the example").click()
    expect(page.get_by_role("heading", name="The plan stands on its first data")).to_be_visible(timeout=LONG)
    assert re.search(r"/w/vlierzicht-[\w-]+/example/$", page.url)
    here = page.url.removesuffix("example/")
    _without_faults(page, here, "first")

    page.goto(here + "example/")
    show(page, size="desktop", language="en")
    page.get_by_role("button", name="Let newer files arrive").click()
    expect(page.get_by_role("heading", name="The newer files are in")).to_be_visible(timeout=LONG)
    _without_faults(page, here, "newer")
    show(page, size="desktop", language="en")
    page.goto(here + "example/")
    page.get_by_role("link", name="See what changed").click()
    expect(page.get_by_text("Our videos draw more response than our photos.").first).to_be_visible()


def _without_faults(page: Page, here: str, stage: str) -> None:
    for name in PAGES:
        answer = page.goto(here + name)
        assert answer is not None
        if answer.status == 404:
            pytest.fail(f"{name} is not there")
        assert page.locator("aside.sp-simulated").is_visible(), f"{name} does not say that it is simulated"
        for size, language in (("desktop", "en"), ("phone", "nl")):
            show(page, size=size, language=language)
            keep(page, f"{stage}-{name.strip('/').replace('/', '-')}-{size}-{language}")
            assert faults(page) == [], name
            assert overflow(page) == 0, name
