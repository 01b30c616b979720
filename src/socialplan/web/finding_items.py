"""The posts behind a finding, or behind one row of it: page by page, as a file, and the question as SQL."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyarrow as pa
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from socialplan.analysis import ANALYSES
from socialplan.analysis.parameters import parse
from socialplan.pipeline.items import Items, items
from socialplan.pipeline.ledger import Snapshot
from socialplan.pipeline.sql import sql_of
from socialplan.pipeline.writing import FORMATS, Notation, written
from socialplan.plan.evidence import queries
from socialplan.plan.sources.queries import open_store
from socialplan.web.access import PageRequest, page
from socialplan.web.answer import Reader
from socialplan.web.answer_file import FOR_PEOPLE, asked_format, file_answer
from socialplan.web.persons import names_of
from socialplan.web.words import column_word

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import Finding
    from socialplan.plan.team.models import Workspace

FIRST, PER_PAGE, AT_ONCE = 20, 50, 2_000
SHAPE = pa.schema([
    ("network", pa.string()), ("post_id", pa.string()), ("at", pa.timestamp("us")), ("author", pa.string()),
    ("account", pa.string()), ("role", pa.string()), ("kind", pa.string()), ("response", pa.float64()),
    ("title", pa.string()), ("text", pa.string()), ("url", pa.string()),
])  # fmt: skip
COLUMNS = SHAPE.names


def posts_behind(
    workspace: "Workspace", finding: "Finding", *, row: int | None, limit: int = FIRST, offset: int = 0
) -> Items:
    """The posts the finding was made of, as of its own snapshot: newest first, with the names of who wrote
    them. With `row` those of that row."""
    params = parse(ANALYSES[finding.analysis], finding.params, zone=workspace.zone)
    groups = [column["name"] for column in finding.columns if column["role"] in ("group", "person")]
    where = {name: finding.rows[row].get(name) for name in groups} if row is not None else None
    return items(
        open_store(), workspace.pk, finding.analysis, params, snapshot=Snapshot.parse(finding.snapshot),
        where=where, limit=limit, offset=offset,
    )  # fmt: skip


@page("plan.read")
@require_GET
def every(request: PageRequest, finding_id: str) -> HttpResponse:
    """All of them, page by page."""
    finding, row = _asked(request, finding_id)
    number = request.GET.get("page", "1")
    place = max(1, int(number)) if number.isdigit() else 1
    found = posts_behind(request.workspace, finding, row=row, limit=PER_PAGE, offset=(place - 1) * PER_PAGE)
    pages = Paginator(range(found.total), PER_PAGE).get_page(place)
    label = ""
    if row is not None:
        label = Reader(finding, names_of(request.workspace, finding)).label(finding.rows[row])
    return render(request, "evidence/items.html", {
        "finding": finding, "entry": ANALYSES[finding.analysis], "what": label, "items": found, "page": pages,
        "query": _row_query(request),
    })  # fmt: skip


@page("plan.read")
@require_GET
def download(request: PageRequest, finding_id: str) -> StreamingHttpResponse:
    """All of them as a file, in any of the formats."""
    finding, row = _asked(request, finding_id)
    kind = FORMATS[asked_format(request)]
    simulated = "simulated-" if finding.simulated else ""
    name = f"{simulated}{finding.analysis}-{finding.finding_id[:8]}-posts.{kind.ending}"
    notation = Notation(request.LANGUAGE_CODE[:2], "UTC")  # the times are wall times already
    titles = [column_word(column) for column in COLUMNS] if kind.name in FOR_PEOPLE else None
    pieces = written(
        kind.name, COLUMNS, _pieces(request.workspace, finding, row), notation=notation,
        folder=open_store().scratch, titles=titles,
    )  # fmt: skip
    return file_answer(name, kind.content_type, pieces)


def _pieces(workspace: "Workspace", finding: "Finding", row: int | None) -> Iterator[pa.RecordBatch]:
    offset, total = 0, 1
    while offset < total:
        found = posts_behind(workspace, finding, row=row, limit=AT_ONCE, offset=offset)
        total = found.total
        offset += AT_ONCE
        rows = [{name: getattr(item, name) for name in COLUMNS} for item in found.shown]
        yield pa.RecordBatch.from_pylist(rows, schema=SHAPE)


@page("plan.read")
@require_GET
def as_sql(request: PageRequest, finding_id: str) -> HttpResponse:
    finding, _row = _asked(request, finding_id)
    params = parse(ANALYSES[finding.analysis], finding.params, zone=request.workspace.zone)
    text = sql_of(open_store(), finding.analysis, params, Snapshot.parse(finding.snapshot))
    return render(request, "evidence/_sql.html", {"sql": text})


def _asked(request: PageRequest, finding_id: str) -> "tuple[Finding, int | None]":
    finding = queries.find_finding(request.workspace, finding_id)
    if finding is None or finding.analysis not in ANALYSES:
        raise Http404
    row = request.GET.get("row", "")
    return finding, int(row) if row.isdigit() and int(row) < len(finding.rows) else None


def _row_query(request: PageRequest) -> str:
    row = request.GET.get("row", "")
    return f"row={row}" if row.isdigit() else ""


urlpatterns = [
    path("w/<slug:workspace>/finding/<slug:finding_id>/posts/", every, name="finding-posts"),
    path("w/<slug:workspace>/finding/<slug:finding_id>/posts/file/", download, name="finding-posts-file"),
    path("w/<slug:workspace>/finding/<slug:finding_id>/sql/", as_sql, name="finding-sql"),
]
