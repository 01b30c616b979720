"""Take a table out as a file; the history says who took what, never what stood in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from socialplan.pipeline.taking_out import take_out
from socialplan.pipeline.way_back import way_back
from socialplan.pipeline.writing import FORMATS, Notation, written

from ...team.actions import audit, require
from ...team.models import Member, Workspace
from ..models import Batch
from ..queries.store import open_store

PERMISSION = "data.read"
MEMORY = "512MB"  # of the engine; what does not fit is spilled to disk


@dataclass(frozen=True)
class OutFile:
    """A file on its way out; its pieces can be read once."""

    name: str
    content_type: str
    pieces: Iterator[bytes]


def take_table_out(
    *, workspace: Workspace, table: str, format: str, language: str, by: Member | str
) -> OutFile:
    """Every current row of a table in one of `FORMATS`. Raises KeyError for what there is not, NotAllowed."""
    if isinstance(by, Member):
        require(by, PERMISSION)
    kind = FORMATS[format]
    # Its connections are its own: it is read while other pages ask their questions.
    store = open_store(own=True, memory_limit=MEMORY)
    taken = take_out(store, store.snapshot(workspace.pk), table)
    audit(workspace=workspace, by=by, action="take_table_out", object=table, details={"format": format})
    pieces = written(
        format, taken.columns, taken.pieces, folder=store.scratch,
        notation=Notation(language, workspace.zone),
    )  # fmt: skip
    return OutFile(file_name(workspace, table, kind.ending), kind.content_type, pieces)


def mapping_back(*, workspace: Workspace, table: str = "posts") -> str:
    """The mapping with which a table taken out as CSV for data is brought in again. Raises KeyError for a
    table that files cannot fill."""
    store = open_store(own=True)
    return way_back(take_out(store, store.snapshot(workspace.pk), table).columns, table)


def file_name(workspace: Workspace, what: str, ending: str) -> str:
    """Simulated data say so in the name of the file too."""
    simulated = Batch.objects.filter(workspace=workspace, simulated=True).exists()
    day = timezone.localdate().isoformat()
    return f"{'simulated-' if simulated else ''}{workspace.slug}-{what}-{day}.{ending}"
