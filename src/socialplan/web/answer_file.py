"""The rows of a finding as a file: for a spreadsheet in the reader's own notation, or for programs."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils.translation import get_language

from socialplan.pipeline.writing import FORMATS, Notation, written
from socialplan.plan.sources.queries import open_store
from socialplan.web.words import column_word

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import Finding

FOR_PEOPLE = ("sheet", "xlsx")


def asked_format(request: HttpRequest) -> str:
    """`for` in the address: a name of FORMATS; "data" is CSV for programs. Raises Http404."""
    name = request.GET.get("for") or "sheet"
    name = "csv" if name == "data" else name
    if name not in FORMATS:
        raise Http404
    return name


def answer_file(finding: "Finding", names: Mapping[str, str], format: str) -> StreamingHttpResponse:
    """Persons stand by name; simulated data say so in the name of the file."""
    columns = [str(column["name"]) for column in finding.columns]
    pieces = _table(finding, columns, names).to_batches()
    titles = [column_word(name) for name in columns] if format in FOR_PEOPLE else None
    notation = Notation(get_language() or "en", finding.workspace.zone)
    simulated = "simulated-" if finding.simulated else ""
    name = f"{simulated}{finding.analysis}-{finding.finding_id[:8]}.{FORMATS[format].ending}"
    return file_answer(
        name, FORMATS[format].content_type,
        written(format, columns, pieces, notation=notation, folder=open_store().scratch, titles=titles),
    )  # fmt: skip


def file_answer(name: str, content_type: str, pieces: Any) -> StreamingHttpResponse:
    """A download whose pieces are written as they come."""
    answer = StreamingHttpResponse(pieces, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _table(finding: "Finding", columns: list[str], names: Mapping[str, str]) -> pa.Table:
    return pa.table({name: _column([row.get(name) for row in finding.rows], names) for name in columns})


def _column(values: list[Any], names: Mapping[str, str]) -> pa.Array:
    shown = [names.get(value, value) if isinstance(value, str) else value for value in values]
    try:
        return pa.array(shown)
    except (pa.ArrowInvalid, pa.ArrowTypeError):  # words among numbers
        return pa.array([None if value is None else str(value) for value in shown])
