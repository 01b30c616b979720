"""How often the shipped labellers were right, as answers and pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass

from socialplan.labels.measured import Measured, measured


@dataclass(frozen=True)
class Accuracy:
    """One score of one labeller on one labelled set; scores are in 0-100, `low` to `high` is 95 %."""

    language: str  # "" = the set holds several
    set: str
    n: int
    metric: str
    score: float
    low: float
    high: float
    unsure: float  # share on which it did not decide


def accuracy_of(labeller: str, version: str, also: Iterable[Measured] = ()) -> tuple[Accuracy, ...]:
    """The measured scores of this version, of those that are shipped and `also`; none where it was not
    measured."""
    return tuple(
        Accuracy(
            language=one.language,
            set=one.set,
            n=one.n,
            metric=one.metric,
            score=one.score,
            low=one.low,
            high=one.high,
            unsure=one.unsure,
        )
        for one in (*measured(), *also)
        if (one.labeller, one.version) == (labeller, version)
    )
