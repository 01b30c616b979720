"""Likes and follows: ties that are denser within a group."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from socialplan.records import TABLES

from .made import columns, dated, later, names, numbered, seconds
from .passing import sharers
from .people import population
from .world import DAY, TALK, Span

INTERACTIONS = TABLES["interactions"].schema
LIKES = 6.0  # for each time a post may expect to be passed on
WAIT = 90  # minutes until a like, on average
FOLLOWS = 0.004  # new follows per person and day
COMPANIES = 0.3  # share of them that follow a company


def interactions(span: Span, told: pa.Table) -> pa.Table:
    """Likes of posts by people (those of `told` on the network where people talk) and new follows."""
    mine = pc.and_(pc.equal(told["network"], TALK), pc.equal(told["role"], "post"))
    told = told.filter(pc.and_(mine, pc.greater_equal(told["author"], 0)))
    found = pa.concat_tables([_likes(span, told), _follows(span)])
    return found.sort_by([("occurred_at", "ascending"), ("interaction_id", "ascending")])


def _likes(span: Span, told: pa.Table) -> pa.Table:
    dice, people = span.dice("likes"), population(span.world)
    authors = told["author"].to_numpy()
    row, actors = sharers(dice, people, authors, dice.poisson(LIKES * people.strength[authors]))
    ids = told["post_id"].combine_chunks().take(pa.array(row))
    return columns(
        INTERACTIONS, len(row), network=TALK, interaction_id=names(ids, "-l", actors), kind="like",
        actor_key=people.keys.take(pa.array(actors)), target_key=people.keys.take(pa.array(authors[row])),
        post_id=ids, occurred_at=later(seconds(told["created_at"])[row], dice.exponential(WAIT, len(row))),
        precision="second",
    )  # fmt: skip


def _follows(span: Span) -> pa.Table:
    """People begin to follow others of their group, rather those who say much, or a company."""
    dice, people = span.dice("follows"), population(span.world)
    day, number = numbered(dice.poisson(FOLLOWS * people.talkers, len(span.days)))
    actors = dice.integers(0, people.talkers, len(day))
    row, targets = sharers(dice, people, actors, np.ones(len(day), np.int64))
    ids = names("f-", dated(span).take(pa.array(day)), "-", number).take(pa.array(row))
    accounts = pa.array([account.account_id for account in span.world.plants.accounts])
    company = accounts.take(pa.array(dice.integers(0, len(accounts), len(row))))
    rather = pa.array(dice.random(len(row)) < COMPANIES)
    return columns(
        INTERACTIONS, len(row), network=TALK, interaction_id=ids, kind="follow", precision="second",
        actor_key=people.keys.take(pa.array(actors[row])),
        target_key=pc.if_else(rather, company, people.keys.take(pa.array(targets))),
        occurred_at=span.midnights[day[row]] + dice.integers(0, DAY, len(row)),
    )  # fmt: skip
