"""Scores of labels against what people said, worked out by hand."""

import numpy as np
import pytest

from socialplan.labels.calibration import chance, fitted
from socialplan.pipeline.accuracy.scores import bins, score

TRUTH = ["yes"] * 4 + ["no"] * 6
GIVEN = ["yes", "yes", "yes", "no"] + ["no"] * 4 + ["yes", "?"]


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        ("accuracy", 100 * 7 / 10),
        ("macro_recall", 100 * (3 / 4 + 4 / 6) / 2),
        ("f1", 100 * 2 * 3 / (4 + 4)),
        ("macro_f1", 100 * (6 / 8 + 8 / 11) / 2),
    ],
)
def test_the_score_is(metric: str, expected: float) -> None:
    found = score(TRUTH, GIVEN, metric=metric, first="yes")
    assert found.value == pytest.approx(expected)
    assert found.low <= found.value <= found.high


def test_the_interval_of_a_share_is_near_the_binomial_one() -> None:
    found = score(["a"] * 400, ["a"] * 300 + ["b"] * 100, metric="accuracy")
    half = 1.96 * (0.75 * 0.25 / 400) ** 0.5 * 100  # the normal approximation, good at n = 400
    assert (found.low, found.high) == pytest.approx((75 - half, 75 + half), abs=0.6)


def test_posts_of_a_group_are_drawn_together() -> None:
    truth, given = ["a"] * 400, (["a"] * 40 + ["b"] * 40) * 5
    alone = score(truth, given, metric="accuracy")
    grouped = score(truth, given, metric="accuracy", groups=[str(i // 40) for i in range(400)])
    assert grouped.high - grouped.low > 3 * (alone.high - alone.low)


def test_a_calibrator_gives_back_the_line_that_made_the_data() -> None:
    dice = np.random.default_rng(5)
    scores = dice.normal(0, 2, 20000)
    right = (dice.random(20000) < chance(0.5 + 1.5 * scores)).astype(float)
    assert fitted(scores[:, None], right, pull=0) == pytest.approx((0.5, 1.5), abs=0.1)


def test_bins_hold_labels_of_like_confidence() -> None:
    confidence = np.linspace(0, 1, 100)
    found = bins(confidence, (confidence > 0.5).astype(float), most=4)
    assert [part.n for part in found] == [25] * 4
    assert [part.right for part in found] == [0, 0, 1, 1]
