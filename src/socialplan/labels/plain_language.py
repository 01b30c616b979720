"""Whether a post is plainly written: Flesch (en) and Flesch-Douma (nl), long sentences, rare words.

An indication only. Levels such as B1 are about what a reader can do; no formula measures them.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pyarrow as pa

from .base import Numbers, Truths, batch
from .reading import read_by_language
from .words import Words, words_of

VERSION = "1"
PLAIN, SOMEWHAT, HARD = "plain", "somewhat hard", "hard"
LEAST_WORDS = 10  # of fewer words no formula says anything
# 206.84 - a * words per sentence - b * syllables per word: Flesch (1948); Douma (1960).
FORMULAS = {"en": (206.835, 1.015, 84.6), "nl": (206.84, 0.93, 77.0)}
VOWELS = {"en": "aeiouy", "nl": "aeiouyéèëêáàäâóòöôíìïîúùüû"}
EASY, DIFFICULT = 60.0, 45.0  # from here "fairly easy", below this "difficult" (Flesch's own table, rounded)
LONG_SENTENCE = 20  # words; more of them are hard to keep in mind
RARE = 2e-6  # used less than twice in a million words
MANY_RARE = 0.15


@dataclass(frozen=True)
class PlainLanguage:
    """The plain language labeller."""

    languages: tuple[str, ...]
    name: str = "plain_language"
    version: str = VERSION

    @cached_property
    def common(self) -> dict[str, frozenset[str]]:
        return {one: _common(one) for one in self.languages}

    def label(self, texts: pa.Array, languages: pa.Array | None = None) -> pa.RecordBatch:
        """plain, somewhat hard or hard; the score is the Flesch score (about 0-100, higher is easier).

        Nothing is said of posts under LEAST_WORDS words. The confidence is unknown: readers were not asked.
        """
        return read_by_language(texts, languages, reads=self.languages, read=self._read)

    def _read(self, texts: pa.Array, language: str) -> pa.RecordBatch:
        words = words_of(texts)
        spoken = np.fromiter(map(_is_word, words.surface), np.bool_, len(words.surface))
        rare = _rare(words, self.common[language]) & spoken
        counts = words.summed(spoken[words.ids].astype(float))
        score = flesch(words, spoken, language)
        longest = longest_sentence(words, spoken)
        share = words.summed(rare[words.ids].astype(float)) / np.maximum(counts, 1)
        faults = (
            (score < EASY).astype(int) + (score < DIFFICULT) + (longest > LONG_SENTENCE) + (share > MANY_RARE)
        )
        label = np.select([faults == 0, faults == 1], [PLAIN, SOMEWHAT], HARD)
        told = words.telling((rare * syllables(words, language))[words.ids], most=5)
        return batch(
            list(label), score, np.full(words.size, np.nan), told, read=counts >= LEAST_WORDS
        )  # fmt: skip


def make(languages: tuple[str, ...]) -> PlainLanguage:
    """Raises ValueError for a language without a formula."""
    if without := set(languages) - set(FORMULAS):
        raise ValueError(f"plain language is not read in {', '.join(sorted(without))}")
    return PlainLanguage(languages)


def flesch(words: Words, spoken: Truths, language: str) -> Numbers:
    """The formula per post; NaN where there are no words."""
    start, per_sentence, per_word = FORMULAS[language]
    counts = words.summed(spoken[words.ids].astype(float))
    parts = words.summed((syllables(words, language) * spoken)[words.ids])
    some = np.where(counts > 0, counts, np.nan)
    return np.asarray(start - per_sentence * some / sentences(words, spoken) - per_word * parts / some)


def syllables(words: Words, language: str) -> Numbers:
    """Of each different token its groups of vowels, at least one; a silent e at an English end not."""
    return np.fromiter((_syllables(word, language) for word in words.lower), np.float64, len(words.lower))


@lru_cache(maxsize=100_000)
def _syllables(word: str, language: str) -> int:
    vowels = VOWELS[language]
    groups = sum(
        letter in vowels and (not place or word[place - 1] not in vowels or letter in "ëï")
        for place, letter in enumerate(word)
    )
    if language == "en" and groups > 1 and word.endswith("e") and not word.endswith(("le", "ee", "ie", "ye")):
        groups -= 1
    return max(1, groups)


def sentences(words: Words, spoken: Truths) -> Numbers:
    """How many sentences each post has: ends after words, and a last one without an end."""
    return np.maximum(1.0, np.bincount(words.posts, _starts(words, spoken), words.size))


def longest_sentence(words: Words, spoken: Truths) -> Numbers:
    """Words in the longest sentence of each post."""
    number = np.cumsum(_starts(words, spoken)).astype(np.int64)
    lengths = np.bincount(number, spoken[words.ids].astype(float)) if len(number) else np.zeros(1)
    found = np.zeros(words.size)
    np.maximum.at(found, words.posts, lengths[number])
    return found


def _starts(words: Words, spoken: Truths) -> Numbers:
    """1 at each word that begins a sentence: the first of a post, or the first after an end."""
    is_word = spoken[words.ids]
    if not len(is_word):
        return np.zeros(0)
    ends = np.fromiter(map(_is_end, words.surface), np.bool_, len(words.surface))[words.ids]
    bounds = np.zeros(len(ends), np.bool_)
    bounds[words.starts[:-1][np.diff(words.starts) > 0]] = True
    bounds[1:] |= ends[:-1]
    # A part runs from one bound to the next; its first word begins a sentence.
    part = np.cumsum(bounds)
    places = np.flatnonzero(is_word)
    _parts, firsts = np.unique(part[places], return_index=True)
    found = np.zeros(len(ends))
    found[places[firsts]] = 1.0
    return found


def _is_end(token: str) -> bool:
    return not token[0].isalnum() and any(sign in token for sign in ".!?…")


def _is_word(token: str) -> bool:
    return token[0].isalpha() and not token.startswith("\ue001")


def _rare(words: Words, common: frozenset[str]) -> Truths:
    """Words that are seldom used; names and hashtags are left out by their capitals and marks."""
    return np.fromiter(
        (word.islower() and word not in common for word in words.surface), np.bool_, len(words.surface)
    )


@lru_cache(maxsize=8)
def _common(language: str) -> frozenset[str]:
    from wordfreq import get_frequency_dict

    return frozenset(word for word, share in get_frequency_dict(language, "small").items() if share >= RARE)
