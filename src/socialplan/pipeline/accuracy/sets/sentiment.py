"""Posts whose mood people gave, in English and Dutch."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa

from socialplan.labels import sentiment_lexicon
from socialplan.labels.words import words_of

from ..base import Examples, Guess, LabelledSet
from ..reading import rows

LABELS = ("negative", "neutral", "positive")
ESCAPED = re.compile(r"\\u([0-9a-f]{4})")
FIXED_UPPER, FIXED_LOWER = 0.05, -0.05  # VADER's own thresholds, also for the fixed Dutch list


def tweeteval(folder: Path, *, half: int | None = None) -> Examples:
    """SemEval-2017 task 4A, escapes of the file undone; `half` 0 or 1: every other post."""
    found = rows(folder / "tweeteval_sentiment" / "val.csv.gz")
    found = found if half is None else found[half::2]
    return Examples([_unescaped(row["text"]) for row in found], [row["label"] for row in found])


def tweeteval_measured(folder: Path) -> Examples:
    """The half of which the calibrator saw nothing."""
    return tweeteval(folder, half=1)


def airlines(folder: Path) -> Examples:
    found = [
        row for path in sorted((folder / "airline_sentiment_2015").glob("*.csv.gz")) for row in rows(path)
    ]
    return Examples([row["text"] for row in found], [row["airline_sentiment"] for row in found])


def brands(folder: Path) -> Examples:
    """Posts about two technology brands (Sanders, 2011), without the irrelevant ones."""
    found = [
        row
        for row in rows(folder / "brand_tweets_sanders_2011" / "tweets.csv.gz")
        if row["sentiment"] in LABELS
    ]
    return Examples([row["text"] for row in found], [row["sentiment"] for row in found])


def providers(folder: Path) -> Examples:
    """Each different text once."""
    found = {
        row["text"]: row["sentiment"]
        for row in rows(folder / "uk_mobile_tweets_2019" / "tweets_o2_three_ee.csv.gz")
    }
    kept = {text: label for text, label in found.items() if label in LABELS}
    return Examples(list(kept), list(kept.values()))


def politicians(folder: Path) -> Examples:
    found = rows(folder / "nl_sentiment" / "mp_tweets_emotion.csv.gz")
    return Examples([row["text"] for row in found], [row["polarity"] for row in found])


def books(folder: Path) -> Examples:
    found = rows(folder / "nl_sentiment" / "bol_reviews.csv.gz")
    return Examples([row["text"] for row in found], [row["polarity"] for row in found])


def restaurants(folder: Path) -> Examples:
    """Stars as a mood: 1 and 2 negative, 3 neutral, 4 and 5 positive."""
    with (folder / "nl_restaurant_reviews_2025" / "reviews.csv").open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.DictReader(file) if row["stars"]]
    moods = ("negative", "negative", "neutral", "positive", "positive")
    return Examples(
        [row["review_text"] for row in found], [moods[int(float(row["stars"])) - 1] for row in found]
    )


def vader(texts: list[str]) -> list[str]:
    """VADER as it is published, with its own thresholds."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    reader = SentimentIntensityAnalyzer()
    return _by_thresholds([reader.polarity_scores(text)["compound"] for text in texts])


def fixed_dutch(texts: list[str]) -> list[str]:
    """The Dutch list of pattern alone: the mean polarity of the words that it has."""
    adjectives = sentiment_lexicon.dutch_adjectives()
    words = words_of(pa.array(texts, pa.string()))
    values = np.array([adjectives.get(word, 0.0) for word in words.lower])
    known = np.array([word in adjectives for word in words.lower], np.float64)
    means = words.summed(values[words.ids]) / np.maximum(words.summed(known[words.ids]), 1)
    return _by_thresholds(means.tolist())


def _by_thresholds(values: list[float]) -> list[str]:
    return [LABELS[1 + (value >= FIXED_UPPER) - (value <= FIXED_LOWER)] for value in values]


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)


UNTOUCHED = "Nothing was learned from them."
ENGLISH: dict[str, Guess] = {"VADER": vader}
DUTCH: dict[str, Guess] = {"fixed Dutch list": fixed_dutch}


def _set(name: str, language: str, about: str, read: Callable[[Path], Examples], *, aim: float | None = None,
         metric: str = "macro_f1", unsure_as: str = "neutral") -> LabelledSet:  # fmt: skip
    baselines = ENGLISH if language == "en" else DUTCH
    return LabelledSet(
        name, "sentiment", language, about, read, metric, unsure_as=unsure_as, baselines=baselines, aim=aim
    )


SETS = (
    _set(
        "tweeteval_sentiment", "en", "Posts of all kinds (SemEval-2017, task 4A), labelled by several people "
        "each. The calibrator was learned on every other post; this is the other half.", tweeteval_measured,
        metric="macro_recall", aim=62,
    ),
    _set(
        "airline_sentiment_2015", "en", f"Posts to airlines, labelled by several people each. {UNTOUCHED}",
        airlines, aim=60,
    ),
    _set(
        "uk_mobile_tweets_2019", "en", "Posts about mobile networks; many complaints are labelled neutral "
        f"there. {UNTOUCHED}", providers,
    ),
    _set(
        "nl_sentiment, politicians", "nl", "Posts of politicians; the mood follows from an emotion that a "
        "person gave. Only how sure it may be (two numbers) was set, on every other post.", politicians,
        aim=55,
    ),
    _set(
        "nl_sentiment, books", "nl", "Reviews of books, positive or negative by their stars. Neutral and "
        f"unsure count as wrong. {UNTOUCHED}", books, metric="accuracy", unsure_as="",
    ),
    _set(
        "nl_restaurant_reviews_2025", "nl", "A few reviews of restaurants; the mood follows from the stars. "
        f"{UNTOUCHED}", restaurants,
    ),
)  # fmt: skip
