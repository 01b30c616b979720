"""Marks by which people say that they mean the opposite: such a post is not for a list of words to judge."""

import numpy as np

from .base import Numbers, Truths
from .words import Words

TAGS = frozenset(
    (
        "#sarcasm",
        "#sarcastic",
        "#irony",
        "#ironic",
        "#not",
        "#sarcasme",
        "#sarcastisch",
        "#ironie",
        "#ironisch",
    )
)
PHRASES = (
    "yeah right; oh great; just great; just wonderful; oh joy; how lovely; thanks for nothing; slow clap; "
    "ja hoor; lekker dan; fijn hoor; mooi hoor; bedankt hoor; dank hoor; leuk hoor; gezellig hoor; nou lekker"
)
ROLLING_EYES = ("🙄", "😒", "🤡")  # beside words of praise


def ironic(words: Words, balance: Numbers) -> Truths:
    """Whether a post says so, or rolls its eyes at praise. `balance` is what the list says of it, -1 to 1."""
    tagged = _has(words, np.fromiter((one in TAGS for one in words.lower), np.bool_, len(words.lower)))
    eyes = _has(
        words,
        np.fromiter(
            (any(e in one for e in ROLLING_EYES) for one in words.surface), np.bool_, len(words.surface)
        ),
    )
    return tagged | (eyes & (balance > 0)) | _says(words)


def _has(words: Words, forms: Truths) -> Truths:
    """Posts with one of these tokens."""
    return words.summed(forms[words.ids].astype(np.float64)) > 0


def _says(words: Words) -> Truths:
    """Posts with one of the phrases."""
    found = np.zeros(words.size, np.bool_)
    phrases = [phrase.split() for phrase in PHRASES.split("; ")]
    numbers = {
        part: place for place, part in enumerate(dict.fromkeys(part for one in phrases for part in one))
    }
    tokens = words.numbered(numbers)[words.ids]
    here = set(np.unique(tokens).tolist())
    for parts in ([numbers[part] for part in phrase] for phrase in phrases):
        if here.issuperset(parts):
            found[_starts(words, [tokens == part for part in parts])] = True
    return found


def _starts(words: Words, parts: list[Truths]) -> Numbers:
    """Posts in which the parts follow each other."""
    size = len(words.ids) - len(parts) + 1
    if size <= 0:
        return np.zeros(0, np.int64)
    all_of_it = np.logical_and.reduce([part[place : place + size] for place, part in enumerate(parts)])
    at = np.flatnonzero(all_of_it)
    return words.posts[at[words.posts[at] == words.posts[at + len(parts) - 1]]]
