"""How much better the labels get with each post that people judge: `python -m ...accuracy.learning_curve`.

For each number of judged posts a model is learned from as many of them, drawn at random, and scored on the
others; the mean over repeated draws, beside the default on the same posts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from socialplan.labels.base import Places
from socialplan.labels.learning import Judged
from socialplan.labels.sentiment import LABELS, Sentiment, make

from .base import data_folder
from .scores import value
from .sets import sentiment as sets

SIZES = (30, 60, 120, 250)
DRAWS = 10
LEAST_LEFT = 50  # posts to score on


@dataclass(frozen=True)
class Step:
    """Means over the draws, 0-100: macro-F1 of the learned model and of the default, and its 10 and 90 %."""

    judged: int
    learned: float
    low: float
    high: float
    default: float


def curve(default: Sentiment, judged: Sequence[Judged], *, sizes: Sequence[int] = SIZES, draws: int = DRAWS,
          seed: int = 1, left: int = LEAST_LEFT) -> tuple[Step, ...]:  # fmt: skip
    """A step per size that leaves `left` posts to score on; empty: too few judged posts for any."""
    dice = np.random.default_rng(seed)
    steps = []
    for size in (one for one in sizes if one + left <= len(judged)):
        pairs = [_one_draw(default, judged, dice.permutation(len(judged)), size) for _draw in range(draws)]
        learned, plain = np.array([pair for pair in pairs if pair is not None]).reshape(-1, 2).T
        if len(learned):
            low, high = np.percentile(learned, [10, 90])
            steps.append(Step(size, float(learned.mean()), float(low), float(high), float(plain.mean())))
    return tuple(steps)


def _one_draw(
    default: Sentiment, judged: Sequence[Judged], order: Places, size: int
) -> tuple[float, float] | None:
    """Macro-F1 of the learned model and of the default; None where the draw has too little to learn from."""
    left = [judged[place] for place in order[size:]]
    try:
        taught = default.taught([judged[place] for place in order[:size]])
    except ValueError:
        return None
    return _macro_f1(taught, left), _macro_f1(default, left)


def _macro_f1(labeller: Sentiment, judged: Sequence[Judged]) -> float:
    texts = pa.array([one.text for one in judged], pa.string())
    said = labeller.label(texts, pa.array([one.language for one in judged], pa.string()))["label"].to_pylist()
    given = [one if one in LABELS else "neutral" for one in said]
    return value([one.label for one in judged], given, metric="macro_f1")


def examples(folder: Path) -> dict[str, list[Judged]]:
    """The sets on which the curve is shown."""
    read = {
        "nl_sentiment, politicians": ("nl", sets.politicians(folder)),
        "airline_sentiment_2015": ("en", sets.airlines(folder)),
        "uk_mobile_tweets_2019": ("en", sets.providers(folder)),
    }
    return {
        name: [Judged(text, language, label) for text, label in zip(found.texts, found.truth, strict=True)]
        for name, (language, found) in read.items()
    }


def main() -> None:
    folder = data_folder()
    if folder is None:
        raise SystemExit("No labelled sets here; see SOCIALPLAN_TEST_DATA.")
    for name, judged in examples(folder).items():
        print(name)
        for step in curve(make(("nl", "en")), judged):
            spread = f"80 % of the draws {step.low:.1f} to {step.high:.1f}"
            print(
                f"  {step.judged} judged: macro-F1 {step.learned:.1f} ({spread}); default {step.default:.1f}"
            )


if __name__ == "__main__":
    main()
