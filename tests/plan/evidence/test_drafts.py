"""A claim drafted from a row says what the row says, in words, in both languages."""

from typing import Any

import pytest

from socialplan.plan.evidence.drafts import NoFigure, draft_claim
from socialplan.plan.evidence.models import Finding

POSTS = {"name": "n", "role": "count", "unit": "posts"}


def finding(
    analysis: str, headline: dict[str, Any], *rows: dict[str, Any], n: int = 100, **units: str
) -> Finding:
    """Not stored: `units` are the measures of the rows; what else a row holds is a group."""
    names = [name for name in (rows[0] if rows else {}) if name not in units and name != "n"]
    columns = [{"name": name, "role": "group"} for name in names]
    columns += [POSTS, *({"name": name, "role": "measure", "unit": unit} for name, unit in units.items())]
    return Finding(analysis=analysis, headline=headline, columns=columns, rows=list(rows), n=n, params={})


def test_a_headline_that_counts_rows_is_not_taken_for_the_measure_of_a_row() -> None:
    found = finding(
        "themes", {"value": 46, "unit": "themes that stand out"}, {"theme": "soup", "n": 50, "lift": 2.0},
        lift="times the usual",
    )  # fmt: skip
    assert draft_claim(found).sentence == "All posts: themes that stand out at least 46"
    assert draft_claim(found, language="nl").sentence == "Alle berichten: thema's die opvallen minstens 46"


def test_a_number_of_a_row_is_named_as_its_table_names_it() -> None:
    row = {"account": "cnn", "n": 30, "people_passed_on": 4}
    found = finding("spikes", {"value": 1, "unit": "days above usual"}, row, people_passed_on="people")
    assert draft_claim(found, 0, "people_passed_on").sentence == "cnn: people passed on at least 4"
    assert (
        draft_claim(found, 0, "people_passed_on", language="nl").sentence
        == "cnn: mensen van wie is gedeeld minstens 4"
    )
    assert draft_claim(found, 0, "n", language="nl").sentence == "cnn: berichten minstens 30"


def test_a_week_is_not_taken_for_its_first_day() -> None:
    found = finding(
        "volume", {"value": 9, "unit": "posts"}, {"week": "2016-02-22", "n": 9, "count": 9}, count="posts"
    )
    assert draft_claim(found, 0, "count").sentence.startswith("The week of ")


def test_nothing_is_drafted_from_an_answer_that_counted_nothing() -> None:
    with pytest.raises(NoFigure):
        draft_claim(finding("volume", {"value": 0, "unit": "posts"}, n=0))


def test_a_group_that_is_empty_leaves_no_trace_in_the_words() -> None:
    row = {"feature": "hashtag", "detail": "", "n": 60, "difference": 0.25}
    found = finding("shared", {"value": 0.9, "unit": "share of posts"}, row, difference="share of posts")
    assert draft_claim(found, 0, "n").sentence == "Hashtag: posts at least 60"
