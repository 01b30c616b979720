"""What a post shows of a mood, as small numbers: the same for every language, for all posts at once.

After VADER (Hutto & Gilbert, 2014): a word is turned by a negation up to three words before it, weighed by a
word of degree and by capitals, and counts more after a "but". Lists are kept apart, so that the calibrator
decides how much each is worth.
"""

import re
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from . import sentiment_lexicon as lex
from .base import Numbers, Truths
from .sentiment_lexicon import Lexicon
from .sentiment_signs import PAIRS, moods
from .words import Words

FEATURES = (
    "constant", "main +", "main -", "own +", "own -", "idioms +", "idioms -", "strongest +", "strongest -",
    "balance", "per word", "last sentence", "turned", "complaint", "good news", "signs +", "signs -",
    "exclaims", "exclaims x balance", "asks", "asks x -", "asks x +", "dots", "negations", "capitals",
    "numbers", "mixed", "nothing", "drawn out", "but",
)  # fmt: skip
REACH = 3  # words that a negation turns
TURNED_GOOD, TURNED_BAD = -0.6, -0.4  # "not good" is bad; "not bad" is only somewhat good
CAPITALS = 1.25
ALONE = 2.0  # an emoji without words says all there is to say
BEFORE_BUT, AFTER_BUT = 0.6, 1.3
SENTENCE_ENDS = re.compile(r"[.!?;…]")
T = TypeVar("T", bound=np.generic)
LATIN_ENDS = "\u0250"  # other scripts are not read, whatever their language is said to be
CHANNELS = (lex.MAIN, lex.OWN)


@dataclass(frozen=True)
class Features:
    """A row per post in the order of FEATURES; and of each token what it says, -1 to 1, for the evidence."""

    rows: Numbers
    tokens: Numbers
    read: Truths  # the post has a word or a telling sign
    spoken: Truths  # the post has a word


def features(words: Words, lexicon: Lexicon) -> Features:
    """Features of posts that are all in the language of the lexicon."""
    tokens = _Tokens.of(words, lexicon)
    channels, idioms = _valences(words, tokens, lexicon)
    told = np.fromiter((any(map(_latin, one)) for one in words.surface), np.bool_, len(words.surface))
    spoken = words.summed((told[words.ids] & tokens.spoken).astype(np.float64)) > 0
    per = _columns(words, tokens, channels, idioms)
    for name in ("signs +", "signs -"):
        per[name] = np.where(spoken, 1.0, ALONE) * per[name]
    weak = 0.1 * (tokens.table[:, lex.GOOD_NEWS] - tokens.table[:, lex.COMPLAINT])
    says = channels[0] + idioms + _before(idioms, words) + tokens.signs
    return Features(
        rows=np.stack([per[name] for name in FEATURES], axis=1),
        tokens=np.where(says == 0, weak, says),
        read=spoken | (words.summed(np.abs(tokens.signs)) > 0),
        spoken=spoken,
    )


@dataclass(frozen=True)
class _Tokens:
    """What is known of each token by itself."""

    table: Numbers  # columns of the lexicon
    spoken: Truths  # it is a word
    signs: Numbers  # mood of emoji and smileys
    capitals: Truths
    ends: Truths  # it ends a sentence
    surface: dict[str, Numbers]  # how it is written

    @classmethod
    def of(cls, words: Words, lexicon: Lexicon) -> "_Tokens":
        forms = words.surface
        spoken = np.fromiter((one[0].isalnum() or one[0] in "#'" for one in forms), np.bool_, len(forms))
        table = lexicon.found(words.lower) * spoken[:, None]
        runs = np.flatnonzero(~spoken)
        signs = np.zeros(len(forms))
        signs[runs] = moods([forms[place] for place in runs])
        capitals = np.fromiter(
            (len(one) > 2 and one.isupper() and one.isalpha() for one in forms), np.bool_, len(forms)
        )
        ends = np.fromiter((bool(SENTENCE_ENDS.search(one)) for one in forms), np.bool_, len(forms)) & ~spoken
        ids = words.ids
        written = {name: column[ids] for name, column in _written(forms).items()}
        signs_of_tokens = signs[ids]
        _paired(words, PAIRS, signs_of_tokens)
        return cls(table[ids], spoken[ids], signs_of_tokens, capitals[ids], ends[ids], written)


