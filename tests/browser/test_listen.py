"""Listen in a real browser: the stream and its conversations by keyboard, filters, a label, who, what."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from .conftest import ROOT, Server, faults, overflow, show


@pytest.fixture(scope="module")
def here(server: Server) -> str:
    """Where the room of a workspace with a few conversations stands."""
    server.link()  # makes the owner
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.listen_seed"], env=server.environment, cwd=ROOT, text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_conversation_is_opened_and_left_by_keyboard(page: Page, here: str) -> None:
    page.goto(here)
    show(page, size="desktop", language="en")
    page.locator("body").press("j")
    expect(page.locator("[data-post='mastodon/a3']")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    pane = page.locator("#thread")
    expect(pane.get_by_role("heading", name="The conversation")).to_be_focused()
    expect(pane.locator(".spl-node")).to_have_count(4)
    expect(pane.locator(".spl-selected")).to_contain_text("terrible, awful")
    expect(page.locator("#live")).to_have_text("The conversation is open.")
    assert "item=mastodon" in page.url
    assert not faults(page) and overflow(page) == 0
    page.keyboard.press("Escape")
    expect(page.locator("[data-post='mastodon/a2']")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("[data-post='mastodon/a3']")).to_be_focused()
    page.go_back()
    expect(pane).to_contain_text("Choose a post")


def test_filters_keep_their_focus_stand_in_the_address_and_are_taken_away_as_chips(
    page: Page, here: str
) -> None:
    page.goto(here)
    show(page, size="desktop", language="en")
    kind = page.get_by_label("Kind of post")
    kind.focus()
    kind.select_option("reply")
    expect(page.locator("#posts > li")).to_have_count(3)
    expect(page.locator("#live")).to_have_text("3 posts")
    expect(kind).to_be_focused()
    expect(page).to_have_url(re.compile("role=reply"))
    page.get_by_label("Words").fill("awful")
    page.get_by_label("Words").press("Enter")
    expect(page.locator("#posts > li")).to_have_count(1)
    page.get_by_role("link", name=re.compile("Kind of post: reply")).click()
    expect(page).to_have_url(re.compile(r"\?query=awful$"))
    page.get_by_role("link", name="Clear all").click()
    expect(page.get_by_role("heading", name="124 posts")).to_be_visible()
    page.reload()
    assert not faults(page)


def test_a_label_is_corrected_in_place_and_the_filter_follows(page: Page, here: str) -> None:
    page.goto(here + "?sentiment=negative&role=reply&item=mastodon/a2")
    show(page, size="desktop", language="en")
    post = page.locator("[data-post='mastodon/a2']")
    post.get_by_text("Read as").click()
    post.get_by_role("link", name=re.compile("Correct this label ?: Sentiment")).click()
    post.get_by_role("radio", name="neutral").check()
    post.get_by_role("button", name="Save").click()
    expect(post.get_by_role("status")).to_have_text("Saved. What rests on it is looked at again.")
    expect(post.locator("summary")).to_contain_text("neutral")
    expect(page.locator("#thread .spl-selected summary")).to_contain_text("neutral")  # beside it too
    assert not faults(page)
    page.reload()
    expect(page.get_by_text("No post fits all of this.")).to_be_visible()


def test_on_a_phone_a_conversation_is_a_page_of_its_own(page: Page, here: str) -> None:
    page.goto(here)
    show(page, size="phone", language="nl")
    assert not faults(page) and overflow(page) == 0
    page.get_by_text("Filters").first.click()
    assert not faults(page) and overflow(page) == 0
    page.get_by_role("link", name=re.compile("ben ?: open het gesprek")).click()
    expect(page.get_by_role("heading", name="Het gesprek")).to_be_visible()
    expect(page.locator("#posts")).to_be_hidden()
    assert not faults(page) and overflow(page) == 0
    page.get_by_role("link", name="Terug naar de berichtenstroom").click()
    expect(page.locator("#posts")).to_be_visible()


def test_without_script_list_and_conversation_stand_beside_each_other(
    page: Page, here: str, server: Server
) -> None:
    page.goto(here)
    address = page.locator("[data-post='mastodon/a2'] a.spl-open").get_attribute("href")
    browser = page.context.browser
    assert browser is not None
    with browser.new_context(java_script_enabled=False, base_url=server.address) as plain:
        plain.add_cookies(page.context.cookies())  # type: ignore[arg-type]
        other = plain.new_page()
        other.goto(f"{here}{address}")
        expect(other.locator("#thread .spl-node")).to_have_count(4)
        other.goto(here + "who/like/")
        expect(other.locator("tbody tr")).to_have_count(2)


@pytest.mark.parametrize(("name", "words"), [("who/", "@anna"), ("what/", "cake")])
def test_who_and_what_answer_and_open_their_evidence(
    page: Page, here: str, name: str, words: str, size: str
) -> None:
    page.goto(here + name)
    show(page, size=size, language="en")
    first = page.locator("section.sp-card").first
    expect(first.locator(".sp-cards tbody th").filter(has_text=words).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, 0)")
    assert not faults(page) and overflow(page) == 0
    first.locator("td a.sp-figure").first.click()
    expect(page.locator("#drawer")).to_be_visible()
    assert not faults(page)
