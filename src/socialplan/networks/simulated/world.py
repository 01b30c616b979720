"""A small world whose truth is known: one fictional company, two competitors, and people who do not exist.

Everything follows from the seed and the day, so any stretch of days can be made again, alone, the same.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from .phrases import NAMES
from .plants import OWN, Account, Phase, Plants, usual

PAGES, TALK, SITE = "facebook", "mastodon", "website"  # where accounts post; where people talk; visits
WEEKDAYS = np.array((1.0, 1.0, 1.05, 1.0, 1.1, 0.7, 0.6))
PORTION, LONGEST = 16_000, 28  # posts made at a time, but never more days than that
EPOCH = date(1970, 1, 1)
DAY = 86_400


@dataclass(frozen=True)
class World:
    """`last` is the last day with data; the newest `newer` of the `days` come with the newer files.

    `scale` multiplies what is said and visited; `given` are other plants than those of the example company.
    """

    last: date
    seed: int = 1
    language: str = "nl"
    days: int = 182
    newer: int = 56
    people: int = 900
    scale: float = 1.0
    given: Plants | None = None

    @cached_property
    def plants(self) -> Plants:
        names = NAMES[self.language]
        return self.given or usual(
            days=self.days, newer=self.newer, scale=self.scale, fictional=names["fictional"]
        )

    @property
    def first(self) -> date:
        return self.day(0)

    @property
    def turn(self) -> date:
        """The first day of the newer files."""
        return self.day(self.days - self.newer)

    @property
    def end(self) -> date:
        return self.day(self.days)

    @property
    def silence(self) -> tuple[date, date]:
        """The month of which there are no data; half-open."""
        begins, ends = self.plants.silence
        return self.day(begins), self.day(ends)

    @property
    def own(self) -> Account:
        return next(account for account in self.plants.accounts if account.owner_kind == OWN)

    def day(self, number: int) -> date:
        """The day so many days after the first."""
        return self.last - timedelta(days=self.days - 1 - number)

    def moved(self, account_id: str, days: np.ndarray) -> np.ndarray:
        """How much is said about a company on these days, times the usual."""
        times = np.ones(len(days))
        for one in self.plants.movements:
            if one.account_id == account_id:
                times[(days >= one.begins) & (days < one.ends)] *= one.times
        return times

    def number(self, day: date) -> int:
        return (day - self.first).days

    def phase(self, number: int) -> Phase:
        return [phase for phase in self.plants.phases if phase.begins <= number][-1]

    @cached_property
    def portion(self) -> int:
        """How many days are made at once: fewer where more is said, so that memory does not grow."""
        said = sum(account.mentions * 2 + account.posts * 3 for account in self.plants.accounts)
        return int(np.clip(PORTION // max(said * self.scale, 1), 1, LONGEST))

    def spans(self, since: date, until: date) -> "list[Span]":
        """The portions that touch these days, in order; they begin where they always begin."""
        first, last = max(self.number(since), 0), min(self.number(until), self.days)
        return [
            Span(self, begin, min(begin + self.portion, self.days))
            for begin in range(first - first % self.portion, last, self.portion)
        ]


@dataclass(frozen=True)
class Span:
    """A portion of days of a world, as numbers from its first day; half-open."""

    world: World
    begin: int
    end: int

    @property
    def days(self) -> np.ndarray:
        return np.arange(self.begin, self.end)

    @cached_property
    def rhythm(self) -> np.ndarray:
        """What the weekday does, per day."""
        return WEEKDAYS[(self.days + self.world.first.weekday()) % 7]

    @cached_property
    def midnights(self) -> np.ndarray:
        """Seconds since 1970 at which the days begin."""
        return ((self.world.first - EPOCH).days + self.days) * DAY

    def dice(self, stream: str) -> np.random.Generator:
        """Draws of one stream of this portion, the same whenever it is made."""
        return np.random.default_rng([self.world.seed, self.begin, *stream.encode()])
