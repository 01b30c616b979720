"""A post as one text, folded so that texts and phrases are compared alike.

Capitals and kinds of space do not matter. Lowering is letter by letter, as databases do it: the capital
dotted I becomes i and the Greek final sigma a sigma, so that every engine and this file agree.
"""

from collections.abc import Iterable

APART = " ␞ "  # stands between the parts of a post, so that no phrase runs on from one into the next
# What Python's split() takes for space, as a character class for regular expressions of databases.
SPACE = r"[\s\x0b\x1c-\x1f\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]"
EDGE = r"[^\p{L}\p{N}_]"  # what may touch a phrase


def folded(text: str) -> str:
    """Lower case, one space where there was any."""
    lower = text.lower() if text.isascii() else text.replace("İ", "i").lower().replace("ς", "σ")
    return " ".join(lower.split())


def spoken(
    text: str | None, title: str | None = None, hashtags: Iterable[str] = (), mentions: Iterable[str] = ()
) -> str:
    """What a post says: its words, its title, its hashtags as #tag, and whom it mentions as @name."""
    tags = " ".join(f"#{tag}" for tag in hashtags)
    names = " ".join(f"@{name}" for name in mentions)
    return APART.join((text or "", title or "", tags, names))
