"""What a deed of the history was done to: by the name it has now, as the history itself keeps no contents."""

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from socialplan.plan.evidence import queries as evidence
from socialplan.report import numbers
from socialplan.report.words import NODE_KINDS

if TYPE_CHECKING:
    from socialplan.plan.team.models import AuditEntry, Workspace

# Kinds the history names by number: those of the plan, and some that have no name of their own.
NUMBERED = {*NODE_KINDS, "node", "name", "offer", "listening", "panel", "finding", "saved_finding"}
KINDS = {"make_main_goal": "goal", "lay_goal_on_claims": "goal", "keep_target": "kpi"}
ALONE = re.compile(r"(?:(\w+) )?(\d+)")
DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def names_of_objects(workspace: "Workspace", entries: "Iterable[AuditEntry]") -> dict[int, str]:
    """For each entry; a thing without a name of its own leaves it empty."""
    held = list(entries)
    asked = {entry.pk: _reference(entry.action, entry.object) for entry in held}
    titles = evidence.titles_of(workspace, {one for one in asked.values() if one})
    named: dict[int, str] = {}
    for entry in held:
        reference = asked[entry.pk]
        named[entry.pk] = titles.get(reference, "") if reference else days_in_words(entry.object)
    return named


def _reference(action: str, object: str) -> tuple[str, int] | None:
    """Kind and number, where the history holds no more than those."""
    found = ALONE.fullmatch(object)
    kind = found and (found[1] or KINDS.get(action) or action.partition("_")[2])
    return (kind, int(found[2])) if found and kind in NUMBERED else None


def days_in_words(text: str) -> str:
    """2026-10-03 as people write it."""
    language = (get_language() or "en")[:2]
    return DAY.sub(lambda day: numbers.short_day(date.fromisoformat(day[0]), language), text)
