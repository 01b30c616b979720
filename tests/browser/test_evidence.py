"""Claims, the review queue, what changed and the evidence drawer, by keyboard and for everybody."""

import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from .conftest import ROOT, Server, faults, overflow, show

INSIDE = "document.activeElement === document.body || !!document.activeElement.closest('#drawer')"


@pytest.fixture(scope="module")
def plan(server: Server) -> tuple[str, str]:
    """The address of a workspace with two decisions to review, and the finding under them."""
    server.link()  # makes the owner
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.seeds"], env=server.environment, cwd=ROOT, text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    here, finding = done.stdout.split()
    return here, finding


@pytest.mark.parametrize(("size", "language"), [("desktop", "nl"), ("phone", "en")])
def test_axe_finds_nothing_on_the_pages_of_the_evidence(
    page: Page, plan: tuple[str, str], size: str, language: str
) -> None:
    here, finding = plan
    for name in ("review/", "claims/", "changes/", f"finding/{finding}/", f"finding/{finding}/posts/"):
        page.goto(here + name)
        show(page, size=size, language=language)
        assert not faults(page), name
        assert overflow(page) == 0, name


def test_the_drawer_opens_at_once_keeps_focus_and_gives_it_back(page: Page, plan: tuple[str, str]) -> None:
    here, _finding = plan
    page.goto(here + "claims/")
    show(page, size="desktop", language="en")
    figure = page.locator("main .sp-figure").first
    figure.focus()
    page.keyboard.press("Space")
    drawer = page.locator("#drawer")
    expect(drawer.get_by_role("heading", level=2)).to_be_focused()
    expect(drawer.get_by_role("heading", name="For analysts")).to_be_visible(timeout=20_000)
    assert not faults(page)
    drawer.get_by_text("Show the question as SQL").press("Enter")
    expect(drawer.locator("#as-sql")).to_contain_text("SELECT", timeout=20_000)
    for _press in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(INSIDE)
    page.keyboard.press("Escape")
    expect(figure).to_be_focused()


def test_the_queue_is_walked_and_answered_by_keys(page: Page, plan: tuple[str, str]) -> None:
    """Last in this module: it empties the queue."""
    here, _finding = plan
    page.goto(here + "review/")
    show(page, size="desktop", language="en")
    title, reason = page.locator("#review-title"), page.locator("#id_reason")
    expect(title).to_have_text("Strong in video")
    expect(page.locator("article")).to_contain_text("Before and now on one scale")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(title).to_have_text("We know what people like")
    page.wait_for_load_state()  # a page of its own: its keys work once it is there
    page.keyboard.press("3")
    expect(page.locator("#id_ask")).to_be_focused()
    title.focus()
    page.keyboard.press("h")
    expect(page.locator("#id_until")).to_be_focused()
    title.focus()
    page.keyboard.press("1")
    expect(reason).to_be_focused()  # without a reason nothing is recorded
    page.keyboard.type("2 of 3 still say so")
    expect(reason).to_have_value("2 of 3 still say so")  # keys are letters while somebody types
    title.focus()
    page.keyboard.press("1")
    expect(page.get_by_text("Kept: We know what people like")).to_be_visible()
    expect(title).to_have_text("Strong in video")
    expect(title).to_be_focused()
    reason.fill("Photos do better now")
    title.focus()
    page.keyboard.press("2")
    expect(page.get_by_text("Nothing to review.")).to_be_visible()
    expect(page.get_by_text("2 decisions rest on claims that do not stand now")).to_be_visible()
