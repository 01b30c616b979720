"""What emoji, smileys and punctuation say of a mood, in any language."""

import re
from functools import lru_cache

import numpy as np

from .base import Numbers
from .sentiment_lexicon import vader, vader_emoji

# Where the name of an emoji says little of how it is used, ours (-1 to 1).
EMOJI = {
    "❤": 0.6, "😂": 0.1, "🤣": 0.1, "😍": 0.7, "🙄": -0.4, "😡": -0.7, "🤬": -0.8, "👏": 0.5, "👍": 0.5,
    "👎": -0.5, "💩": -0.5, "🤦": -0.4, "😭": -0.2, "🔥": 0.3, "💪": 0.4, "🎉": 0.6, "😒": -0.5, "😤": -0.5,
    "🙏": 0.3, "😊": 0.6, "☹": -0.6, "🙁": -0.5, "🤔": -0.1,
}  # fmt: skip
SMILEYS = {
    ":)": 0.5, ":-)": 0.5, "(:": 0.5, ":(": -0.5, ":-(": -0.5, ";)": 0.4, ";-)": 0.4, "=)": 0.5, ":/": -0.35,
    ":-/": -0.35, ":'(": -0.6, "</": -0.6,
}  # fmt: skip
# a sign and the letter or number after it
PAIRS = {
    (":", "d"): 0.55, (":-", "d"): 0.55, ("=", "d"): 0.5, (";", "d"): 0.4, (":", "p"): 0.3, (":-", "p"): 0.3,
    (";", "p"): 0.3, ("<", "3"): 0.6, ("</", "3"): -0.6,
}  # fmt: skip
MOUTH = re.compile(r"[:;=]['^-]?([()\[\]])+")
FIRST_PICTURE = 0x2190  # arrows, signs and emoji come after the letters of the world's common scripts


@lru_cache(maxsize=1)
def signs() -> tuple[dict[str, float], dict[str, float]]:
    """Values of smileys, and of single emoji by the English words of their names."""
    words = vader()
    smileys = {one: value for one, value in words.items() if not any(map(str.isalnum, one))} | SMILEYS
    named = {sign: sum(words.get(one, 0.0) for one in name.split()) for sign, name in vader_emoji().items()}
    return smileys, {one: float(np.clip(value, -1, 1)) for one, value in named.items() if value} | EMOJI


def mood_of(run: str) -> float:
    """Of a run of signs: -1 to 1; 0 where it says nothing."""
    smileys, emoji = signs()
    if run in smileys:
        return smileys[run]
    mouth = MOUTH.search(run)
    if mouth:
        return 0.5 if mouth.group(1) in ")]" else -0.5
    whole = sum(emoji.get(one, 0.0) for one in run if ord(one) >= FIRST_PICTURE)
    return max(-1.0, min(1.0, whole))


def moods(runs: list[str]) -> Numbers:
    """Of each run of signs its mood."""
    return np.fromiter(map(mood_of, runs), np.float64, len(runs))
