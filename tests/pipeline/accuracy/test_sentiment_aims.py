"""The aims of the sentiment labeller, on posts that people labelled."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from socialplan.pipeline.accuracy.measure import measure
from socialplan.pipeline.accuracy.sets.sentiment import SETS

AIMED = [one for one in SETS if one.aim is not None]


def test_the_aims_are_those_that_were_set() -> None:
    assert {(one.name, one.metric, one.aim) for one in AIMED} == {
        ("tweeteval_sentiment", "macro_recall", 62),
        ("airline_sentiment_2015", "macro_f1", 60),
        ("nl_sentiment, politicians", "macro_f1", 55),
    }


@pytest.mark.real_data
@pytest.mark.parametrize("name", [one.name for one in AIMED])
def test_the_labeller_reaches_its_aim(name: str, real_data: Path) -> None:
    one = next(one for one in AIMED if one.name == name)
    found = measure(replace(one, baselines={}), one.read(real_data), today=date(2026, 1, 1))
    assert one.aim is not None
    assert found.score >= one.aim
    assert found.unsure < 0.2
