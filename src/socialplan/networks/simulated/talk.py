"""What people say to and about the companies, where they talk and under posts of our own."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .grammar import said, styled
from .made import dated, later, lists, names, numbered, posts, seconds
from .people import population
from .phrases import ACTS, EMOJI, NUMBER
from .plants import COMMENT_MIX, TALK_MIX, Account
from .world import DAY, PAGES, TALK, Span

COMMENTS = 1.1  # comments under each post of our own
WAIT = 90  # minutes until a comment, on average
BY_NAME = 0.25  # share that names a company without its handle
AWAKE, SPREAD = (6.0, 20.9), 3.0  # hours (UTC) in which people write; how far from their usual hour
MOOD = np.array([list(EMOJI).index(act.sentiment or "neutral") for act in ACTS.values()])


def mentions(span: Span, account: Account) -> pa.Table:
    dice, people = span.dice(f"talk {account.account_id}"), population(span.world)
    moved = span.world.moved(account.account_id, span.days)
    day, number = numbered(dice.poisson(account.mentions * span.rhythm * span.world.scale * moved))
    authors = people.some(dice, len(day), network=TALK)
    ids = names(f"t-{account.account_id}-", dated(span).take(pa.array(day)), "-", number)
    at = span.midnights[day] + moments(dice, people.hour[authors])
    acts = drawn(dice, TALK_MIX, len(day))
    return spoken(span, dice, authors, acts, account, network=TALK, post_id=ids, at=at, role="post")


def comments(span: Span, pages: pa.Table) -> pa.Table:
    """`pages` are the posts of all accounts; people comment on those of our own."""
    own, dice, people = span.world.own, span.dice("comments"), population(span.world)
    pages = pages.filter(pc.equal(pages["account_id"], own.account_id))
    row, number = numbered(dice.poisson(COMMENTS, pages.num_rows))
    authors = people.some(dice, len(row), network=PAGES)
    parents = pages["post_id"].combine_chunks().take(pa.array(row))
    return spoken(
        span, dice, authors, drawn(dice, COMMENT_MIX, len(row)), own, network=PAGES, role="reply",
        post_id=names(parents, "-c", number), parent_id=parents, root_id=parents,
        at=later(seconds(pages["created_at"])[row], dice.exponential(WAIT, len(row))),
    )  # fmt: skip


def spoken(
    span: Span, dice: np.random.Generator, authors: np.ndarray, acts: np.ndarray, account: Account, *,
    at: np.ndarray, cause: str | None = None, styles: bool = True, **given: object,
) -> pa.Table:  # fmt: skip
    """Posts by people to a company, in their own words and manner."""
    people, size = population(span.world), len(authors)
    language = people.language[authors]
    named = dice.random(size) < BY_NAME
    handle, brand = f"@{account.account_id}", account.brand.partition(" (")[0]
    called = pc.if_else(pa.array(named), brand, handle) if size else pa.array([], pa.string())
    text = said(dice, acts=acts, languages=language, companies=called)
    if styles:
        text = styled(text, dice, moods=MOOD[acts], careless=people.careless[authors])
    tagged = pc.match_substring(text, handle).to_numpy(zero_copy_only=False)
    return posts(
        size, language=language, at=at, person_key=people.keys.take(pa.array(authors)),
        about_account=account.account_id, kind="text", text=text, author=authors, act=acts, cause=cause,
        mentions=lists(pa.repeat(account.account_id, size), tagged), follow_up=False, **given,
    )  # fmt: skip


def drawn(dice: np.random.Generator, mix: Mapping[str, float], size: int) -> np.ndarray:
    """Numbers of acts in the shares of a mix."""
    numbers = np.array([NUMBER[name] for name in mix])
    return numbers[dice.choice(len(mix), size, p=np.array(list(mix.values())) / sum(mix.values()))]


def moments(dice: np.random.Generator, hours: np.ndarray) -> np.ndarray:
    """Seconds after midnight, around the hours at which people are active."""
    low, high = AWAKE
    found = hours + SPREAD * dice.standard_normal(len(hours))
    found = low + np.abs((found - low) % (2 * (high - low)))
    found = np.where(found > high, 2 * high - found, found)
    return np.minimum((found * 3600).astype(np.int64), DAY - 1)
