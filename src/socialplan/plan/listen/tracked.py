"""What the page of tracked queries reads: each query with its figures, its sources, what people judged."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models import Count

from socialplan.analysis.stats import Estimate, wilson

from ..evidence.queries import Figure, due_ids, figure
from ..sources.queries.listening import SourceLine, sources
from ..team.edits import last_edit
from ..team.models import Workspace
from .models import SampledPost, TrackedQuery, Verdict


@dataclass(frozen=True)
class Judged:
    """Of the posts that were drawn: how many people judged, and the share that is relevant among those of
    which they could tell."""

    drawn: int
    relevant: int
    irrelevant: int
    unclear: int

    @property
    def told(self) -> int:
        return self.relevant + self.irrelevant

    @property
    def done(self) -> int:
        return self.told + self.unclear

    @property
    def share(self) -> Estimate | None:
        """With Wilson's interval (1927)."""
        return wilson(self.relevant, self.told)


@dataclass(frozen=True)
class Followed:
    """What a change of the brief did to a query."""

    at: datetime
    came: tuple[str, ...]
    went: tuple[str, ...]


@dataclass(frozen=True)
class Heard:
    """One network and account where a query is asked: the source that does worst, and all questions."""

    worst: SourceLine
    asked: tuple[str, ...]


@dataclass(frozen=True)
class QueryLine:
    """One query of the list."""

    row: TrackedQuery
    pace: Figure | None
    recent: Figure | None
    judged: Judged
    sources: tuple[SourceLine, ...]
    followed: Followed | None = None

    @property
    def places(self) -> list[Heard]:
        """The sources of one account together."""
        found: dict[tuple[str, str, str], list[SourceLine]] = {}
        for one in self.sources:
            found.setdefault((one.network, one.server, one.stream), []).append(one)
        return [
            Heard(max(some, key=lambda one: one.urgent), tuple(one.asked for one in some))
            for some in found.values()
        ]


def asked_hash(text: str) -> str:
    """Marks judgements with the wording they are about."""
    return sha256(text.encode()).hexdigest()


def query_lines(workspace: Workspace) -> tuple[QueryLine, ...]:
    """Those that stand, oldest first."""
    rows = TrackedQuery.objects.of(workspace).select_related("pace__latest", "recent__latest")
    due = due_ids(workspace)
    known = {one.id: one for one in sources(workspace=workspace)}
    return tuple(_line(row, due, known) for row in rows)


def query_line(row: TrackedQuery) -> QueryLine:
    return _line(row, due_ids(row.workspace), {one.id: one for one in sources(workspace=row.workspace)})


def query_row(workspace: Workspace, pk: int) -> TrackedQuery | None:
    """A query of this workspace, removed or not; None where there is none."""
    return TrackedQuery.objects.filter(workspace=workspace, pk=pk).first()


def query_names(workspace: Workspace) -> list[str]:
    """Names of those that stand, oldest first."""
    return list(TrackedQuery.objects.of(workspace).values_list("name", flat=True))


def text_named(workspace: Workspace, asked: str) -> str:
    """The query of that number or name, else what was asked itself: for a filter in an address."""
    live = TrackedQuery.objects.of(workspace)
    found = live.filter(pk=int(asked)).first() if asked.isdecimal() else live.filter(name=asked).first()
    return found.text if found else asked


def judged_of(row: TrackedQuery) -> Judged:
    """Of its present wording."""
    drawn = SampledPost.objects.filter(query=row, asked=asked_hash(row.text), post_id__isnull=False)
    counts = dict(drawn.values_list("verdict").annotate(n=Count("id")).order_by())
    return Judged(
        drawn=sum(counts.values()), relevant=counts.get(Verdict.RELEVANT, 0),
        irrelevant=counts.get(Verdict.NOT, 0), unclear=counts.get(Verdict.UNCLEAR, 0),
    )  # fmt: skip


def _line(row: TrackedQuery, due: Container[int], known: Mapping[int, SourceLine]) -> QueryLine:
    asking = row.askings.values_list("source_id", flat=True)
    return QueryLine(
        row=row, pace=_figure(row, "pace", due), recent=_figure(row, "recent", due), judged=judged_of(row),
        sources=tuple(known[pk] for pk in asking if pk in known), followed=_followed(row),
    )  # fmt: skip


def _figure(row: TrackedQuery, field: str, due: Container[int]) -> Figure | None:
    question = getattr(row, field)
    if question is None or question.latest is None:
        return None
    return figure(question.latest, state="stale" if question.pk in due else "")


def _followed(row: TrackedQuery) -> Followed | None:
    """The last change, where it was the brief's."""
    edit = last_edit(row) if row.follows else None
    if edit is None or "followed" not in edit.before or "name" in edit.after:
        return None
    before, after = edit.before["followed"], edit.after["followed"]
    came, went = (
        tuple(one for one in some if one not in rest) for some, rest in ((after, before), (before, after))
    )
    return Followed(edit.at, came, went)
