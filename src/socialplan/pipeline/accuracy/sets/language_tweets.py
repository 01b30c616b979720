"""Posts in five languages (Carter, Weerkamp & Tsagkias, 2013), whole and their first four words."""

from pathlib import Path

from ..base import Examples, LabelledSet
from ..reading import every_row

CODES = {"dutch": "nl", "english": "en", "german": "de", "french": "fr", "spanish": "es"}
FIVE = ("nl", "en", "de", "fr", "es")
ABOUT = (
    "Posts in five languages, labelled by people (with some errors of theirs). The labeller learned nothing "
    "of them, but its few constants were chosen, and its confidence calibrated, on this set"
)


def whole(folder: Path) -> Examples:
    found = every_row(folder / "language_tweets")
    return Examples([row["text"] for row in found], [CODES[row["lang"]] for row in found])


def beginnings(folder: Path) -> Examples:
    """Only the first four words."""
    examples = whole(folder)
    return Examples([" ".join(text.split()[:4]) for text in examples.texts], examples.truth)


SETS = (
    LabelledSet(
        "language_tweets", "language", "", f"{ABOUT}.", whole, "accuracy", labeller_languages=FIVE, aim=95,
    ),
    LabelledSet(
        "language_tweets, first four words", "language", "", f"{ABOUT}; their first four words.", beginnings,
        "accuracy", labeller_languages=FIVE, aim=90,
    ),
)  # fmt: skip
