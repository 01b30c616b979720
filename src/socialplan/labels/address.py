"""How a Dutch post addresses its reader: je, u, or both at once."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from .base import Numbers, Truths, batch
from .reading import read_by_language
from .words import Words, words_of

VERSION = "1"
INFORMAL, FORMAL, MIXED, NONE = "je", "u", "both", "none"
WORDS: Mapping[str, frozenset[str]] = {
    INFORMAL: frozenset(("je", "jij", "jou", "jouw", "jullie", "jezelf", "jouwe")),
    FORMAL: frozenset(("u", "uw", "uzelf", "uwe")),
}


@dataclass(frozen=True)
class Address:
    """The form of address labeller."""

    languages: tuple[str, ...]
    name: str = "address"
    version: str = VERSION

    def label(self, texts: pa.Array, languages: pa.Array | None = None) -> pa.RecordBatch:
        """je, u, both or none; the score is the share of je among the words that address, null for none.

        The confidence is unknown: words are counted, nothing is weighed.
        """
        return read_by_language(texts, languages, reads=self.languages, read=_read)


def make(languages: tuple[str, ...]) -> Address:
    """Raises ValueError for another language than Dutch."""
    if languages != ("nl",):
        raise ValueError("forms of address are read in nl only")
    return Address(languages)


def _read(texts: pa.Array, language: str) -> pa.RecordBatch:
    words = words_of(texts)
    informal, formal = _tokens(words, WORDS[INFORMAL]), _tokens(words, WORDS[FORMAL]) & ~_hour(words)
    je, u = words.summed(informal.astype(float)), words.summed(formal.astype(float))
    label = np.select([(je > 0) & (u > 0), je > 0, u > 0], [MIXED, INFORMAL, FORMAL], NONE)
    score = np.divide(je, je + u, out=np.full(words.size, np.nan), where=je + u > 0)
    unknown: Numbers = np.full(words.size, np.nan)
    told = words.telling((informal | formal).astype(float), most=5)
    return batch(list(label), score, unknown, told, read=np.diff(words.starts) > 0)


def _tokens(words: Words, wanted: frozenset[str]) -> Truths:
    return np.fromiter((word in wanted for word in words.lower), np.bool_, len(words.lower))[words.ids]


def _hour(words: Words) -> Truths:
    """u after a number: 20 u is a time of day."""
    digits = np.fromiter((word[0].isdigit() for word in words.surface), np.bool_, len(words.surface))[
        words.ids
    ]
    first = np.zeros(len(words.ids) + 1, np.bool_)
    first[words.starts[:-1]] = True
    return np.insert(digits[:-1], 0, False)[: len(digits)] & ~first[: len(digits)]
