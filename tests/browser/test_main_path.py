"""The main path: files in, a claim adopted, a goal, the plan on paper, newer files, the claim turns."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from . import files
from .conftest import faults, overflow, show

SLOW = 180_000  # an import of 86,649 rows on a busy machine
MOST_ACTIONS = 12


@dataclass
class Walk:
    """Somebody at work: every click, choice and filled field is counted."""

    page: Page
    here: str
    actions: int = 0

    def click(self, name: str, role: str = "button", within: str = "main, dialog[open]") -> None:
        self.actions += 1
        self.page.locator(within).get_by_role(role, name=name).first.click()  # type: ignore[arg-type]

    def choose(self, *paths: Path) -> None:
        self.actions += 1
        self.page.set_input_files("#files", [str(path) for path in paths])

    def select(self, selector: str, value: str) -> None:
        self.actions += 1
        self.page.locator(selector).select_option(value)

    def fill(self, selector: str, value: str) -> None:
        self.actions += 1
        self.page.locator(selector).fill(value)


@pytest.fixture
def walk(page: Page) -> Walk:
    page.set_default_timeout(60_000)
    show(page, size="desktop", language="en")
    found = re.search(r"/w/[\w-]+/", page.url)
    assert found
    return Walk(page, found.group(0))


def bring(walk: Walk, *paths: Path) -> None:
    walk.choose(*paths)
    walk.click("Check these files")
    expect(walk.page.get_by_role("heading", name="Check the files")).to_be_visible(timeout=SLOW)


def take_in(walk: Walk) -> None:
    walk.actions += 1
    walk.page.locator(".spi-top .btn-primary").click()
    expect(walk.page.get_by_role("heading", name="First answers")).to_be_visible(timeout=SLOW)


def adopt_first(walk: Walk) -> None:
    """The first claim the data offer."""
    page = walk.page
    adopt = page.locator("#suggestions").get_by_role("link", name="Adopt").first
    expect(adopt).to_be_visible(timeout=SLOW)
    walk.actions += 1
    adopt.click()
    expect(page.locator("dialog[open] form")).to_be_visible(timeout=SLOW)
    walk.click("Adopt", within="dialog[open]")
    expect(page).to_have_url(re.compile("/claims/"), timeout=SLOW)


def adopt_count(walk: Walk, account: str, most: int) -> None:
    """There are at most so many posts: true until more come in."""
    page = walk.page
    page.goto(f"{walk.here}explore/volume/?by=-&account={account}")
    page.locator("#answer").get_by_role("link", name="Adopt as claim").click()
    expect(page.locator("dialog[open] form")).to_be_visible(timeout=SLOW)
    page.locator("dialog[open] [name=op]").select_option("<=")
    page.locator("dialog[open] [name=number]").fill(str(most))
    page.locator("dialog[open] [name=sentence]").fill(f"We place few posts: {account}.")
    page.locator("dialog[open]").get_by_role("button", name="Adopt").click()
    expect(page).to_have_url(re.compile("/claims/"), timeout=SLOW)
    expect(claim_of(page, f"We place few posts: {account}.")).to_contain_text("supported")


def claim_of(page: Page, sentence: str) -> Locator:
    return page.locator("main li, main article, main tr").filter(has_text=sentence).first


def set_goal(walk: Walk) -> None:
    page = walk.page
    page.goto(f"{walk.here}goals/")
    page.locator("[name=wish]").fill("People talk with us more often")
    for name, value in (("starts", "2026-01-01"), ("ends", "2026-12-31"), ("date", "2026-12-01")):
        if page.locator(f"main [name={name}]").count():
            page.locator(f"main [name={name}]").first.fill(value)
    page.get_by_role("button", name="Save the main goal").click()
    expect(page.locator("#goals")).to_contain_text("People talk with us more often")


def export_pdf(walk: Walk) -> bytes:
    answer = walk.page.context.request.get(f"{walk.here}plan/export/?format=pdf&language=nl")
    assert answer.ok
    return answer.body()


def sees_it_turn(walk: Walk, sentence: str) -> None:
    """The recheck runs by itself after the import."""
    page = walk.page
    claim = claim_of(page, sentence)
    for _turn in range(60):
        page.goto(f"{walk.here}claims/")
        if claim.get_by_text("contested").count():
            break
        page.wait_for_timeout(2000)
    expect(claim.get_by_text("contested").first).to_be_visible()
    page.goto(f"{walk.here}changes/")
    expect(page.locator("main")).to_contain_text(f"{sentence.rstrip('.')} no longer stands.")


def the_whole_path(walk: Walk, first: Path, later: Path, *, account: str, most: int) -> None:
    walk.click("Import my files", role="link")
    bring(walk, first)
    take_in(walk)
    adopt_first(walk)
    assert walk.actions <= MOST_ACTIONS, f"{walk.actions} actions to the first adopted claim"
    adopt_count(walk, account, most)
    set_goal(walk)
    assert export_pdf(walk).startswith(b"%PDF")
    walk.page.goto(f"{walk.here}import/")
    bring(walk, later)
    take_in(walk)
    sees_it_turn(walk, f"We place few posts: {account}.")


def test_the_main_path_with_a_dutch_spreadsheet(walk: Walk, tmp_path: Path) -> None:
    first, later = files.bakery(tmp_path)
    the_whole_path(walk, first, later, account="Havenbakkerij", most=300)


def test_no_page_of_the_path_has_a_fault(walk: Walk) -> None:
    """After the path above; every page at both widths, in both languages: loaded at one, then resized."""
    names = ("import/", "data/", "explore/", "explore/engagement/", "explore/volume/", "claims/", "changes/",
             "overview/", "goals/", "plan/", "review/", "import/job/1/answers/")  # fmt: skip
    found = []
    for language, sizes in (("en", ("desktop", "phone")), ("nl", ("phone", "desktop"))):
        show(walk.page, size=sizes[0], language=language)
        for name in names:
            show(walk.page, size=sizes[0], language=language)
            walk.page.goto(walk.here + name)
            for size in sizes:
                show(walk.page, size=size, language=language)
                found += [f"{name} {size} {language}: {fault}" for fault in faults(walk.page)]
                if overflow(walk.page):
                    found.append(f"{name} {size} {language}: wider than the window")
    show(walk.page, size="desktop", language="en")
    assert not found, "\n".join(found)


def test_the_same_files_again_change_nothing(walk: Walk, tmp_path: Path) -> None:
    first, _later = files.bakery(tmp_path)
    walk.page.goto(f"{walk.here}import/")
    bring(walk, first)
    take_in(walk)
    expect(walk.page.locator("main")).to_contain_text("Nothing changed.")


def test_a_bad_file_says_where_and_why_and_nothing_is_imported(walk: Walk, tmp_path: Path) -> None:
    walk.page.goto(f"{walk.here}import/")
    bring(walk, files.broken(tmp_path))
    row = walk.page.get_by_role("row").filter(has_text="kapot.csv").first
    expect(row).to_contain_text("veel")
    expect(row).to_contain_text("12")
    expect(walk.page.locator("#import-all")).to_have_count(0)
    assert not faults(walk.page)


def test_an_import_can_be_stopped_and_leaves_nothing(walk: Walk, tmp_path: Path) -> None:
    page = walk.page
    page.goto(f"{walk.here}data/")
    before = page.locator("#batches tbody tr").count()
    page.goto(f"{walk.here}import/")
    bring(walk, files.many(tmp_path))
    page.locator(".spi-top .btn-primary").click()
    page.get_by_role("button", name="Stop the import").click()
    expect(page.locator("#job")).to_contain_text("Nothing has been stored", timeout=SLOW)
    page.goto(f"{walk.here}data/")
    expect(page.locator("#batches tbody tr")).to_have_count(before)


def test_an_import_by_keyboard_alone(walk: Walk, tmp_path: Path) -> None:
    page = walk.page
    page.on("filechooser", lambda _: None)  # caught from now on; only at Enter is too late
    page.goto(f"{walk.here}import/")
    page.bring_to_front()
    page.wait_for_load_state("networkidle")
    for _step in range(40):  # from the top of the page, as somebody without a mouse comes
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id === 'files'"):
            break
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    small = files.broken(tmp_path).with_name("toetsen.csv")
    small.write_text(
        "Datum;Account;Tekst;Waarderingen\n05-01-2026;Havenbakkerij;Goedemorgen;3\n", encoding="utf-8"
    )
    chooser.value.set_files(str(small))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Check the files")).to_be_visible(timeout=SLOW)
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('form') === 'start'"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="First answers")).to_be_visible(timeout=SLOW)