def _written(forms: list[str]) -> dict[str, Numbers]:
    """Of each different token how it is written."""

    def told(of: list[float]) -> Numbers:
        return np.array(of, dtype=np.float64)

    return {
        "!": told([one.count("!") for one in forms]),
        "?": told([one.count("?") for one in forms]),
        "dots": told([".." in one or "…" in one for one in forms]),
        "number": told([one[0].isdigit() for one in forms]),
        "drawn out": told([one.isalpha() and bool(lex.DRAWN_OUT.search(one)) for one in forms]),
    }  # fmt: skip


def _valences(words: Words, tokens: _Tokens, lexicon: Lexicon) -> tuple[list[Numbers], Numbers]:
    """Of each token what each list says of it in its place; and what the idioms say."""
    idioms = np.zeros(len(words.ids))
    second = _paired(words, lexicon.idioms, idioms)
    first = _before(second.astype(np.float64), words) > 0
    plain = ~(first | second)
    turned = _turned(words, tokens, (tokens.table[:, lex.NEGATES] > 0) & ~first)
    weight = _weights(words, tokens)
    channels = []
    for column in CHANNELS:
        value = tokens.table[:, column] * weight * plain
        channels.append(np.where(turned, np.where(value > 0, TURNED_GOOD, TURNED_BAD) * value, value))
    return channels, idioms


def _paired(words: Words, pairs: dict[tuple[str, str], float], into: Numbers) -> Truths:
    """Sets the value of each pair at its second token; says where these are."""
    numbers: dict[str, int] = {}
    of_form = np.fromiter(
        (numbers.setdefault(one, len(numbers)) for one in words.lower), np.int64, len(words.lower)
    )
    of_token = of_form[words.ids]
    codes = _shifted(of_token + 1, 1, words) * (len(numbers) + 1) + of_token
    known = {
        (numbers[a] + 1) * (len(numbers) + 1) + numbers[b]: value
        for (a, b), value in pairs.items() if a in numbers and b in numbers
    }  # fmt: skip
    if not known:
        return np.zeros(len(codes), np.bool_)
    keys = np.array(sorted(known))
    place = np.minimum(np.searchsorted(keys, codes), len(keys) - 1)
    found = np.asarray(keys[place] == codes)
    into[found] = np.array([known[key] for key in keys.tolist()])[place[found]]
    return found


def _turned(words: Words, tokens: _Tokens, negates: Truths) -> Truths:
    """Whether a negation of the same sentence stands up to REACH tokens before."""
    sentence = np.cumsum(tokens.ends) + 1
    turned = np.zeros(len(negates), np.bool_)
    for steps in range(1, REACH + 1):
        turned |= _shifted(negates, steps, words) & (_shifted(sentence, steps, words) == sentence)
    return turned


def _weights(words: Words, tokens: _Tokens) -> Numbers:
    """By words of degree before it, by capitals and by what side of a "but" it stands on."""
    degree = tokens.table[:, lex.DEGREE]
    weight = (1 + _shifted(degree, 1, words)) * np.sqrt(1 + _shifted(degree, 2, words))
    weight = np.where(tokens.capitals, CAPITALS * weight, weight)
    buts = np.concatenate(([0.0], np.cumsum(tokens.table[:, lex.CONTRASTS])))
    in_post = (buts[words.starts[1:]] - buts[words.starts[:-1]])[words.posts] > 0
    after = buts[1:] - buts[words.starts[:-1]][words.posts] > 0
    return np.where(in_post, np.where(after, AFTER_BUT, BEFORE_BUT) * weight, weight)


def _columns(words: Words, tokens: _Tokens, channels: list[Numbers], idioms: Numbers) -> dict[str, Numbers]:
    """Every feature by its name."""
    total = words.summed
    many = np.maximum(total(tokens.spoken.astype(np.float64)), 1)
    found: dict[str, Numbers] = {"constant": np.ones(words.size)}
    good, bad = np.zeros(words.size), np.zeros(words.size)
    for name, value in zip(("main", "own", "idioms"), (*channels, idioms), strict=True):
        plus, minus = total(np.maximum(value, 0)), total(np.maximum(-value, 0))
        found |= {f"{name} +": _full(plus, 0.7), f"{name} -": _full(minus, 0.7)}
        good, bad = good + plus, bad + minus
        if name == "main":
            net = plus - minus
            found |= {"balance": _bounded(net), "per word": np.clip(net / np.sqrt(many), -1, 1)}
    signs = total(np.maximum(tokens.signs, 0)), total(np.maximum(-tokens.signs, 0))
    found |= _of_signs(words, tokens, signs, good, bad)
    found |= _of_main(words, tokens, channels[0])
    return found | _of_writing(words, tokens, many)


