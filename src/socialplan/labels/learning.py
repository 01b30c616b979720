"""A small model of one workspace on top of the default: what its people say of posts, learned word by word.

The logits of the default, plus a straight line over its features and over words that occur in at least two of
the judged posts (multinomial logistic regression, ridge towards the default). Without dice or clock: the same
judgements in any order give the same model, and the version says which went in. It stays in the workspace.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array, hstack

from .base import Numbers, Places
from .calibration import fitted
from .words import LINK, Words

RECIPE = "1"  # changes whenever the same judgements would give another model
FEWEST = 30  # judgements below which nothing is learned
LEAST_RIGHT = 0.25  # share of the judgements that must agree with the default: mistakes alone mislead
PULL_CONSTANT, PULL_FEATURES, PULL_WORDS = 3.0, 5.0, 1.0
EVENING = 0.5  # rare labels weigh more, by this power of how rare
MOST_WORDS = 2000
FOLDS = 5


@dataclass(frozen=True)
class Judged:
    """One post and the label that a person gave it, or confirmed."""

    text: str
    language: str  # ISO 639-1
    label: str


@dataclass(frozen=True)
class Learned:
    """What is added to the logits of the default; and the line from a logit to the chance of being right."""

    version: str  # of the recipe and of everything that went in
    judged: int
    constants: tuple[float, ...]
    features: tuple[tuple[float, ...], ...]  # a row per feature, a column per label
    words: dict[str, tuple[float, ...]]
    line: tuple[float, float] | None  # None: too few to tell; that of the default holds

    def added(self, words: Words, rows: Numbers) -> Numbers:
        """A row per post, a column per label."""
        found = rows[:, 1:] @ np.array(self.features) + np.array(self.constants)
        return np.asarray(found + times(words, list(self.words)) @ self._weights())

    def tokens(self, words: Words) -> Numbers:
        """Of each token what it adds to each label."""
        places = words.numbered({word: place for place, word in enumerate(self.words)})
        return np.vstack([self._weights(), np.zeros((1, len(self.constants)))])[places][words.ids]

    def _weights(self) -> Numbers:
        return np.array(list(self.words.values())).reshape(len(self.words), len(self.constants))

    def as_json(self) -> str:
        return json.dumps(vars(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def of_json(cls, text: str) -> "Learned":
        """Raises ValueError for what `as_json` did not write."""
        try:
            found = json.loads(text)
            words = {word: tuple(row) for word, row in found["words"].items()}
            line = tuple(found["line"]) if found["line"] else None
            return cls(found["version"], found["judged"], tuple(found["constants"]),
                       tuple(map(tuple, found["features"])), words, line)  # fmt: skip
        except (KeyError, TypeError, AttributeError) as wrong:
            raise ValueError("this is no model that was learned here") from wrong


def version_of(judged: Sequence[Judged], default: str) -> str:
    """Of the default, the recipe and the judgements, whatever their order: 12 hexadecimal digits."""
    went_in = sorted((one.text, one.language, one.label) for one in judged)
    return sha256(json.dumps([default, RECIPE, went_in]).encode()).hexdigest()[:12]


def times(words: Words, known: Sequence[str]) -> csr_array:
    """How often each post has each known word, over the root of how many known ones it has."""
    column = words.numbered({word: place for place, word in enumerate(known)})[words.ids]
    has = column >= 0
    posts = words.posts[has]
    length = np.sqrt(np.maximum(np.bincount(posts, minlength=words.size), 1))
    return csr_array((1 / length[posts], (posts, column[has])), shape=(words.size, len(known)))


def learnable(words: Words) -> list[str]:
    """Words that at least two posts have, the MOST_WORDS of most posts; no names of people, no addresses."""
    told = ["" if word[0] == "@" or word == LINK else word for word in words.lower]
    numbers = {word: place for place, word in enumerate(sorted(set(told)))}
    of_token = np.array([numbers[word] for word in told], dtype=np.int64)[words.ids]
    posts = np.bincount(np.unique(np.stack([words.posts, of_token]), axis=1)[1], minlength=len(numbers))
    kept = [word for word, place in numbers.items() if word and posts[place] >= 2]
    return sorted(kept, key=lambda word: (-posts[numbers[word]], word))[:MOST_WORDS]


def learn(logits: Numbers, rows: Numbers, words: Words, labels: Places, *, version: str) -> Learned:
    """From the logits and features of the default and the labels people gave (their places), a row per post.

    Raises ValueError where there is too little to learn from, saying what is missing.
    """
    _enough(logits, labels)
    known = learnable(words)
    table = hstack([np.ones((words.size, 1)), rows[:, 1:], times(words, known)], format="csr")
    found = _added(logits, table, labels, features=rows.shape[1] - 1)
    last = rows.shape[1]
    return Learned(
        version=version, judged=words.size, constants=_row(found[0]),
        features=tuple(map(_row, found[1:last])),
        words={word: _row(found[last + place]) for place, word in enumerate(known)},
        line=_line(logits, table, labels, features=last - 1),
    )  # fmt: skip


def _enough(logits: Numbers, labels: Places) -> None:
    if len(labels) < FEWEST:
        raise ValueError(f"{len(labels)} judged posts; at least {FEWEST} are needed")
    if len(np.unique(labels)) < 2:
        raise ValueError("all judged posts have the same label; judge some of another one")
    if np.mean(logits.argmax(axis=1) == labels) < LEAST_RIGHT:
        raise ValueError("most judged posts are mistakes; confirm some labels that are right as well")


def _added(logits: Numbers, table: csr_array, labels: Places, *, features: int) -> Numbers:
    """A row per column of the table, a column per label: what is to be added to the logits."""
    words = table.shape[1] - features - 1
    pull = np.concatenate([[PULL_CONSTANT], np.full(features, PULL_FEATURES), np.full(words, PULL_WORDS)])
    weights = np.maximum(np.bincount(labels, minlength=logits.shape[1]), 1)[labels] ** -EVENING
    weights = weights / weights.mean()
    truth = np.eye(logits.shape[1])[labels]

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        found = flat.reshape(len(pull), -1)
        chances = softmax(logits + table @ found)
        pulled = pull[:, None] * found
        value = -(weights * np.log(chances[truth > 0])).sum() + 0.5 * (pulled * found).sum()
        return value, (table.T @ ((chances - truth) * weights[:, None]) + pulled).ravel()

    start = np.zeros(len(pull) * logits.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return np.asarray(found.x).reshape(len(pull), -1)


def _line(logits: Numbers, table: csr_array, labels: Places, *, features: int) -> tuple[float, float] | None:
    """How sure it may be, from posts left out of the learning; None below twice the fewest."""
    if len(labels) < 2 * FEWEST:
        return None
    fold = np.arange(len(labels)) % FOLDS
    chances = np.zeros_like(logits)
    for one in range(FOLDS):
        kept = fold != one
        added = _added(logits[kept], table[kept], labels[kept], features=features)
        chances[~kept] = softmax(logits[~kept] + table[~kept] @ added)
    highest = chances.max(axis=1)
    right = (chances.argmax(axis=1) == labels).astype(np.float64)
    constant, slope = fitted(np.log(highest / (1 - highest))[:, None], right)
    return round(constant, 3), round(max(slope, 0.0), 3)


def softmax(logits: Numbers) -> Numbers:
    """Chances from logits, kept off 0 and 1."""
    grown = np.exp(logits - logits.max(axis=1, initial=-np.inf, keepdims=True))
    return np.asarray(np.clip(grown / grown.sum(axis=1, keepdims=True), 1e-6, 1 - 1e-6))


def _row(values: Numbers) -> tuple[float, ...]:
    return tuple(round(float(one), 4) for one in values)
