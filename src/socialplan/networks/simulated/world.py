"""A small world whose truth is known: one fictional company, two competitors, and people who do not exist.

Everything follows from the seed and the day, so any stretch of days can be made again, alone, the same.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

OWN, COMPETITOR = "own", "competitor"
PAGES, TALK = "facebook", "mastodon"  # where accounts post and are commented on; where people talk
WEEKDAYS = (1.0, 1.0, 1.05, 1.0, 1.1, 0.7, 0.6)


@dataclass(frozen=True)
class Account:
    """A company of this world. Rates are per day; `reactions` is the median of a photo without a theme."""

    account_id: str
    brand: str
    owner_kind: str
    posts: float
    reactions: float
    mentions: float


@dataclass(frozen=True)
class Theme:
    """A subject of own posts: how often, what it does to the median, and what a lucky few posts get."""

    key: str
    share: float
    lift: float
    lucky_every: int = 0  # every so many posts of it ...
    luck: float = 1.0  # ... draw so many times more: a high mean, an ordinary median


@dataclass(frozen=True)
class Phase:
    """How the own company behaves for a while. `kinds`: photo, video, link, text."""

    kinds: tuple[float, float, float, float]
    video: float  # what video does to the median response
    posts: float  # own posts, times the usual
    answered: float  # share of incoming posts that get an answer
    minutes: float  # median until the answer


@dataclass(frozen=True)
class Storm:
    """One unusual day: `passed_on` reposts of one message, or `extra` people who all say something."""

    day: date
    passed_on: int = 0
    extra: int = 0


KINDS = ("photo", "video", "link", "text")
THEMES = (
    Theme("recipe", share=0.22, lift=2.0),
    Theme("garden", share=0.08, lift=1.0, lucky_every=9, luck=25.0),
    Theme("giveaway", share=0.03, lift=2.5),
)
EARLY = Phase((0.45, 0.25, 0.2, 0.1), video=1.9, posts=1.0, answered=0.78, minutes=40)
LATE = Phase((0.22, 0.6, 0.12, 0.06), video=0.35, posts=1.4, answered=0.5, minutes=95)


@dataclass(frozen=True)
class World:
    """`last` is the last day with data; the newest `newer` of the `days` come with the newer files."""

    last: date
    seed: int = 1
    language: str = "nl"
    days: int = 182
    newer: int = 56
    people: int = 900
    scale: float = 1.0

    @property
    def first(self) -> date:
        return self.last - timedelta(days=self.days - 1)

    @property
    def turn(self) -> date:
        """The first day of the newer files."""
        return self.last - timedelta(days=self.newer - 1)

    @property
    def end(self) -> date:
        return self.last + timedelta(days=1)

    @property
    def accounts(self) -> tuple[Account, ...]:
        label = "verzonnen" if self.language == "nl" else "fictional"
        return (
            Account("vlierzicht", f"Vlierzicht ({label})", OWN, 3.0, 60, 16),
            Account("bladenbes", f"Blad & Bes ({label})", COMPETITOR, 1.6, 80, 9),
            Account("kruidhof", f"Kruidhof ({label})", COMPETITOR, 1.2, 35, 6),
        )

    @property
    def silence(self) -> tuple[date, date]:
        """The month of which there are no data; half-open."""
        return self.first + timedelta(days=30), self.first + timedelta(days=60)

    @property
    def storms(self) -> tuple[Storm, ...]:
        return (
            Storm(self.turn - timedelta(days=30), passed_on=int(140 * self.scale)),
            Storm(self.last - timedelta(days=20), extra=int(75 * self.scale)),
        )

    def phase(self, day: date) -> Phase:
        return LATE if day >= self.turn else EARLY

    def silent(self, day: date) -> bool:
        return self.silence[0] <= day < self.silence[1]

    def dice(self, day: date, stream: str) -> np.random.Generator:
        """Draws of one stream on one day, the same whenever this world begins."""
        return np.random.default_rng([self.seed, (day - self.first).days, *stream.encode()])
