"""The pages of the situation: for everybody, in both languages, and a cell scored by keyboard alone."""

import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from .conftest import ROOT, Server, faults, overflow, show

PAGES = (
    "audience/", "reputation/", "traffic/", "competitors/", "destep/", "destep/?new=social", "confrontation/",
)  # fmt: skip


@pytest.fixture(scope="module")
def here(server: Server) -> str:
    """Where the pages of a workspace with a small situation stand."""
    server.link()  # makes the owner
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.situation_seed"], env=server.environment, cwd=ROOT, text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_cell_is_scored_by_keyboard_and_becomes_a_question_and_no_page_has_a_fault(
    page: Page, here: str
) -> None:
    page.goto(here + "confrontation/")
    show(page, size="desktop", language="en")
    page.get_by_role("link", name="Score: Our strength × Our threat").press("Enter")
    dialog = page.get_by_role("dialog", name="Score a cell")
    dialog.get_by_role("radio", name="++ helps very much").press("Space")
    dialog.get_by_label("Because").fill("People say so")
    assert not faults(page)
    dialog.get_by_label("Because").press("Enter")
    expect(page.get_by_role("table")).to_contain_text("People say so")
    page.get_by_role("button", name="Choose").first.press("Enter")
    expect(page.locator("#issues strong").first).to_contain_text("How do we use “Our strength”")
    for size, language, pages in (("desktop", "en", PAGES[3:]), ("phone", "nl", PAGES)):
        for name in pages:
            page.goto(here + name)
            show(page, size=size, language=language)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            assert not faults(page), (name, size)
            assert overflow(page) == 0, (name, size)
