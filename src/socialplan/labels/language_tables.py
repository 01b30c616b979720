"""How likely words and letter sequences are per language, from the frequency lists of wordfreq.

A word's row holds natural logarithms of its frequency, a language per column, relative to the best language.
Words outside the lists are judged by their sequences of four letters (Cavnar & Trenkle, 1994), learned from
the most frequent words of the same lists.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice, repeat

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float32]

RAREST = 1e-7  # the frequency of a word that a list does not have
LETTERS = 4
LEARNED = 4000  # words per language from which letter sequences are learned
NEVER = float(np.log(1e-6))  # the share of a sequence that they do not have
FEWER = 8000  # words of a language that stands by
GUESSED = 0.3  # a word known by its letters only counts this much
MOST = 9.0  # no single word says more than this (a factor of 8,000)


@dataclass(frozen=True)
class Tables:
    """Of words and of letter sequences: number of the row, and rows (a column per language)."""

    words: dict[str, int]
    word_rows: Numbers
    letters: dict[str, int]
    letter_rows: Numbers

    def judged(self, words: list[str]) -> Numbers:
        """A row per word, 0 for its best language and at least -MOST for others."""
        known = np.fromiter((self.words.get(word, -1) for word in words), np.int64, len(words))
        rows = self.word_rows[known]
        unknown = np.flatnonzero(known < 0)
        rows[unknown] = self._by_letters([words[place] for place in unknown])
        rows -= rows.max(axis=1, initial=-np.inf, keepdims=True) if len(rows) else 0
        return np.maximum(rows, -MOST)

    def _by_letters(self, words: list[str]) -> Numbers:
        """Sums over the sequences of each word; one that is in no language tells nothing (the last row)."""
        if not words:
            return np.zeros((0, self.letter_rows.shape[1]), np.float32)
        every = [one for word in words for one in sequences(word)]
        found = np.fromiter(map(self.letters.get, every, repeat(-1)), np.int64, len(every))
        starts = np.cumsum([0, *(len(word) for word in words[:-1])])  # as many sequences as letters
        return np.asarray(GUESSED * np.add.reduceat(self.letter_rows[found], starts), np.float32)


def sequences(word: str) -> list[str]:
    """Its sequences of letters, with spaces before and after: as many as it has letters."""
    padded = f"  {word} "
    return [padded[place : place + LETTERS] for place in range(len(word))]


def tables(languages: tuple[str, ...], bystanders: tuple[str, ...] = ()) -> Tables:
    """For these languages; of bystanders the FEWER most frequent words only.

    Raises ValueError for a language that wordfreq has no list of.
    """
    from wordfreq import available_languages, get_frequency_dict

    without = [one for one in languages if one not in available_languages("small")]
    if without:
        raise ValueError(f"no list of words for {', '.join(without)}")
    lists = [get_frequency_dict(one, "small") for one in languages]
    lists += [dict(islice(get_frequency_dict(one, "small").items(), FEWER)) for one in bystanders]
    rarest = float(np.log(RAREST))
    letters = [_sequences_of(frequencies) for frequencies in lists]
    made = Tables(*_table(lists, [rarest] * len(lists)), *_table(letters, [NEVER] * len(lists)))
    _forget()
    return made


def _forget() -> None:
    """wordfreq keeps every list it has read, a hundred megabytes; the tables hold what is needed."""
    from wordfreq import get_frequency_dict, get_frequency_list

    get_frequency_dict.cache_clear()
    get_frequency_list.cache_clear()


def _table(columns: list[dict[str, float]], missing: list[float]) -> tuple[dict[str, int], Numbers]:
    """Numbers of all keys, and a column of logarithms per dictionary; the last row is of what is in none."""
    numbers: dict[str, int] = {}
    for column in columns:
        for key in column:
            numbers.setdefault(key, len(numbers))
    rows = np.empty((len(numbers) + 1, len(columns)), np.float32)
    for place, column in enumerate(columns):
        rows[:, place] = missing[place]
        values = np.log(np.fromiter(column.values(), np.float64, len(column)))
        rows[[numbers[key] for key in column], place] = np.maximum(values, missing[place])
    return numbers, rows


def _sequences_of(frequencies: dict[str, float]) -> dict[str, float]:
    """The share of each sequence of letters in the most frequent words, weighed by square roots."""
    counted: dict[str, float] = defaultdict(float)
    for word, frequency in islice(frequencies.items(), LEARNED):
        weight = frequency**0.5
        for one in sequences(word):
            counted[one] += weight
    whole = sum(counted.values())
    return {one: weight / whole for one, weight in counted.items()}
