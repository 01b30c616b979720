"""A tracked query in a real browser: begun from the brief, as rows and text, looked at, saved, judged."""

import re
import subprocess
import sys

from playwright.sync_api import Page, expect

from .conftest import ROOT, Server, faults, overflow, show


def sound(page: Page, size: str, language: str) -> None:
    show(page, size=size, language=language)
    assert not faults(page) and overflow(page) == 0


def new_from_the_brief(page: Page) -> None:
    page.goto("/w/my-organisation/listen/queries/")
    sound(page, "phone", "nl")
    sound(page, "desktop", "en")
    expect(page.get_by_text("Start from your own name and 2 other spellings.")).to_be_visible()
    page.get_by_role("link", name="Start from your own name").click()
    expect(page.get_by_label("One of these", exact=True)).to_have_value(
        "bakkerij zoet, bakkerijzoet, #bakkerijzoet"
    )


def rows_to_text_and_back(page: Page) -> None:
    page.get_by_role("button", name="Add a row: and one of these").click()
    page.get_by_label("and one of these").fill("brood, taart")
    page.get_by_label("Dutch").check()
    page.get_by_role("button", name="Show as text").click()
    text = page.get_by_label("The query as text")
    expect(text).to_have_value(
        '("bakkerij zoet" OR bakkerijzoet OR #bakkerijzoet) AND (brood OR taart) AND language:nl NOT from:own'
    )
    sound(page, "desktop", "en")
    page.get_by_role("button", name="Show as rows").click()
    expect(page.get_by_label("and one of these")).to_have_value("brood, taart")
    expect(page.get_by_label("Dutch")).to_be_checked()


def what_it_gives(page: Page) -> None:
    """Seen before saving: 28 days with one post a day; a row nobody says empties it."""
    preview = page.locator("#preview")
    expect(preview.locator(".sp-figure-value")).to_have_text("1")
    expect(preview).to_contain_text("28 posts")
    expect(preview).to_contain_text("Vers brood bij Bakkerij Zoet")
    expect(preview).to_contain_text("40 posts an answer")
    page.get_by_label("and one of these").fill("taart")
    expect(preview).to_contain_text("Row 2 is not heard at all")
    page.get_by_label("and one of these").fill("brood, taart")
    expect(preview.locator(".sp-figure-value")).to_have_text("1")


def save(page: Page) -> None:
    page.get_by_label("Name", exact=True).fill("Our bread")
    page.get_by_role("button", name="Save and listen").click()
    expect(page.get_by_role("heading", name="Our bread")).to_be_visible()
    expect(page.locator(".spt-figures .sp-figure-value").first).to_have_text("1")
    expect(page.locator(".spt-sources")).to_contain_text("Mastodon · zoet")


def judge(page: Page) -> None:
    """Draw, then the keys alone: 1 on the first post, 2 on the next."""
    page.get_by_role("link", name=re.compile("Draw 20 posts")).click()
    page.get_by_role("button", name="Draw 20 posts").click()
    posts = page.locator("[data-judge]")
    expect(posts).to_have_count(20)
    posts.first.focus()
    page.keyboard.press("1")
    expect(page.locator(".spt-share")).to_contain_text("1 of 1")
    expect(posts.nth(1)).to_be_focused()
    page.keyboard.press("2")
    expect(page.locator(".spt-share")).to_contain_text("1 of 2")
    expect(posts.nth(2)).to_be_focused()


def ask_the_community(page: Page) -> None:
    page.goto("/w/my-organisation/listen/queries/ask/")
    page.get_by_label("The question, in your own words").fill("Which bread? #breadtalk")
    expect(page.locator("#ask-count")).to_contain_text("23 / 300 Bluesky")
    page.get_by_label("Hashtag for the answers").fill("#breadtalk")
    page.get_by_role("button", name="Keep the question").click()
    expect(page.locator(".spt-copy")).to_have_text("Which bread? #breadtalk")


def test_a_tracked_query_from_the_brief_to_a_judgement(page: Page, server: Server) -> None:
    subprocess.run(
        [sys.executable, "-m", "tests.browser.queries_seed"], env=server.environment, cwd=ROOT, check=True
    )
    for step in (new_from_the_brief, rows_to_text_and_back, what_it_gives, save, judge, ask_the_community):
        step(page)
    for there in ("", "1/", "1/judge/", "ask/"):
        page.goto(f"/w/my-organisation/listen/queries/{there}")
        for size, language in (("phone", "nl"), ("desktop", "nl"), ("phone", "en"), ("desktop", "en")):
            sound(page, size, language)
