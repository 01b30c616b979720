"""The main path with real files: Facebook pages of 2016 cut at 1 May, and tweets of Dutch parties."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from . import files
from .test_main_path import SLOW, Walk, bring, take_in, the_whole_path, walk

__all__ = ["walk"]

pytestmark = pytest.mark.real_data


def test_the_main_path_with_facebook_pages(walk: Walk, real_data: Path, tmp_path: Path) -> None:
    first, later = files.facebook(real_data, tmp_path)
    the_whole_path(walk, first, later, account="cnn", most=3000)


def test_tweets_of_dutch_parties_give_answers(walk: Walk, real_data: Path) -> None:
    walk.page.goto(f"{walk.here}import/")
    (source,) = (real_data / "nl_party_tweets").glob("tweets.csv.gz")
    bring(walk, source)
    take_in(walk)
    expect(walk.page.locator("main")).to_contain_text("4,734")
    expect(walk.page.locator("#first-answers .sp-note")).to_have_count(0, timeout=SLOW)
    rows = walk.page.locator(".spw-answers > div")
    expect(rows).to_have_count(10)
    assert rows.locator(".sp-figure-value").count() >= 3
    assert rows.filter(has_text="cannot be known").count() >= 1
