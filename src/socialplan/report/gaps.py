"""Stretches without data in words: who was not heard, and on which days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import get_language, gettext, ngettext

from . import numbers

MOST_NAMED = 3
Gap = Mapping[str, Any]  # network, account, since, until: half-open days, None where open


@dataclass(frozen=True)
class Missing:
    """One stretch, with everybody it holds for. `until` is the first day that was heard again."""

    since: str | None
    until: str | None
    names: tuple[str, ...]  # accounts, or a network as a whole; none is everything

    @property
    def who(self) -> str:
        more = len(self.names) - MOST_NAMED
        if more > 1:
            rest = ngettext("%(count)s more", "%(count)s more", more) % {"count": more}
            return ", ".join([*self.names[:MOST_NAMED], rest])
        return ", ".join(self.names) or gettext("everything")

    @property
    def days(self) -> str:
        """The last day is the last one without data."""
        last = date.fromisoformat(self.until) - timedelta(days=1) if self.until else None
        language = "nl" if (get_language() or "en").startswith("nl") else "en"
        first = numbers.day(date.fromisoformat(self.since), language) if self.since else ""
        end = numbers.day(last, language) if last else ""
        if first and first == end:
            return first
        if first and end:
            return gettext("%(first)s to %(last)s") % {"first": first, "last": end}
        if first:
            return gettext("from %(day)s") % {"day": first}
        return gettext("until %(day)s") % {"day": end} if end else gettext("always")


def together(gaps: Sequence[Gap]) -> list[Missing]:
    """The same stretch is told once, whoever it holds for."""
    found: dict[tuple[str | None, str | None], list[str]] = {}
    for gap in gaps:
        names = found.setdefault((gap["since"], gap["until"]), [])
        name = gap["account"] or gap["network"]
        if name and name not in names:
            names.append(str(name))
    return [Missing(since, until, tuple(names)) for (since, until), names in found.items()]


def gaps_text(gaps: Sequence[Gap]) -> str:
    """How many stretches of data are missing, and the first three."""
    missing = together(gaps)
    first = "; ".join(f"{one.days} ({one.who})" for one in missing[:MOST_NAMED])
    if len(missing) > MOST_NAMED:
        return gettext("%(count)s stretches of data are missing, among them %(first)s.") % {
            "count": len(missing), "first": first}  # fmt: skip
    return ngettext("Data are missing: %(first)s.", "%(count)s stretches of data are missing: %(first)s.",
                    len(missing)) % {"count": len(missing), "first": first}  # fmt: skip
