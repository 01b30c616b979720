"""What judged posts bring, on posts that people labelled."""

from pathlib import Path

import pytest

from socialplan.labels.learning import Judged
from socialplan.labels.sentiment import make
from socialplan.pipeline.accuracy.learning_curve import curve, examples

GOODS = [f"thing{number}" for number in range(40)]
JUDGED = [Judged(f"{start} {one}", "en", label) for one in GOODS for start, label in (
    ("a flurbed", "negative"), ("a snazzled", "positive"), ("in the hall stands", "neutral"))]  # fmt: skip


def test_a_step_per_size_that_leaves_posts_to_score_on() -> None:
    steps = curve(make(("en",)), JUDGED, sizes=(30, 60, 100), draws=2)
    assert [step.judged for step in steps] == [30, 60]
    assert all(step.low <= step.learned <= step.high for step in steps)
    assert steps[1].learned > steps[1].default + 20


def test_the_same_dice_give_the_same_curve() -> None:
    first, second = (curve(make(("en",)), JUDGED, sizes=(30,), draws=2, seed=3) for _time in range(2))
    assert first == second


def test_too_few_judged_posts_give_no_curve() -> None:
    assert curve(make(("en",)), JUDGED[:40]) == ()


@pytest.mark.real_data
def test_250_judged_dutch_posts_reach_what_was_hoped_for(real_data: Path) -> None:
    judged = examples(real_data)["nl_sentiment, politicians"]
    (step,) = curve(make(("nl", "en")), judged, sizes=(250,), draws=4)
    assert step.learned >= 65
    assert step.learned > step.default
