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

from . import load
from .base import UNSURE, Numbers, Places, Truths, batch, known_languages
from .calibration import chance
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
        codes = self._languages(texts, languages)
        parts = [self._part(texts, codes, code) for code in self.languages]
        whole = pa.Table.from_batches([part for part, _places in parts])
        places = np.concatenate([at for _part, at in parts])
        return (
            whole.take(pa.array(np.argsort(places))).combine_chunks().to_batches()[0]
            if len(texts)
            else parts[0][0]
        )

    def _part(self, texts: pa.Array, codes: Places, code: str) -> tuple[pa.RecordBatch, Places]:
        """The posts of one language, and their places; posts of no language go with the first one, unread."""
        number = self.languages.index(code)
        places = np.flatnonzero((codes == number) | ((codes < 0) & (number == 0)))
        words = words_of(texts.take(pa.array(places)))
        return self._read(words, code, codes[places] == number), places

    def _read(self, words: Words, code: str, of_language: Truths) -> pa.RecordBatch:
        found = features(words, lexicon(code))
        read = found.read & (of_language | ~found.spoken)
        chances = _chances(found.rows @ self.weights.rows)
        best, highest = chances.argmax(axis=1), chances.max(axis=1)
        unsure = (highest < CLOSE) | ironic(words, found.rows[:, FEATURES.index("balance")])
        labels = np.where(unsure, UNSURE, np.array(LABELS, dtype=object)[best])
        a, b = self.weights.confidence[code]
        confidence = chance(a + b * np.log(highest / (1 - highest)))
        evidence = words.telling(_weighed(found, best, unsure, words))
        return batch(list(labels), chances[:, 2] - chances[:, 0], confidence, evidence, read=read)

    def _languages(self, texts: pa.Array, languages: pa.Array | None) -> Places:
        """Of each text the place of its language in `languages`; -1: none of these."""
        numbers: dict[str | None, int] = {code: place for place, code in enumerate(self.languages)}
        given = known_languages(texts, languages)
        asked = [place for place, code in enumerate(given) if code is None]
        if asked:
            said = load("language", self.languages).label(texts.take(pa.array(asked, pa.int64())))["label"]
            for place, code in zip(asked, said.to_pylist(), strict=True):
                given[place] = code
        return np.fromiter((numbers.get(code, -1) for code in given), np.intp, len(given))


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