def _of_main(words: Words, tokens: _Tokens, main: Numbers) -> dict[str, Numbers]:
    """Of the main list where in the post it speaks loudest."""
    loudest, lowest = np.zeros(words.size), np.zeros(words.size)
    np.maximum.at(loudest, words.posts, main)
    np.maximum.at(lowest, words.posts, -main)
    sentence: npt.NDArray[np.int64] = np.cumsum(tokens.ends) - tokens.ends
    last = np.full(words.size, -1)
    np.maximum.at(last, words.posts[tokens.spoken], sentence[tokens.spoken])
    ending = words.summed(np.where(sentence == last[words.posts], main, 0))
    turned = (main < 0) & (tokens.table[:, lex.MAIN] > 0)
    return {
        "strongest +": loudest, "strongest -": lowest, "last sentence": _bounded(ending),
        "turned": _full(words.summed(turned.astype(np.float64)), 1),
    }  # fmt: skip


def _of_signs(
    words: Words, tokens: _Tokens, signs: tuple[Numbers, Numbers], good: Numbers, bad: Numbers
) -> dict[str, Numbers]:
    """Of emoji, exclamations and questions, and how they go with the words."""
    exclaims = _full(words.summed(tokens.surface["!"]), 2)
    asks = (words.summed(tokens.surface["?"]) > 0).astype(np.float64)
    return {
        "signs +": _full(signs[0], 0.2), "signs -": _full(signs[1], 0.2),
        "exclaims": exclaims, "exclaims x balance": exclaims * _bounded(good - bad),
        "asks": asks, "asks x -": asks * _full(bad, 1), "asks x +": asks * _full(good, 1),
        "mixed": _full(np.minimum(good, bad), 0.5),
        "nothing": (good + bad + signs[0] + signs[1] < 0.1).astype(np.float64),
    }  # fmt: skip


def _of_writing(words: Words, tokens: _Tokens, many: Numbers) -> dict[str, Numbers]:
    """Of words that judge nothing, and of how the post is written."""

    def of(column: int) -> Numbers:
        return words.summed(tokens.table[:, column])

    def times(name: str) -> Numbers:
        return words.summed(tokens.surface[name])

    return {
        "complaint": _full(of(lex.COMPLAINT), 2), "good news": _full(of(lex.GOOD_NEWS), 2),
        "negations": _full(of(lex.NEGATES), 1), "but": np.minimum(of(lex.CONTRASTS), 1),
        "capitals": np.minimum(words.summed(tokens.capitals.astype(np.float64)) / many, 0.5),
        "numbers": _full(times("number"), 1), "dots": np.minimum(times("dots"), 1),
        "drawn out": np.minimum(times("drawn out"), 1),
    }  # fmt: skip


def _latin(letter: str) -> bool:
    return letter.isalpha() and letter < LATIN_ENDS


def _full(amount: Numbers, half: float) -> Numbers:
    """From 0 up to 1: the first ones count most; 0.5 at `half`."""
    return np.asarray(amount / (amount + half))


def _bounded(amount: Numbers) -> Numbers:
    """Any number to -1 to 1."""
    return np.asarray(amount / np.sqrt(amount * amount + 1))


def _shifted(values: npt.NDArray[T], steps: int, words: Words) -> npt.NDArray[T]:
    """Of each token the value of the one `steps` before it in the same post; 0 where there is none."""
    moved = np.zeros_like(values)
    if steps < len(values):
        same = words.posts[steps:] == words.posts[:-steps]
        moved[steps:] = np.where(same, values[:-steps], moved[steps:])
    return moved


def _before(values: Numbers, words: Words) -> Numbers:
    """Of each token the value of the one after it in the same post; 0 where there is none."""
    moved = np.zeros_like(values)
    moved[:-1] = np.where(words.posts[1:] == words.posts[:-1], values[1:], 0)
    return moved
