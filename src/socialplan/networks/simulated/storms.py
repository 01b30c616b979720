"""Storms: one message that very many pass on, or many people who all say something, along a course."""

import numpy as np
import pyarrow as pa

from .made import names, seconds
from .passing import passed_on
from .people import population
from .phrases import NUMBER
from .plants import Storm
from .talk import spoken
from .world import DAY, EPOCH, TALK, Span

SHAPE = 2.0  # of the gamma distribution: a steep rise, a long tail
MIDDLE = 1.67835  # its median, for a scale of one
OVER = 12  # times the time in which half of it passes: then a storm is over


def moments(span: Span, storm: Storm, dice: np.random.Generator, size: int) -> np.ndarray:
    """Seconds since 1970, along the course."""
    begins = ((span.world.first - EPOCH).days + storm.day) * DAY + int(storm.hour * 3600)
    waits = dice.gamma(SHAPE, storm.half / MIDDLE, size) * 3600
    return begins + np.minimum(waits, OVER * storm.half * 3600).astype(np.int64)


def storm_posts(span: Span) -> tuple[pa.Table, pa.Table]:
    """Posts and reposts of all storms as far as they fall in this span."""
    told, passed = [], []
    for number, storm in enumerate(span.world.plants.storms):
        over = storm.day + (storm.hour + OVER * storm.half) / 24
        if span.end <= storm.day or span.begin > over:
            continue
        posts, reposts = _storm(span, storm, f"storm-{number + 1}")
        told.append(_within(span, posts))
        passed.append(_within(span, reposts))
    empty = spoken_by(span, np.array([], np.int64), np.array([], np.int64), "", "storm_extra")
    return pa.concat_tables([empty, *told]), pa.concat_tables([empty, *passed])


def _storm(span: Span, storm: Storm, cause: str) -> tuple[pa.Table, pa.Table]:
    """The whole storm, the same in whichever span it is asked for."""
    people = population(span.world)
    dice = np.random.default_rng([span.world.seed, *cause.encode()])
    speakers = people.some(dice, storm.extra, network=TALK)
    at = np.sort(moments(span, storm, dice, storm.extra))
    told = spoken_by(span, speakers, at, cause, "storm_extra")
    if not storm.passed_on:
        return told, told.slice(0, 0)
    author = _anybody(span)
    size = min(storm.passed_on, people.talkers - 1)
    weight = np.sqrt(people.weight[: people.talkers]) * (np.arange(people.talkers) != author)
    sharers = dice.choice(people.talkers, size, replace=False, p=weight / weight.sum())
    at = np.sort(moments(span, storm, dice, size + 1))
    message = spoken_by(span, np.array([author]), at[:1], cause, "storm_passed_on")
    originals = message.take(pa.array(np.zeros(size, np.int64)))
    return pa.concat_tables([told, message]), passed_on(span, originals, sharers, at[1:])


def _anybody(span: Span) -> int:
    """Somebody who says little and leads nobody: storms begin anywhere."""
    people = population(span.world)
    return int(np.argmin(people.weight[: people.talkers]))


def spoken_by(span: Span, authors: np.ndarray, at: np.ndarray, cause: str, act: str) -> pa.Table:
    dice = np.random.default_rng([span.world.seed, *f"{cause} {act}".encode()])
    ids = names(f"{cause}-{act[6:]}-", np.arange(len(authors)))
    return spoken(
        span, dice, authors, np.full(len(authors), NUMBER[act]), span.world.own, network=TALK, role="post",
        post_id=ids, at=at, cause=cause or None, styles=act == "storm_extra",
    )  # fmt: skip


def _within(span: Span, told: pa.Table) -> pa.Table:
    at = seconds(told["created_at"])
    inside = (at >= span.midnights[0]) & (at < span.midnights[-1] + DAY)
    return told if inside.all() else told.filter(pa.array(inside))
