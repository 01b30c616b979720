"""Whether a post asks something that expects an answer: signs of asking, weighed."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from .base import UNSURE, Numbers, Truths, batch
from .calibration import chance
from .question_signs import SIGNS, Places, masks_of, signs_of
from .question_weights import CALIBRATED, WEIGHTS, YES
from .reading import read_by_language
from .words import Words, words_of

VERSION = "1"
QUESTION, STATEMENT = "question", "statement"
CLOSE = 0.08  # this far below the bound it is a close call


@dataclass(frozen=True)
class Question:
    """The question labeller."""

    languages: tuple[str, ...]
    name: str = "question"
    version: str = VERSION

    def label(self, texts: pa.Array, languages: pa.Array | None = None) -> pa.RecordBatch:
        """question, statement or unsure; the score is the chance that it asks."""
        return read_by_language(texts, languages, reads=self.languages, read=_read)


def make(languages: tuple[str, ...]) -> Question:
    """Raises ValueError for a language it has no rules for."""
    if without := set(languages) - set(WEIGHTS):
        raise ValueError(f"questions are not read in {', '.join(sorted(without))}")
    return Question(languages)


def asking(words: Words, language: str) -> Numbers:
    """Of each post the chance that it asks, in [0, 1], before it is recalibrated."""
    start, *slopes = WEIGHTS[language]
    assert len(slopes) == len(SIGNS)
    return chance(start + signs_of(words, language) @ np.array(slopes))


def _read(texts: pa.Array, language: str) -> pa.RecordBatch:
    words = words_of(texts)
    raw = asking(words, language)
    asks, close = raw >= YES[language], (raw >= YES[language] - CLOSE) & (raw < YES[language])
    label = np.where(asks, QUESTION, np.where(close, UNSURE, STATEMENT))
    offset, slope = CALIBRATED[language]
    sure = chance(offset + slope * np.log(raw / (1 - raw)))
    told = words.telling(_telling(words, language) * asks[words.posts])
    return batch(list(label), sure, np.where(asks, sure, 1 - sure), told, read=np.diff(words.starts) > 0)


def _telling(words: Words, language: str) -> Numbers:
    """How much each token shows that something is asked."""
    at = Places(words, masks_of(words, language))
    first: Truths = at.begins & at.has("asks")
    turned: Truths = at.begins & at.has("verb") & at.then(at.has("subject", "name"))
    rest = 0.5 * at.has("any", "asked", "short") + 0.2 * (at.has("asks") & ~at.begins)
    return np.asarray(3.0 * first + 2.0 * at.has("mark") + 1.5 * turned + 1.0 * at.after(turned) + rest)
