"""Phrases in posts: whole words, without case, as column expressions.

Everything that is not a letter or a digit separates words, in the text and in the phrase alike; so "#Ziggo",
"@ziggo" and "Ziggo!" all hold the phrase "ziggo", and "Ziggodome" does not.
"""

import re

import ibis
import ibis.expr.types as ir

SEPARATORS = r"[^\p{L}\p{N}]+"
_SEPARATORS = re.compile(r"[\W_]+")
MOST = 40  # phrases in one question


def parse(given: str) -> tuple[str, ...]:
    """The phrases of an option: separated by commas, each once, as padded lower-case words."""
    words = (_SEPARATORS.sub(" ", part).strip().lower() for part in given.split(","))
    return tuple(dict.fromkeys(f" {word} " for word in words if word))[:MOST]


def mentions(text: ir.StringColumn, given: str) -> ir.BooleanValue:
    """Whether a text holds at least one of the phrases; no text holds none."""
    phrases = parse(given)
    if not phrases:
        return ibis.literal(False)
    padded = ibis.literal(" ") + text.fill_null("").lower().re_replace(SEPARATORS, " ") + ibis.literal(" ")
    return ibis.or_(*(padded.contains(phrase) for phrase in phrases))
