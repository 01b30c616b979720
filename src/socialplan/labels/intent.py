"""What somebody wants with a post: service, to buy, to praise, to complain, or something else."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from .base import UNSURE, Numbers, batch
from .calibration import chance
from .intent_signs import OF_WORDS, classes_of, signs_of
from .intent_weights import CALIBRATED, INTENTS, WEIGHTS
from .reading import read_by_language
from .words import Words, words_of

VERSION = "1"
LEAST = 0.33  # below this share of the chances it is a close call
# Which classes of words show an intent; other posts show it by the lack of them.
SHOWN = {"service": ("having", "fault", "help"), "sales": ("buying", "wants"), "praise": ("praise",),
         "complaint": ("scorn", "fault"), "other": ("chat",)}  # fmt: skip


@dataclass(frozen=True)
class Intent:
    """The intent labeller."""

    languages: tuple[str, ...]
    name: str = "intent"
    version: str = VERSION

    def label(self, texts: pa.Array, languages: pa.Array | None = None) -> pa.RecordBatch:
        """One of INTENTS or unsure; the score is its share of the chances of all five."""
        return read_by_language(texts, languages, reads=self.languages, read=_read)


def make(languages: tuple[str, ...]) -> Intent:
    """Raises ValueError for a language it has no words of."""
    if without := set(languages) - set(WEIGHTS):
        raise ValueError(f"intents are not read in {', '.join(sorted(without))}")
    return Intent(languages)


def shares(signs: Numbers, weights: Numbers) -> Numbers:
    """A row per post, a column per intent: the chances of each against the rest, brought to a sum of 1."""
    chances = chance(weights[:, 0] + signs @ weights[:, 1:].T)
    return np.asarray(chances / chances.sum(axis=1, keepdims=True))


def _read(texts: pa.Array, language: str) -> pa.RecordBatch:
    words = words_of(texts)
    found = shares(signs_of(words, language), np.array(WEIGHTS[language]))
    best = found.argmax(axis=1)
    top = found[np.arange(len(found)), best]
    label = np.where(top < LEAST, UNSURE, np.array(INTENTS)[best])
    offset, slope = CALIBRATED[language]
    sure = chance(offset + slope * np.log(top / (1 - top)))
    return batch(list(label), top, sure, _told(words, language, best), read=np.diff(words.starts) > 0)


def _told(words: Words, language: str, best: np.ndarray) -> pa.Array:
    """The words of the classes that show the intent."""
    wanted = np.array([sum(1 << OF_WORDS.index(one) for one in SHOWN[intent]) for intent in INTENTS])
    shown = (classes_of(words, language)[words.ids] & wanted[best[words.posts]]) != 0
    return words.telling(shown.astype(np.float64))
