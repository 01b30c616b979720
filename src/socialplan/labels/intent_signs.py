"""Signs of what somebody wants of an organisation: words of each class, and the marks beside them."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from .intent_words import CLASSES
from .question import asking
from .words import LINK, Words

OF_WORDS = tuple(CLASSES["en"])
OF_MARKS = (
    "?", "!", "link", "name", "hashtag", "emoji", "passed on", "asks", "words",
    "my with a fault", "you scorned",
)  # fmt: skip
SIGNS = OF_WORDS + OF_MARKS
MOST = 3.0  # more words of a class say no more

Numbers = npt.NDArray[np.float64]


@lru_cache(maxsize=8)
def _tables(language: str) -> tuple[dict[str, int], dict[str, int], int]:
    """Bits of classes per whole word and per beginning, and the length of the shortest beginning."""
    whole: dict[str, int] = {}
    begins: dict[str, int] = {}
    for place, members in enumerate(CLASSES[language].values()):
        for word in members:
            table, key = (begins, word[:-1]) if word.endswith("*") else (whole, word)
            table[key] = table.get(key, 0) | 1 << place
    return whole, begins, min(map(len, begins))


def _bits(word: str, language: str) -> int:
    whole, begins, least = _tables(language)
    found = whole.get(word, 0)
    for end in range(least, len(word) + 1):
        found |= begins.get(word[:end], 0)
    return found


def classes_of(words: Words, language: str) -> npt.NDArray[np.int64]:
    """Of each different token the bits of its classes."""
    bits = (_bits(word.lstrip("#"), language) for word in words.lower)
    return np.fromiter(bits, np.int64, len(words.lower))


def signs_of(words: Words, language: str) -> Numbers:
    """A row per post, a column per sign of SIGNS."""
    bits = classes_of(words, language)
    member = (bits[:, None] >> np.arange(len(OF_WORDS))) & 1
    counts = np.minimum(words.totals(np.column_stack([member, _marks(words)])), MOST)
    classes, marks = counts[:, : len(OF_WORDS)], counts[:, len(OF_WORDS) :]
    letters = np.array([float(word[0].isalnum()) for word in words.surface], dtype=np.float64)
    spoken = words.totals(letters[:, None])
    at = {name: place for place, name in enumerate(OF_WORDS)}
    mine = np.minimum(classes[:, at["having"]], 1) * np.minimum(classes[:, at["fault"]], 1)
    scorned = np.minimum(classes[:, at["you"]], 1) * np.minimum(classes[:, at["scorn"]], 1)
    return np.column_stack([classes, marks, asking(words, language), np.log1p(spoken[:, 0]), mine, scorned])


def _marks(words: Words) -> Numbers:
    """Of each different token whether it is ?, !, a link, a name, a hashtag, an emoji, RT."""
    marks = [_mark(token) for token in words.surface]
    return np.array(marks, dtype=np.float64).reshape(len(marks), 7)


def _mark(token: str) -> tuple[bool, ...]:
    sign = not token[0].isalnum()
    emoji = sign and any(ord(letter) > 0x2190 and not 0xE000 <= ord(letter) < 0xF900 for letter in token)
    return (
        "?" in token, "!" in token, token == LINK, token[0] == "@", token[0] == "#", emoji, token == "RT",
    )  # fmt: skip
