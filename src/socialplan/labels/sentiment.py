"""Whether a post is negative, neutral or positive; `unsure` where it is a close call or means the opposite.

Features of the words (`sentiment_features`) go into a multinomial logistic model of a few dozen numbers,
learned on English posts and used for Dutch as it is. `benchmarks/fit_sentiment.py` remakes the numbers.
"""

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa

from .base import UNSURE, Numbers, Places, Truths, as_strings, batch
from .calibration import chance
from .reading import read_by_language
from .sentiment_features import FEATURES, Features, features
from .sentiment_irony import ironic
from .sentiment_lexicon import LANGUAGES, lexicon
from .words import Words, words_of

VERSION = "1"
FILE = Path(__file__).with_name("sentiment_weights.json")
LABELS = ("negative", "neutral", "positive")
CLOSE = 0.45  # likelier than this must the likeliest label be, of three alike likely (0.33) before reading


@dataclass(frozen=True)
class Weights:
    """What was learned: a row per feature, a column per label; and per language how sure it may be."""

    rows: Numbers
    confidence: dict[str, tuple[float, float]]  # logit of being right: a + b * logit of the likeliest label


@lru_cache(maxsize=1)
def weights() -> Weights:
    found = json.loads(FILE.read_text(encoding="utf-8"))
    rows = np.array([[found["weights"][name][label] for label in LABELS] for name in FEATURES])
    return Weights(rows, {code: (a, b) for code, (a, b) in found["confidence"].items()})


@dataclass(frozen=True)
class Sentiment:
    """The sentiment labeller of one workspace."""

    languages: tuple[str, ...]
    name: str = "sentiment"
    version: str = VERSION

    @cached_property
    def weights(self) -> Weights:
        return weights()

    def label(self, texts: pa.Array, languages: pa.Array | None = None) -> pa.RecordBatch:
        """SCHEMA; the score is the chance of positive minus that of negative, -1 to 1."""
        found = read_by_language(texts, languages, reads=self.languages, read=self._read)
        unread = np.flatnonzero(found["label"].is_null().to_numpy(zero_copy_only=False))
        if not len(unread):
            return found
        signs = self._read_signs(as_strings(texts).take(pa.array(unread)))
        order = np.arange(len(found))
        order[unread] = len(found) + np.arange(len(unread))
        both = pa.Table.from_batches([found, signs]).take(pa.array(order)).combine_chunks()
        return both.to_batches()[0]

    def _read_signs(self, texts: pa.Array) -> pa.RecordBatch:
        """Emoji are read in any language, where there are no words beside them."""
        return self._judged(words_of(texts), self.languages[0], signs_only=True)

    def _read(self, texts: pa.Array, code: str) -> pa.RecordBatch:
        return self._judged(words_of(texts), code)

    def _judged(self, words: Words, code: str, *, signs_only: bool = False) -> pa.RecordBatch:
        found = features(words, lexicon(code))
        chances = _chances(found.rows @ self.weights.rows)
        best, highest = chances.argmax(axis=1), chances.max(axis=1)
        unsure = (highest < CLOSE) | ironic(words, found.rows[:, FEATURES.index("balance")])
        labels = np.where(unsure, UNSURE, np.array(LABELS, dtype=object)[best])
        a, b = self.weights.confidence[code]
        return batch(
            list(labels),
            chances[:, 2] - chances[:, 0],
            chance(a + b * np.log(highest / (1 - highest))),
            words.telling(_weighed(found, best, unsure, words)),
            read=found.read & ~found.spoken if signs_only else found.read,
        )


def make(languages: tuple[str, ...]) -> Sentiment:
    """Raises ValueError for a language it has no words of."""
    without = [one for one in languages if one not in LANGUAGES]
    if without:
        raise ValueError(f"no list of words for {', '.join(without)}")
    return Sentiment(languages)


def _chances(logits: Numbers) -> Numbers:
    """Softmax of the rows, kept off 0 and 1."""
    grown = np.exp(logits - logits.max(axis=1, initial=0, keepdims=True))
    chances = np.clip(grown / grown.sum(axis=1, keepdims=True), 1e-6, 1 - 1e-6)
    return np.round(chances, 9)  # the last digits of a product of matrices depend on their size


def _weighed(found: Features, best: Places, unsure: Truths, words: Words) -> Numbers:
    """How much each token speaks for the label; for neutral and unsure how much it speaks at all."""
    side = np.where(unsure, 0, best - 1)[words.posts]
    return np.where(side == 0, np.abs(found.tokens), side * found.tokens)
