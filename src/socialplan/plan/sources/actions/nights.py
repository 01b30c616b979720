"""What every workspace needs each night: posts labelled, claims looked at again, the store tidied."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from ...team.models import Workspace
from ...team.once import forget_answers
from ..models import Job
from ..queries.store import open_store

NIGHT_STARTS = 3  # o'clock where the workspace is; 2 to 3 may not exist when summer time starts
NIGHTLY: Mapping[str, Mapping[str, Any]] = {
    "labels": {}, "recheck": {"trigger": "cadence"}, "tidy": {},
}  # fmt: skip


def plan_nights(*, now: datetime) -> int:
    """Leave tonight's jobs for each workspace, once; returns how many were left."""
    return sum(_plan(workspace, now) for workspace in Workspace.objects.order_by("id"))


def tidy(*, workspace: int) -> Mapping[str, int]:
    """Merge small files, remove what nobody lists, and drop answers of the API that were kept long enough.
    Raises Busy while somebody imports."""
    forget_answers(now=timezone.now())
    store = open_store()
    merged = store.compact(workspace)
    return {"merged": merged.before, "into": merged.after, "removed": store.sweep(workspace)}


def clear_scratch() -> int:
    """Empty the temporary folders of processes that died; returns how many."""
    return open_store().clear_scratch()


def _plan(workspace: Workspace, now: datetime) -> int:
    night = _night(now, ZoneInfo(workspace.zone))
    if workspace.created_at.astimezone(ZoneInfo(workspace.zone)).date() >= night:
        return 0
    left = 0
    for kind, params in NIGHTLY.items():
        tonight = Job.objects.filter(workspace=workspace, kind=kind, params__night=night.isoformat())
        if tonight.exists():
            continue
        with transaction.atomic():
            Workspace.objects.select_for_update().get(pk=workspace.pk)
            if not tonight.exists():
                asked = {**params, "night": night.isoformat()}
                Job.objects.create(workspace=workspace, kind=kind, params=asked, due_at=now)
                left += 1
    return left


def _night(now: datetime, zone: ZoneInfo) -> date:
    """The day whose night began last."""
    here = now.astimezone(zone)
    return here.date() if here.hour >= NIGHT_STARTS else here.date() - timedelta(days=1)
