"""A panel: the fixed set of accounts one is compared with; every change of it is a break in the series."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from .refusals import BadParameter

MARKED = ("own", "competitor")


@dataclass(frozen=True)
class Panel:
    """The accounts that are compared from `since` on (None: from the beginning), in lower case."""

    number: int  # from 1
    since: date | None
    accounts: tuple[str, ...]


def parse(given: str) -> tuple[Panel, ...]:
    """Panels from text: accounts with commas; a change after a semicolon, as `a, b; 2026-05-01: a, b, c`.

    Raises BadParameter for a date that is none or that does not lie after the one before it.
    """
    panels: list[Panel] = []
    for part in (part.strip() for part in given.split(";")):
        if not part:
            continue
        day, colon, names = part.partition(":")
        since = _day(day.strip()) if colon else None
        if panels and (since is None or since <= (panels[-1].since or date.min)):
            raise BadParameter("panel", value=part)
        accounts = tuple(dict.fromkeys(_plain(name) for name in (names if colon else part).split(",")))
        panels.append(Panel(len(panels) + 1, since, tuple(name for name in accounts if name)))
    return tuple(panel for panel in panels if panel.accounts)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadParameter("panel", value=text) from error


def _plain(name: str) -> str:
    return name.strip().lstrip("@").lower()


def at(panels: Collection[Panel], day: date | None) -> Panel | None:
    """The panel of a day; a post without a day belongs to the last one."""
    begun = [panel for panel in panels if day is None or panel.since is None or panel.since <= day]
    return max(begun, key=lambda panel: panel.number, default=None)
