"""What the companies post on one day, and the response it draws."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np

from .posting import hashtags, moment, post, said
from .words import WORDS
from .world import KINDS, OWN, PAGES, THEMES, WEEKDAYS, Account, Theme, World

SPREAD = 0.6  # of the logarithm of the response
USUAL_KINDS = (0.5, 0.15, 0.25, 0.1)  # of competitors
SITE = "vlierzicht.example"


def posts(world: World, day: date) -> Iterator[tuple[dict[str, Any], dict[str, float]]]:
    """Each post of an account with its response by name."""
    for account in world.accounts:
        dice = world.dice(day, f"pages {account.account_id}")
        own = account.owner_kind == OWN
        rate = account.posts * WEEKDAYS[day.weekday()] * (world.phase(day).posts if own else 1.0)
        for number in range(dice.poisson(rate * world.scale)):
            yield _post(world, day, account, number=number, dice=dice)


def _post(
    world: World, day: date, account: Account, *, number: int, dice: np.random.Generator
) -> tuple[dict[str, Any], dict[str, float]]:
    own = account.owner_kind == OWN
    phase, words = world.phase(day), WORDS[world.language]
    kind = KINDS[dice.choice(4, p=phase.kinds if own else USUAL_KINDS)]
    theme = _theme(dice) if own else None
    text = said(
        words.own[theme.key if theme else ""] if own else words.rivals, words, account.account_id, dice
    )
    row = post(
        world, PAGES, f"{account.account_id}-{day:%Y%m%d}-{number}", at=moment(day, dice, 8, 20),
        account_id=account.account_id, role="post", kind=kind, native_kind=kind, text=text,
        hashtags=hashtags(text), links=_links(kind, own=own),
    )  # fmt: skip
    factor = (theme.lift if theme else 1.0) * (phase.video if own and kind == "video" else 1.0)
    reactions = account.reactions * factor * np.exp(SPREAD * dice.standard_normal())
    if theme and theme.lucky_every and dice.integers(theme.lucky_every) == 0:
        reactions *= theme.luck
    return row, {
        "reactions": float(round(reactions)),
        "comments": float(dice.poisson(reactions * 0.08)),
        "shares": float(dice.poisson(reactions * 0.05)),
    }


def _theme(dice: np.random.Generator) -> Theme | None:
    draw, below = dice.random(), 0.0
    for theme in THEMES:
        below += theme.share
        if draw < below:
            return theme
    return None


def _links(kind: str, *, own: bool) -> list[dict[str, Any]]:
    if kind != "link" or not own:
        return []
    return [{"url": f"https://{SITE}/blog", "domain": SITE, "utm": None}]
