"""A label is corrected beside its post with the keyboard; a model made of corrections is adopted."""

import re
import subprocess
import sys

from playwright.sync_api import Page, expect

from .conftest import ROOT, Server, faults, overflow, show

SLOW = 120_000


def seeded(server: Server) -> str:
    return subprocess.run(
        [sys.executable, "-m", "tests.browser.labels_seed"], env=server.environment, cwd=ROOT, text=True,
        check=True, capture_output=True,
    ).stdout.strip()  # fmt: skip


def test_a_label_is_corrected_and_a_model_of_the_team_is_adopted(page: Page, server: Server) -> None:
    here = seeded(server)
    page.goto(here + "explore/volume/")
    post = page.locator("[data-item]").first
    expect(post.locator("summary")).to_contain_text("positive")
    assert not faults(page)
    post.get_by_text("Read as").click()
    post.get_by_role("link", name=re.compile("Correct this label ?: Sentiment")).press("Enter")
    chosen = post.get_by_role("radio", name="positive")
    expect(chosen).to_be_focused()
    page.evaluate("scrollTo(0, 0)")  # nothing lies half under the top bar
    assert not faults(page)
    chosen.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(post.get_by_role("status")).to_have_text("Saved. What rests on it is looked at again.")
    expect(post).to_contain_text("Sentiment: neutral corrected by your team")
    expect(post.locator("summary")).to_contain_text("neutral")
    page.reload()
    expect(post).to_contain_text("Sentiment: neutral corrected by your team")

    other = page.locator("[data-item]").nth(1)
    other.get_by_text("Read as").click()
    right = other.get_by_role("button", name=re.compile("This label is right ?: Language"))
    right.press("Enter")
    expect(other.get_by_role("status")).to_have_text("Saved: you say that this label is right.")
    expect(other).to_contain_text("Language: English confirmed by your team")
    assert not faults(page)
    other.get_by_role("button", name=re.compile("Take back ?: Language")).press("Enter")
    expect(other.get_by_role("status")).to_have_text("What the model says counts again.")
    other.get_by_role("button", name=re.compile("This label is right ?: Language")).click()

    page.goto(here + "data/models/")
    model = page.locator("#model-sentiment")
    expect(model).to_contain_text("Your team judged the label of 41 posts.")
    show(page, size="phone", language="nl")
    assert not faults(page) and overflow(page) == 0
    model.get_by_role("button", name="Maak een eigen model").click()
    expect(model).to_contain_text(
        "Van wat jullie team over deze berichten zei wordt een klein eigen model gemaakt"
    )
    look = model.get_by_role("button", name="Bekijk wat er zou omslaan")
    for _ in range(60):
        page.wait_for_timeout(1000)
        page.reload()
        if look.count():
            break
    expect(model).to_contain_text("Leercurve")
    look.first.click()
    adopt = page.get_by_role("button", name="Neem deze versie over")
    expect(adopt).to_be_visible(timeout=SLOW)
    expect(page.locator("#preview")).to_contain_text("er zou niets omslaan")
    assert not faults(page) and overflow(page) == 0
    adopt.click()
    expect(model).to_contain_text(re.compile(r"Overgenomen: versie \d+\+"))
