"""Campaign tags: what is wrong with a link, how it is mended, and the counts of a real set."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from socialplan.analysis.tags import read
from tests.analysis.conftest import Asked

GOOD = "utm_source=fb&utm_medium=social"
Known = Callable[[str], Any]


@pytest.mark.parametrize(
    ("given", "problems", "mended"),
    [
        (f"?{GOOD}", [], None),
        (f"?page=2&{GOOD}#top", [], None),
        (f"?page=2?{GOOD}", ["separator"], f"?page=2&{GOOD}"),
        (f"&{GOOD}", ["separator"], f"?{GOOD}"),
        (f"#top?{GOOD}", ["after_hash"], f"?{GOOD}#top"),
        ("?utm_source=fb&amp;utm_medium=social", ["escaped"], f"?{GOOD}"),
        ("?utm_source=fb", ["no_medium"], f"?{GOOD}"),
        ("?utm_medium=social", ["no_source"], "?utm_source=mastodon&utm_medium=social"),
        ("?utm_source=&utm_medium=social", ["no_source", "empty"], "?utm_source=mastodon&utm_medium=social"),
        (f"?{GOOD}&utm_source=tw", ["twice"], f"?{GOOD}"),
        (f"?{GOOD}&utm_source=fb", [], None),
        ("?UTM_Source=fb&utm-medium=social", ["name"], f"?{GOOD}"),
        (f"?{GOOD}&utm_campain=may", ["name"], f"?{GOOD}&utm_campaign=may"),
        (f"?{GOOD}&utm_cid=9", ["unknown_name"], f"?utm_cid=9&{GOOD}"),
        (f"?{GOOD}&utm_campaign=May+Day", ["capitals", "spaces"], f"?{GOOD}&utm_campaign=may-day"),
        (f"?{GOOD}&utm_campaign={{campaign}}", ["placeholder"], None),
        ("?utm_cid=9", ["unknown_name"], None),
    ],
)
def test_a_link_is_judged_and_mended(given: str, problems: list[str], mended: str | None) -> None:
    found = read("https://a.example/x" + given, network="mastodon")
    assert list(found.problems) == problems
    assert found.mended == (mended and "https://a.example/x" + mended)
    if found.mended:
        assert set(read(found.mended).problems) <= {"unknown_name"}


def test_links_and_tags_of_real_pages(asked: Asked, known: Known) -> None:
    figures = known("facebook_pages_2016_links")
    finding = asked("facebook_pages_2016", "utm", by="utm_source,utm_campaign", as_written="yes")
    sources: Counter[str | None] = Counter()
    campaigns: Counter[str | None] = Counter()
    for row in finding.rows:
        sources[row["utm_source"]] += row["n"]
        campaigns[row["utm_campaign"]] += row["n"]
    assert {name: sources[name] for name in figures["utm_source_top"]} == figures["utm_source_top"]
    assert {name: campaigns[name] for name in figures["utm_campaign_top"]} == figures["utm_campaign_top"]
    told = next(note.values for note in finding.notes if note.code == "links_tagged")
    assert told == {"linked": figures["with_link"], "tagged": figures["with_utm"]}
    assert finding.n == figures["with_link"]


def test_broken_links_of_real_pages_are_mended(asked: Asked) -> None:
    rows = asked("facebook_pages_2016", "utm", broken="yes").rows
    after_hash = next(row for row in rows if row["problems"] == "after_hash")
    assert "#" in after_hash["link"].split("utm_source")[0]
    assert "#" not in after_hash["corrected"].split("utm_source")[0]
    assert all(set(read(row["corrected"]).problems) <= {"unknown_name"} for row in rows if row["corrected"])
