"""What people say on one day: about and to the companies, what they pass on, and the answers they get."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np

from . import people
from .posting import later, moment, post, said
from .words import WORDS
from .world import OWN, PAGES, TALK, WEEKDAYS, Account, Storm, World

QUESTIONS, QUESTIONS_TO_OTHERS = 0.75, 0.4  # of what is said to us, to a competitor
COMMENTS = 1.1  # questions under each post of our own
PASSED_ON, LEADER_PASSED_ON = 0.08, 2.5  # reposts of a post by anybody, by a leader


def posts(world: World, day: date, pages: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Mentions, questions, answers, reposts and storms; `pages` are the posts of accounts on that day."""
    own = next(account for account in world.accounts if account.owner_kind == OWN)
    yield from _comments(world, day, own, [row for row in pages if row["account_id"] == own.account_id])
    for account in world.accounts:
        yield from _mentions(world, day, account)
    for storm in world.storms:
        if storm.day == day:
            yield from _storm(world, storm, own)


def _comments(world: World, day: date, own: Account, pages: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    dice = world.dice(day, "comments")
    words = WORDS[world.language]
    for page in pages:
        speakers = people.some(world, dice, int(dice.poisson(COMMENTS)), where=PAGES)
        for number, person in enumerate(speakers):
            asked = post(
                world, PAGES, f"{page['post_id']}-c{number}",
                at=later(page["created_at"], dice.exponential(90)),
                person_key=people.key(world, person), about_account=own.account_id, role="reply", kind="text",
                parent_id=page["post_id"], root_id=page["post_id"], mentions=[own.account_id],
                text=said(words.questions, words, own.account_id, dice),
            )  # fmt: skip
            yield asked
            yield from _answer(world, asked, own, dice)


def _mentions(world: World, day: date, account: Account) -> Iterator[dict[str, Any]]:
    dice = world.dice(day, f"talk {account.account_id}")
    words = WORDS[world.language]
    count = int(dice.poisson(account.mentions * WEEKDAYS[day.weekday()] * world.scale))
    for number, person in enumerate(people.some(world, dice, count, where=TALK)):
        asks = dice.random() < (QUESTIONS if account.owner_kind == OWN else QUESTIONS_TO_OTHERS)
        row = post(
            world, TALK, f"t-{account.account_id}-{day:%Y%m%d}-{number}", at=moment(day, dice, 6, 21),
            person_key=people.key(world, person), about_account=account.account_id, role="post", kind="text",
            mentions=[account.account_id],
            text=said(words.questions if asks else words.talk, words, account.account_id, dice),
        )  # fmt: skip
        yield row
        if asks and account.owner_kind == OWN:
            yield from _answer(world, row, account, dice)
        rate = LEADER_PASSED_ON if person < people.LEADERS else PASSED_ON
        yield from _reposts(world, row, int(dice.poisson(rate)), dice)


def _answer(
    world: World, asked: dict[str, Any], own: Account, dice: np.random.Generator
) -> Iterator[dict[str, Any]]:
    phase, words = world.phase(asked["created_at"].date()), WORDS[world.language]
    minutes = phase.minutes * np.exp(0.9 * dice.standard_normal())
    if dice.random() < phase.answered:
        yield post(
            world, asked["network"], f"{asked['post_id']}-a", at=later(asked["created_at"], minutes),
            account_id=own.account_id, role="reply", kind="text", parent_id=asked["post_id"],
            mentions=[asked["person_key"]], text=said(words.answers, words, own.account_id, dice),
        )  # fmt: skip


def _reposts(
    world: World, row: dict[str, Any], count: int, dice: np.random.Generator
) -> Iterator[dict[str, Any]]:
    """Native reposts by different people, later that day; nobody passes on their own."""
    numbers = dict.fromkeys(people.some(world, dice, 3 * count, where=TALK))
    sharers = [number for number in numbers if people.key(world, number) != row["person_key"]][:count]
    for number in sharers:
        yield post(
            world, TALK, f"{row['post_id']}-r{number}", at=later(row["created_at"], dice.exponential(60)),
            person_key=people.key(world, number), about_account=row["about_account"], role="repost",
            kind="text", parent_id=row["post_id"], text=row["text"], mentions=row["mentions"],
        )  # fmt: skip


def _storm(world: World, storm: Storm, own: Account) -> Iterator[dict[str, Any]]:
    dice = world.dice(storm.day, "storm")
    words = WORDS[world.language]
    texts = [words.storm.format(account=own.account_id)] if storm.passed_on else []
    texts += [said(words.complaints, words, own.account_id, dice) for _ in range(storm.extra)]
    speakers = people.some(world, dice, len(texts), where=TALK)
    for number, (text, person) in enumerate(zip(texts, speakers, strict=True)):
        row = post(
            world, TALK, f"s-{storm.day:%Y%m%d}-{number}", at=moment(storm.day, dice, 7, 15),
            person_key=people.key(world, person), about_account=own.account_id, role="post", kind="text",
            mentions=[own.account_id], text=text,
        )  # fmt: skip
        yield row
        yield from _reposts(world, row, storm.passed_on, dice)
        if storm.extra:
            yield from _answer(world, row, own, dice)
