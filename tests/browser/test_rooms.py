"""The rooms of the plan by keyboard alone: a row of the brief, the tree of goals, the SWOT board."""

from playwright.sync_api import Locator, Page, expect

from .conftest import faults, overflow, show


def focused(page: Page) -> Locator:
    return page.locator(":focus")


def type_in(page: Page, selector: str, words: str) -> None:
    """Where the focus already is."""
    expect(page.locator(selector)).to_be_focused()
    page.keyboard.type(words)


def press_on(place: Locator, key: str = "Enter") -> None:
    place.focus()
    place.press(key)


def write_an_expectation(page: Page) -> None:
    """Enter saves, Esc restores and comes back to where the row was opened."""
    page.goto("/w/my-organisation/brief/")
    press_on(page.locator("#block-expectation .sp-actions a"))
    type_in(page, "#expectation-sentence", "People know us")
    page.keyboard.press("Enter")
    expect(page.locator("#block-expectation .sp-room-title")).to_have_text("People know us")
    press_on(page.locator("#block-expectation .sp-room-buttons a"))
    type_in(page, "#expectation-sentence", " not")
    page.keyboard.press("Escape")
    expect(page.locator("#block-expectation .sp-inplace")).to_have_count(0)
    expect(page.locator("#block-expectation .sp-room-title")).to_have_text("People know us")
    expect(focused(page)).to_contain_text("Change")


def walk_the_tree(page: Page) -> None:
    page.goto("/w/my-organisation/goals/")
    page.locator("#id_wish").fill("More people know us")
    page.locator("#id_wish").press("Enter")
    expect(page.get_by_role("treeitem")).to_have_count(1)
    page.locator("#criteria input[name=sentence]").fill("They talk about us")
    page.locator("#criteria input[name=sentence]").press("Enter")
    top, below = page.get_by_role("treeitem").nth(0), page.get_by_role("treeitem").nth(1)
    expect(below).to_have_attribute("aria-level", "2")
    press_on(top, "ArrowDown")
    expect(below).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(top).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(top).to_have_attribute("aria-expanded", "false")
    expect(below).to_be_hidden()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    expect(below).to_be_focused()
    page.keyboard.press("Enter")
    expect(below).to_have_attribute("aria-selected", "true")


def move_a_card(page: Page) -> None:
    page.goto("/w/my-organisation/analyse/swot/")
    press_on(page.locator("#list-strength .sp-swot-head a"))
    type_in(page, "#list-strength input[name=sentence]", "We answer quickly")
    page.keyboard.press("Enter")
    card = page.locator("#list-strength [data-card]")
    expect(card).to_be_visible()
    press_on(card, "m")
    expect(focused(page)).to_have_text("Weakness")
    page.keyboard.press("Enter")
    expect(page.locator("#list-weakness [data-card]")).to_contain_text("We answer quickly")


def test_the_rooms_by_keyboard(page: Page) -> None:
    show(page, size="desktop", language="en")
    for walk in (write_an_expectation, walk_the_tree, move_a_card):
        walk(page)
    for room in ("brief", "goals", "analyse/swot", "plan", "overview"):
        page.goto(f"/w/my-organisation/{room}/")
        show(page, size="phone", language="nl")
        assert (room, faults(page), overflow(page)) == (room, [], 0)
