"""Visits to the site of the own company, what they led to, and who bought."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from socialplan.records import TABLES

from .made import columns, dated, names, numbered
from .people import population
from .world import DAY, SITE, Span

VISITS, CONVERSIONS = TABLES["visits"].schema, TABLES["conversions"].schema
CURRENCY, BASKET, SPREAD = "EUR", 24.0, 0.5  # the middle of what is spent, and the spread of its logarithm
PAGES_SEEN = 2.2  # more than one, on average
LANDINGS = ("/", "/winkel", "/recepten", "/proeverij")
BY_CUSTOMER = 0.7  # share of purchases by somebody who has an account with us


@dataclass(frozen=True)
class Channel:
    """Where visits come from: how many a day, and which share of them buys."""

    channel: str
    source: str
    medium: str
    visits: float
    goals: float


CHANNELS = (
    Channel("organic search", "google", "organic", 14, 0.030),
    Channel("direct", "(direct)", "(none)", 9, 0.040),
    Channel("social", "mastodon", "social", 6, 0.025),
    Channel("social", "facebook", "social", 5, 0.025),
    Channel("email", "nieuwsbrief", "email", 4, 0.055),
)
SOCIAL = np.array([channel.channel == "social" for channel in CHANNELS])


@dataclass(frozen=True)
class Visited:
    """Visits and conversions in the vocabulary; `buyers` has per conversion the number of the person behind
    it, -1 nobody we know, also of those who did not consent."""

    visits: pa.Table
    conversions: pa.Table
    buyers: np.ndarray


def visits(span: Span) -> Visited:
    dice = span.dice("visits")
    more, better, campaign = _campaigns(span)
    rate = np.array([channel.visits for channel in CHANNELS]) * span.rhythm[:, None] * span.world.scale
    counts = dice.poisson(np.where(SOCIAL, rate * more[:, None], rate))
    cell, number = numbered(counts.ravel())
    day, channel = np.divmod(cell, len(CHANNELS))
    at = span.midnights[day] + dice.integers(0, DAY, len(day))
    order = np.argsort(at, kind="stable")
    day, channel, number, at = day[order], channel[order], number[order], at[order]
    chance = np.array([one.goals for one in CHANNELS])[channel] * better[day]
    bought = dice.random(len(day)) < chance
    spent = np.round(BASKET * np.exp(SPREAD * dice.standard_normal(len(day))), 2)
    seen = 1 + dice.poisson(PAGES_SEEN - 1, len(day))
    ids = names("v-", dated(span).take(pa.array(day)), "-", channel, "-", number)
    named = campaign.take(pa.array(day))
    told = columns(
        VISITS, len(day), network=SITE, visit_id=ids, started_at=at, precision="second", pages=seen,
        seconds=np.round(seen * dice.exponential(40, len(day))), goals=bought.astype(np.int64),
        revenue=_money(spent, bought), currency=CURRENCY,
        campaign=pc.if_else(pa.array(SOCIAL[channel]), named, pa.scalar(None, pa.string())),
        landing=pa.array(LANDINGS).take(pa.array(dice.integers(0, len(LANDINGS), len(day)))),
        **{name: pa.array([getattr(one, name) for one in CHANNELS]).take(pa.array(channel))
           for name in ("channel", "source", "medium")},
    )  # fmt: skip
    return _bought(span, dice, told, at, bought, spent)


def _bought(
    span: Span, dice: np.random.Generator, told: pa.Table, at: np.ndarray, bought: np.ndarray,
    spent: np.ndarray,
) -> Visited:  # fmt: skip
    people, size = population(span.world), int(bought.sum())
    customers = np.flatnonzero(people.customer)
    weight = people.weight[customers] / people.weight[customers].sum()
    buyers = dice.choice(customers, size, p=weight) if len(customers) else np.full(size, -1)
    buyers = np.where(dice.random(size) < BY_CUSTOMER, buyers, -1)
    known = (buyers >= 0) & people.consent[buyers]
    ids = told["visit_id"].combine_chunks().filter(pa.array(bought))
    conversions = columns(
        CONVERSIONS, size, network=SITE, conversion_id=names(ids, "-p"), visit_id=ids, kind="purchase",
        person_key=people.keys.take(pa.array(buyers, mask=~known)), occurred_at=at[bought] + 60,
        precision="second", value=_money(spent[bought], np.ones(size, bool)), currency=CURRENCY,
    )  # fmt: skip
    return Visited(told, conversions, buyers)


def _campaigns(span: Span) -> tuple[np.ndarray, np.ndarray, pa.Array]:
    """Per day: what campaigns do to visits from social media and to goals, and the campaign that runs."""
    more, better = np.ones(len(span.days)), np.ones(len(span.days))
    named = np.full(len(span.days), None, object)
    for campaign in span.world.plants.campaigns:
        runs = (span.days >= campaign.begins) & (span.days < campaign.ends)
        more[runs] *= campaign.visits
        better[runs] *= campaign.goals
        named[runs] = campaign.key
    return more, better, pa.array(named, pa.string())


def _money(amounts: np.ndarray, known: np.ndarray) -> pa.Array:
    return pa.array(amounts, mask=~known).cast(pa.decimal128(18, 4))
