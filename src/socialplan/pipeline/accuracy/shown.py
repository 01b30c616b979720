"""How often the shipped labellers were right, as measured on labelled sets."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Accuracy:
    """One score of one labeller on one labelled set; scores in 0-100, `low` to `high` is 95 %."""

    language: str
    set: str
    n: int
    metric: str
    score: float
    low: float
    high: float
    unsure: float  # share on which it did not decide


def accuracy_of(labeller: str, version: str) -> tuple[Accuracy, ...]:
    """The measured scores of this version; none where it was not measured."""
    return ()
