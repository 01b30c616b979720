"""The library of KPIs: figures of the catalogue that one can steer by, with what they do and do not count."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from socialplan.analysis import ANALYSES

Words = str | Promise


@dataclass(frozen=True)
class LibraryLine:
    """One KPI to choose. `definition` also says where networks cannot be compared."""

    analysis: str
    measure: str
    title: Words
    definition: Words
    direction: str = "up"
    phrase: bool = False  # can be limited to posts with certain words

    @property
    def code(self) -> str:
        return f"{self.analysis}.{self.measure}"


_LINES: tuple[LibraryLine, ...] = (
    LibraryLine(
        "engagement", "median", _("Response to a usual post"),
        _("Median of reactions, comments, shares and saves per post. Networks count these differently."),
    ),
    LibraryLine(
        "engagement", "mean", _("Average response per post"),
        _("Reactions, comments, shares and saves per post. A few large posts weigh heavily."),
    ),
    LibraryLine(
        "volume", "count", _("Number of posts"),
        _("Posts in the period. With words: posts that mention them."), phrase=True,
    ),
    LibraryLine(
        "volume", "amplified_share", _("Share of posts that are passed on"),
        _("Part of the posts that repeats somebody else's. Not every network shows this."), phrase=True,
    ),
    LibraryLine(
        "responses", "median_minutes", _("Time until the first answer"),
        _("Median minutes between a question and the first answer, day and night."), "down",
    ),
    LibraryLine(
        "responses", "p90_minutes", _("Time within which nine of ten are answered"),
        _("Minutes between a question and the first answer, day and night."), "down",
    ),
    LibraryLine(
        "responses", "answered", _("Number of questions answered"),
        _("Posts to us with an answer by us in the data."),
    ),
    LibraryLine(
        "responses", "unanswered", _("Number of posts without an answer"),
        _("Posts to us without an answer by us in the data."), "down",
    ),
)  # fmt: skip


def library() -> tuple[LibraryLine, ...]:
    """What this instance can compute."""
    return tuple(
        line for line in _LINES
        if line.analysis in ANALYSES and line.measure in ANALYSES[line.analysis].measures
    )  # fmt: skip


def line_of(code: str) -> LibraryLine | None:
    return next((line for line in library() if line.code == code), None)
