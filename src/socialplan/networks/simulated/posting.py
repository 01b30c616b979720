"""How one post of the simulated world is made."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np

from .words import Words
from .world import World

MARGIN = timedelta(minutes=1)


def post(world: World, network: str, post_id: str, *, at: datetime, **fields: Any) -> dict[str, Any]:
    return {
        "network": network,
        "post_id": post_id,
        "created_at": at,
        "precision": "second",
        "language_hint": world.language,
        **fields,
    }


def moment(day: date, dice: np.random.Generator, first: int, last: int) -> datetime:
    """A time on a day between two hours, in UTC."""
    seconds = int(dice.integers(first * 3600, last * 3600))
    return datetime.combine(day, time()) + timedelta(seconds=seconds)


def later(at: datetime, minutes: float) -> datetime:
    """So many minutes later, but still on the same day: data that end with a day have its answers."""
    night = datetime.combine(at.date() + timedelta(days=1), time()) - MARGIN
    return min(at + timedelta(seconds=round(minutes * 60)), night)


def said(sentences: Sequence[str], words: Words, account: str, dice: np.random.Generator) -> str:
    """One of the sentences, about one of the products."""
    sentence = sentences[int(dice.integers(len(sentences)))]
    product = words.products[int(dice.integers(len(words.products)))]
    text = sentence.format(product=product, account=account)
    return text[0].upper() + text[1:]


def hashtags(text: str) -> list[str]:
    return [tag.lower() for tag in re.findall(r"#(\w+)", text)]
