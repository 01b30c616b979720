"""What is listened to, as a person sees it: how it goes, since when, and what would help."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from socialplan.pipeline.listening import catalogue

from ...team.models import Workspace
from ..models import Connection, JobState, Source
from ..rules import Hearing, source_health

URGENT = ("refused", "broken", "failing", "late")


@dataclass(frozen=True)
class SourceLine:
    """One source. `error` is a code and `reason` the network's own words; `next_at` is when it is asked."""

    id: int
    name: str
    network: str
    label: str
    stream: str
    server: str
    asked: str
    handle: str
    health: str  # rules.source_health
    error: str
    reason: str
    failures: int
    items: int
    answered_at: datetime | None
    heard_until: datetime | None
    next_at: datetime | None
    paused_until: datetime | None
    stopped_at: datetime | None

    @property
    def urgent(self) -> bool:
        return self.health in URGENT


@dataclass(frozen=True)
class Together:
    """The sources of one account, or those of a network that need none; the worst stands first."""

    lines: tuple[SourceLine, ...]

    @property
    def worst(self) -> SourceLine:
        return self.lines[0]

    @property
    def several(self) -> bool:
        return len(self.lines) > 1

    @property
    def urgent(self) -> bool:
        return self.worst.urgent

    @property
    def label(self) -> str:
        return self.worst.label

    @property
    def name(self) -> str:
        return self.worst.handle or self.label

    @property
    def answered_at(self) -> datetime | None:
        return max((line.answered_at for line in self.lines if line.answered_at), default=None)

    @property
    def key(self) -> str:
        """A name for the page, the same each time."""
        return f"sources-{min(line.id for line in self.lines)}"


def sources(*, workspace: Workspace, now: datetime | None = None) -> list[SourceLine]:
    """Every source, those somebody must look at first."""
    rows = Source.objects.filter(workspace=workspace).select_related("connection", "job")
    lines = [_line(row, now or timezone.now()) for row in rows]
    return sorted(lines, key=lambda line: not line.urgent)


def together(lines: Sequence[SourceLine]) -> list[Together]:
    """The sources by account, and those without one by network; who holds one to look at first."""
    found: dict[tuple[str, str], list[SourceLine]] = {}
    for line in lines:
        found.setdefault((line.network, line.handle), []).append(line)
    return [Together(tuple(some)) for some in found.values()]


def any_sources() -> bool:
    """Whether anything is listened to, in any workspace."""
    return Source.objects.filter(stopped_at=None).exists()


def urgent_sources(workspace: Workspace) -> int:
    """How many somebody must look at."""
    return sum(line.urgent for line in sources(workspace=workspace))


def source(*, workspace: Workspace, id: int) -> Source | None:
    return Source.objects.filter(workspace=workspace, pk=id).first()


def source_by_id(id: int) -> Source:
    """For commands. Raises Source.DoesNotExist."""
    return Source.objects.get(pk=id)


def connections(*, workspace: Workspace) -> Sequence[Connection]:
    return list(Connection.objects.filter(workspace=workspace))


def _line(row: Source, now: datetime) -> SourceLine:
    job, error = row.job, row.error or {}
    known = catalogue.connector(row.network)
    deadline = timedelta(seconds=known.streams[row.stream].deadline)
    due = job.due_at if job and job.state == JobState.DUE else None
    hearing = Hearing(
        created_at=row.created_at, answered_at=row.answered_at, due_at=due,
        running=job is not None and job.state == JobState.RUNNING,
        gave_up=job is None or job.state in (JobState.FAILED, JobState.CANCELLED),
        stopped_at=row.stopped_at, paused_until=row.paused_until, error=str(error.get("code", "")),
    )  # fmt: skip
    return SourceLine(
        id=row.pk, name=row.name, network=row.network, label=known.label, stream=row.stream,
        server=row.server, asked=row.asked, handle=row.connection.handle if row.connection else "",
        health=source_health(hearing, deadline=deadline, now=now), error=hearing.error,
        reason=str(error.get("reason", "")), failures=row.failures, items=row.items,
        answered_at=row.answered_at, heard_until=row.heard_until, next_at=row.turn_at or due,
        paused_until=row.paused_until, stopped_at=row.stopped_at,
    )  # fmt: skip
