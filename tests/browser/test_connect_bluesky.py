"""Somebody with an account on Bluesky connects it and reads what is said; then the network falls silent.

Pages, worker and browser run beside Bluesky's own server software, in its network namespace.
"""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import NO_BLUESKY
from tests.networks.bluesky.real import network
from tests.networks.bluesky.real.people import Person, person

from .conftest import Server, faults, overflow, show

FIVE_MINUTES = 300.0
PATIENCE = 120_000  # milliseconds: within which what stands still must be seen


@pytest.fixture(scope="module", autouse=True)
def bluesky() -> Iterator[network.Network]:
    """Before everything else: what is started from then on is started there."""
    if why := network.missing():
        pytest.skip(f"{NO_BLUESKY}: {why}")
    with network.running() as found:
        if "full" not in found.where:
            pytest.skip(f"{NO_BLUESKY}: it needs PostgreSQL and Redis")
        with network.within(found):
            yield found


@pytest.fixture(scope="module")
def further(bluesky: network.Network) -> dict[str, str]:
    return {"SOCIALPLAN_LISTEN_INSIDE": bluesky.inside}


@pytest.fixture(scope="module")
def bakery(bluesky: network.Network) -> Person:
    return person(bluesky.where["full"]["server"], "bakkerij")


@pytest.fixture(scope="module")
def customer(bluesky: network.Network) -> Person:
    return person(bluesky.where["full"]["server"], "klant")


def fill_in(page: Page, bakery: Person, password: str) -> None:
    page.get_by_label("Your handle").fill(bakery.handle)
    page.get_by_label("App password").fill(password)
    page.get_by_text("The account is on a server of its own").click()
    page.get_by_label("Address of that server").fill(bakery.server)
    page.get_by_role("button", name="Connect Bluesky").click()


def test_an_account_is_connected_and_its_conversation_is_read(
    page: Page, server: Server, bluesky: network.Network, bakery: Person, customer: Person
) -> None:
    begun = time.monotonic()
    ours = bakery.post("Vandaag roggebrood uit eigen oven")
    asked = customer.mention(bakery, "Hallo ", ", hebben jullie morgen ook speltbrood?")
    customer.answer(asked, "En tot hoe laat zijn jullie open?")
    customer.like(ours)
    bluesky.settle()

    page.get_by_role("link", name="Data & connections").first.click()
    page.get_by_role("link", name="Add a source").first.click()
    assert faults(page) == [] and overflow(page) == 0
    fill_in(page, bakery, "this-is-no-password")
    expect(page.get_by_role("alert").first).to_be_visible()
    fill_in(page, bakery, bakery.app_password())
    expect(page.get_by_text(f"{bakery.handle} is connected")).to_be_visible()

    page.get_by_role("link", name="Listen").first.click()
    said = page.get_by_text("hebben jullie morgen ook speltbrood?").first
    until = time.monotonic() + FIVE_MINUTES
    while not said.is_visible() and time.monotonic() < until:
        page.wait_for_timeout(1_000)
        page.reload()
    expect(said).to_be_visible()
    assert time.monotonic() - begun < FIVE_MINUTES
    said.click()
    expect(page.get_by_text(customer.handle).first).to_be_visible()


def test_a_network_that_falls_silent_is_seen_within_two_minutes(
    page: Page, server: Server, bluesky: network.Network
) -> None:
    """At a desk and on a phone, in both languages; nothing that was heard is lost."""
    page.get_by_role("link", name="Data & connections").first.click()
    expect(page.locator('[data-account][data-health="listening"]').first).to_be_visible()
    page.locator("[data-account] summary").first.click()
    with page.expect_response(lambda answer: answer.url.endswith("/data/sources/")):
        pass  # the part is renewed by itself
    expect(page.locator('[data-source][data-health="listening"]').first).to_be_visible()
    page.locator("[data-account] summary").first.click()
    bluesky.stop()
    begun = time.monotonic()
    broken = page.locator('[data-source][data-health="failing"]').first
    expect(broken).to_be_visible(timeout=PATIENCE)
    assert time.monotonic() - begun <= PATIENCE / 1_000
    expect(broken).to_contain_text("No usable answer")
    assert faults(page) == [] and overflow(page) == 0
    show(page, size="phone", language="nl")
    expect(page.locator('[data-health="failing"]').first).to_contain_text("Geen bruikbaar antwoord")
    assert faults(page) == [] and overflow(page) == 0
