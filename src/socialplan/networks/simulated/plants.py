"""What is planted in a simulated world: accounts, themes, storms, campaigns, and how a company behaves."""

from collections.abc import Mapping
from dataclasses import dataclass

OWN, COMPETITOR = "own", "competitor"
KINDS = ("photo", "video", "link", "text")


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

    @property
    def real(self) -> bool:
        """More than luck, or than a handful of posts."""
        return self.lift > 1 and self.share > 0.05


@dataclass(frozen=True)
class Phase:
    """How the own company behaves from a day on. `kinds`: photo, video, link, text."""

    begins: int  # days after the first
    kinds: tuple[float, float, float, float]
    video: float  # what video does to the median response
    posts: float  # own posts, times the usual
    answered: float  # share of the posts that want an answer that get one
    minutes: float  # median until the answer


@dataclass(frozen=True)
class Storm:
    """An unusual stretch: `passed_on` reposts of one message, or `extra` people who all say something.

    It begins on a day at an hour (UTC), and half of it is over after `half` hours.
    """

    day: int
    hour: float
    half: float
    passed_on: int = 0
    extra: int = 0

    @property
    def verdict(self) -> str:
        return "amplified" if self.passed_on else "more_people"


@dataclass(frozen=True)
class Movement:
    """A lasting change: from a day up to another people say so many times as much about a company."""

    account_id: str
    begins: int
    ends: int
    times: float


@dataclass(frozen=True)
class Campaign:
    """From a day up to another: visits from social media and the goals of a visit, times the usual.

    Both are 1 where it does nothing.
    """

    key: str
    begins: int
    ends: int
    visits: float
    goals: float


@dataclass(frozen=True)
class Plants:
    """Everything that is planted. `silence` is the stretch without data: first day, day after the last.

    `leaders`: how many people are passed on often, and how often per post the strongest and the weakest are;
    `passed_on` is what anybody may expect.
    """

    accounts: tuple[Account, ...]
    phases: tuple[Phase, ...]
    themes: tuple[Theme, ...] = ()
    storms: tuple[Storm, ...] = ()
    movements: tuple[Movement, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    silence: tuple[int, int] = (0, 0)
    leaders: int = 12
    strength: tuple[float, float] = (6.0, 1.5)
    passed_on: float = 0.08
    other_language: float = 0.12


THEMES = (
    Theme("recipe", share=0.22, lift=2.0),
    Theme("garden", share=0.08, lift=1.0, lucky_every=9, luck=25.0),
    Theme("giveaway", share=0.03, lift=2.5),
)


def usual(*, days: int, newer: int, scale: float, fictional: str) -> Plants:
    """The example company: what holds in its first files and falls with the newer ones."""
    turn = days - newer
    return Plants(
        accounts=(
            Account("vlierzicht", f"Vlierzicht ({fictional})", OWN, 3.0, 60, 18),
            Account("bladenbes", f"Blad & Bes ({fictional})", COMPETITOR, 1.6, 80, 9),
            Account("kruidhof", f"Kruidhof ({fictional})", COMPETITOR, 1.2, 35, 6),
        ),
        phases=(
            Phase(0, (0.45, 0.25, 0.2, 0.1), video=1.9, posts=1.0, answered=0.78, minutes=40),
            Phase(turn, (0.22, 0.6, 0.12, 0.06), video=0.35, posts=1.4, answered=0.5, minutes=95),
        ),
        themes=THEMES,
        storms=(
            Storm(turn - 30, hour=8.5, half=1.5, passed_on=int(140 * scale)),
            Storm(days - 21, hour=7, half=2.5, extra=int(75 * scale)),
        ),
        movements=(Movement("bladenbes", turn + 14, days, times=2.0),),
        campaigns=(
            Campaign("tasting", 84, 98, visits=2.2, goals=1.5),
            Campaign("spring", turn + 10, turn + 17, visits=1.0, goals=1.0),
        ),
        silence=(30, 60),
    )


# What people say to and about a company, in shares; the rest is chat where they talk, a remark under a post.
TALK_MIX: Mapping[str, float] = {
    "praise": 0.17, "recommend": 0.04, "complaint": 0.10, "fault": 0.04, "anger_asks": 0.02,
    "rhetorical": 0.02, "service_asks": 0.07, "product_asks": 0.05, "buys": 0.03, "chat": 0.46,
}  # fmt: skip
COMMENT_MIX: Mapping[str, float] = {
    "praise": 0.25, "recommend": 0.03, "complaint": 0.06, "fault": 0.02, "anger_asks": 0.01,
    "rhetorical": 0.01, "service_asks": 0.05, "product_asks": 0.12, "buys": 0.02, "remark": 0.43,
}  # fmt: skip
