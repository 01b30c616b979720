"""Which language a post is in, among those of the workspace; `und` where it is another one or a close call.

Naive Bayes: the logarithms of how likely the words are per language, added up. Languages that are not of the
workspace stand by: one of them has to fit clearly better before a post is taken for foreign.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from .base import UNDETERMINED, Numbers, Places, Truths, batch, of_one_length
from .calibration import chance
from .language_tables import Tables, tables
from .words import LINK, Words, words_of

VERSION = "1"
BYSTANDERS = ("en", "de", "fr", "es", "it", "pt", "nl", "id", "tr", "pl", "sv", "ro")
CLEARLY = 5.0  # by how much a bystander must be likelier (a factor of 150)
CLOSE = 0.5  # below this distance between the two best it is a close call
TAGGED = 0.5  # a hashtag is often of no language
# How often the language is right at a distance: the logit is a + b * ln(1 + distance). Fitted per language
# on half of language_tweets, five languages at choice; None = any other.
CALIBRATED: dict[str | None, tuple[float, float]] = {
    None: (-0.4, 1.4), "nl": (-1.6, 2.0), "en": (-0.7, 1.2), "de": (0.4, 1.4), "fr": (-0.2, 1.6),
    "es": (3.0, 0.7),
}  # fmt: skip


@dataclass(frozen=True)
class Language:
    """The language labeller of one workspace."""

    languages: tuple[str, ...]
    name: str = "language"
    version: str = VERSION

    @cached_property
    def tables(self) -> Tables:
        return tables(self.languages, tuple(one for one in BYSTANDERS if one not in self.languages))

    def label(self, texts: pa.Array, languages: pa.Array | None = None) -> pa.RecordBatch:
        """The language of each text; `languages` (a hint of the network) is not looked at."""
        of_one_length(texts, languages)
        words = words_of(texts)
        spoken, weights = _spoken(words)
        rows = self.tables.judged([word.lstrip("#") or word for word in words.lower])
        rows *= weights[:, None]
        sums = words.totals(rows)
        own = sums[:, : len(self.languages)]
        best, second = _two_best(sums, len(self.languages))
        apart = _distance(sums, best, second)
        foreign = sums.max(axis=1) > own.max(axis=1) + CLEARLY
        codes = np.array([*self.languages, UNDETERMINED], dtype=object)
        label = codes[np.where(foreign | (apart < CLOSE), len(self.languages), best)]
        tells = rows[words.ids, best[words.posts]] - rows[words.ids, second[words.posts]]
        return batch(
            list(label), apart, self._confidence(best, apart, foreign), words.telling(tells),
            read=words.summed(spoken[words.ids].astype(np.float64)) > 0,
        )  # fmt: skip

    def _confidence(self, best: Places, apart: Numbers, foreign: Truths) -> Numbers:
        """The chance that the best language is the right one; unknown where another fits better."""
        pairs = np.array([CALIBRATED.get(one, CALIBRATED[None]) for one in self.languages])[best]
        found = chance(pairs[:, 0] + pairs[:, 1] * np.log1p(np.maximum(apart, 0)))
        return np.where(foreign, np.nan, found)


def make(languages: tuple[str, ...]) -> Language:
    """Raises ValueError for a language without a list of words."""
    made = Language(languages)
    assert made.tables
    return made


def _spoken(words: Words) -> tuple[Truths, Numbers]:
    """Of each different token whether it is of a language, and how much it counts."""
    spoken = np.fromiter(map(_is_word, words.surface), np.bool_, len(words.surface))
    tagged = np.fromiter((word[0] == "#" for word in words.surface), np.bool_, len(words.surface))
    return spoken, np.where(spoken, np.where(tagged, TAGGED, 1.0), 0.0)


def _is_word(token: str) -> bool:
    return token[0] != "@" and token != LINK and any(map(str.isalpha, token))


def _two_best(sums: Numbers, own: int) -> tuple[Places, Places]:
    """The places of the likeliest and the next among the first `own`; beside one alone the best bystander."""
    order = np.argsort(-sums[:, :own], axis=1, kind="stable")
    if own > 1:
        return order[:, 0], order[:, 1]
    return order[:, 0], 1 + np.argmax(sums[:, 1:], axis=1)


def _distance(sums: Numbers, best: Places, second: Places) -> Numbers:
    rows = np.arange(len(sums))
    return sums[rows, best] - sums[rows, second]
