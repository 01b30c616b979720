"""Signing in, the shell, the team: by mouse, by keyboard, on a desktop and on a phone."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Server, context_of, faults, overflow, show

PAGES = ("start/", "team/", "team/roles/", "team/keys/", "team/settings/", "team/history/")
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])


def workspace_of(page: Page) -> str:
    page.goto("/")
    found = re.search(r"/w/[\w-]+/", page.url)
    assert found
    return found.group(0)


def test_the_link_signs_in_once(server: Server, visitor: Page, chromium: Browser) -> None:
    link = server.link()
    visitor.goto(link)
    expect(visitor.get_by_role("link", name="Import my files")).to_be_visible()
    with context_of(chromium, server) as other:
        late = other.new_page()
        answer = late.goto(link)
        assert answer is not None and answer.status == 403
        expect(late.get_by_role("heading", name="This link no longer works")).to_be_visible()


@pytest.mark.parametrize(
    ("size", "language", "scheme"),
    [
        ("desktop", "nl", "light"),
        ("desktop", "en", "dark"),
        ("phone", "nl", "dark"),
        ("phone", "en", "light"),
    ],
)
def test_axe_finds_nothing_on_the_pages_of_the_shell(
    page: Page, size: str, language: str, scheme: str
) -> None:
    here = workspace_of(page)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for name in PAGES:
        page.goto(here + name)
        show(page, size=size, language=language)
        assert not faults(page), name
        assert overflow(page) == 0, name


@LANGUAGES
def test_axe_finds_nothing_at_the_door(visitor: Page, size: str, language: str) -> None:
    for address in ("/sign-in/", "/sign-in/link/", "/invitation/unknown/"):
        visitor.goto(address)
        show(visitor, size=size, language=language)
        assert faults(visitor) == [], address


def test_the_check_finds_a_planted_fault(page: Page) -> None:
    page.goto("/profile/")
    page.evaluate("document.querySelector('main').innerHTML += '<img src=\"/x.png\"><button></button>'")
    assert {line.split(":")[0] for line in faults(page)} >= {"image-alt", "button-name"}


def test_the_language_is_switched_by_keyboard_and_stays(page: Page) -> None:
    page.goto("/profile/")
    page.locator(".sp-languages button[value=nl]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    page.goto("/new/")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    show(page, size="desktop", language="en")


def test_the_skip_link_comes_first(page: Page) -> None:
    page.goto("/profile/")
    page.keyboard.press("Tab")
    expect(page.locator(".sp-skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_keys_are_listed_and_can_be_switched_off(page: Page) -> None:
    page.goto(workspace_of(page) + "team/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_label("Use single-letter keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_somebody_invited_joins_with_a_password_and_signs_in_again(
    server: Server, chromium: Browser, page: Page
) -> None:
    page.goto(workspace_of(page) + "team/")
    page.get_by_label("Email address").fill("second@example.org")
    page.get_by_role("button", name="Make an invitation").click()
    link = page.locator("#invitation-link").inner_text()
    with context_of(chromium, server, size="phone") as context:
        guest = context.new_page()
        guest.goto(link)
        guest.get_by_label("Your name").fill("Second Person")
        guest.get_by_label("Password").fill("short")
        guest.get_by_role("button", name="Join").click()
        expect(guest.get_by_role("alert")).to_be_focused()
        guest.get_by_label("Your name").fill("Second Person")
        guest.get_by_label("Password").fill("a boat without a name")
        guest.get_by_role("button", name="Join").click()
        guest.wait_for_url("**/w/**")
    with context_of(chromium, server) as context:
        again = context.new_page()
        again.goto("/sign-in/")
        again.get_by_label("Email address").fill("second@example.org")
        again.get_by_label("Password").fill("a boat without a name")
        again.get_by_role("button", name="Sign in").click()
        again.wait_for_url("**/w/**")
        again.goto(workspace_of(again) + "team/")
        expect(again.get_by_role("button", name="Make an invitation")).to_have_count(0)


def test_the_phone_shows_every_entry_under_more(page: Page) -> None:
    page.goto(workspace_of(page) + "team/")
    show(page, size="phone", language="en")
    expect(page.locator(".sp-sidebar")).to_be_hidden()
    page.locator(".sp-more > summary").click()
    page.locator(".sp-sheet").get_by_role("link", name="Team & settings").click()
    expect(page.get_by_role("heading", name="Team & settings")).to_be_visible()


def test_a_failed_request_says_so_and_keeps_the_page(page: Page, watch: object) -> None:
    page.goto(workspace_of(page) + "team/")
    page.get_by_label("Email address").fill("kept@example.org")
    page.evaluate("htmx.ajax('GET', '/nothing-here/', '#live')")
    expect(page.locator("#failure")).to_be_visible()
    expect(page.get_by_label("Email address")).to_have_value("kept@example.org")
    watch.complaints.clear()  # type: ignore[attr-defined]  # the browser names the 404 in its console
