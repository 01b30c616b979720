"""Movements in a real browser: what was planted is told, its days are drawn, and it becomes a claim."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from socialplan.report import numbers

from .conftest import ROOT, Server, faults, overflow, show

LONG = 60_000  # a slow machine


@pytest.fixture(scope="module")
def planted(server: Server) -> tuple[str, date]:
    """The address of the page, and the day of the planted change."""
    server.link()  # makes the owner
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.movements_seed"], env=server.environment, cwd=ROOT, text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    there, day = done.stdout.split()
    return f"{there}listen/movements/", date.fromisoformat(day)


def whole(page: Page) -> None:
    """Until every part has come."""
    expect(page.get_by_role("heading", name="All series")).to_be_visible(timeout=LONG)
    expect(page.locator("[hx-trigger=load]")).to_have_count(0, timeout=LONG)


def test_the_planted_change_is_told_drawn_and_adopted(page: Page, planted: tuple[str, date]) -> None:
    address, day = planted
    page.goto(address)
    show(page, size="desktop", language="en")
    whole(page)
    near = {numbers.day(day + timedelta(days=off), "en") for off in (-1, 0, 1)}
    told = page.locator(".spm-move h3")
    expect(told).to_have_count(1)
    assert any(f"bladenbes: lastingly higher from {one} on" in told.inner_text() for one in near)
    expect(page.locator("#chart-movement canvas, #chart-movement svg").first).to_be_visible()
    assert not faults(page) and overflow(page) == 0

    page.get_by_role("link", name="What was said around it").click()
    expect(page.get_by_role("heading", name="What was said around it")).to_be_visible(timeout=LONG)
    page.locator("#lines").get_by_role("link", name="vlierzicht", exact=True).click()
    whole(page)
    expect(page.locator("#days")).to_contain_text("one message passed on")
    assert not faults(page)

    page.get_by_role("link", name="Adopt as claim").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("times as much as before")
    assert not faults(page)
    page.keyboard.press("Escape")

    page.get_by_label("Account", exact=True).select_option("kruidhof")
    expect(page.locator("#found")).to_contain_text("Nothing moved", timeout=LONG)
    assert "account=kruidhof" in page.url


def test_the_page_fits_a_phone_in_dutch(page: Page, planted: tuple[str, date]) -> None:
    page.goto(planted[0])
    show(page, size="phone", language="nl")
    expect(page.get_by_role("heading", name="Alle reeksen")).to_be_visible(timeout=LONG)
    expect(page.locator("[hx-trigger=load]")).to_have_count(0, timeout=LONG)
    expect(page.locator(".spm-move h3")).to_contain_text("blijvend hoger vanaf")
    assert not faults(page) and overflow(page) == 0
