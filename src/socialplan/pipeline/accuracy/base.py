"""What a labelled set is, and where the sets are found."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

Guess = Callable[[list[str]], list[str]]  # posts in, a label for each: a baseline


@dataclass(frozen=True)
class Examples:
    """Posts and what people said of them. Posts of one of `groups` (rooms, threads) are drawn together."""

    texts: list[str]
    truth: list[str]
    groups: list[str] | None = None


@dataclass(frozen=True)
class LabelledSet:
    """One set against which one labeller is measured in one language.

    `language` is given to the labeller with every post ("" = it is not told). `unsure_as` is what an unsure
    answer counts as in the score ("" = as wrong). `baselines` are what has to be beaten: name -> guess;
    "majority" is added to each. `metric` is one of METRICS in `scores`.
    """

    name: str
    labeller: str
    language: str
    about: str  # what the posts are, who labelled them, what of it was used while building
    read: Callable[[Path], Examples]  # the folder of all sets -> examples
    metric: str
    labeller_languages: tuple[str, ...] = ()  # what the labeller is set to; () = its default
    unsure_as: str = ""
    baselines: Mapping[str, Guess] = field(default_factory=dict)
    positive: str = ""  # the label whose F1 is meant, for metric "f1"
    aim: float | None = None

    def told(self, size: int) -> pa.Array | None:
        """The languages the labeller is given."""
        return pa.array([self.language] * size, pa.string()) if self.language else None


def data_folder() -> Path | None:
    """The folder of SOCIALPLAN_TEST_DATA, else the usual place beside the checkout; None: not here."""
    checkout = Path(__file__).resolve().parents[4]
    folder = Path(os.environ.get("SOCIALPLAN_TEST_DATA", checkout / "../shared/data"))
    return folder.resolve() if folder.is_dir() else None
