"""Whether a post is negative, neutral or positive; `unsure` where it is a close call or means the opposite.

Features of the words (`sentiment_features`) go into a multinomial logistic model of a few dozen numbers,
learned on English posts and used for Dutch as it is: `pipeline/accuracy/fitting_sentiment.py`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa

from .base import UNSURE, Numbers, Places, Truths, as_strings, batch
from .calibration import chance
from .learning import Judged, Learned, learn, softmax, version_of
from .reading import read_by_language
from .sentiment_features import FEATURES, Features, features
from .sentiment_irony import ironic
from .sentiment_lexicon import LANGUAGES, lexicon
from .words import Words, words_of

VERSION = "2"
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
    learned: Learned | None = None  # from its people

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
        chances = self._chances(words, found)
        best, highest = chances.argmax(axis=1), chances.max(axis=1)
        unsure = (highest < CLOSE) | ironic(words, found.rows[:, FEATURES.index("balance")])
        labels = np.where(unsure, UNSURE, np.array(LABELS, dtype=object)[best])
        a, b = (self.learned and self.learned.line) or self.weights.confidence[code]
        return batch(
            list(labels),
            chances[:, 2] - chances[:, 0],
            chance(a + b * np.log(highest / (1 - highest))),
            words.telling(_weighed(self._tells(words, found), best, unsure, words)),
            read=found.read & ~found.spoken if signs_only else found.read,
        )

    def _chances(self, words: Words, found: Features) -> Numbers:
        """Of each label; the last digits of a product of matrices depend on its size, so they are cut off."""
        logits = found.rows @ self.weights.rows
        return np.round(softmax(logits + (self.learned.added(words, found.rows) if self.learned else 0)), 9)

    def _tells(self, words: Words, found: Features) -> Numbers:
        """Of each token what it says, -1 to 1, with what was learned of it."""
        if self.learned is None:
            return found.tokens
        added = self.learned.tokens(words)
        return found.tokens + added[:, 2] - added[:, 0]

    def taught(self, judged: Sequence[Judged]) -> "Sentiment":
        """This labeller with what people say of posts on top, in a version of its own.

        Posts in other languages and those without words are left out. Raises ValueError where there is too
        little to learn from.
        """
        kept = [one for one in judged if one.language in self.languages and one.label in LABELS]
        kept.sort(key=lambda one: (one.text, one.language, one.label))
        words = words_of(pa.array([one.text for one in kept], pa.string()))
        rows = np.zeros((len(kept), len(FEATURES)))
        for code in self.languages:
            of_code = np.array([one.language == code for one in kept], np.bool_)
            texts = pa.array([one.text for one in kept if one.language == code], pa.string())
            rows[of_code] = features(words_of(texts), lexicon(code)).rows
        version = f"{VERSION}+{version_of(kept, VERSION)}"
        labels = np.array([LABELS.index(one.label) for one in kept], np.intp)
        learned = learn(rows @ weights().rows, rows, words, labels, version=version)
        return replace(self, version=version, learned=learned)

    def remembering(self, learned: Learned) -> "Sentiment":
        """This labeller with what was learned before."""
        return replace(self, version=learned.version, learned=learned)


def make(languages: tuple[str, ...]) -> Sentiment:
    """Raises ValueError for a language it has no words of."""
    without = [one for one in languages if one not in LANGUAGES]
    if without:
        raise ValueError(f"no list of words for {', '.join(without)}")
    return Sentiment(languages)


def _weighed(tells: Numbers, best: Places, unsure: Truths, words: Words) -> Numbers:
    """How much each token speaks for the label; for neutral and unsure how much it speaks at all."""
    side = np.where(unsure, 0, best - 1)[words.posts]
    return np.where(side == 0, np.abs(tells), side * tells)
