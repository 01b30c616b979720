"""Take out: every table of the data as a file."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_GET

from socialplan.pipeline.writing import FORMATS
from socialplan.plan.sources.actions import mapping_back, take_table_out
from socialplan.records import TABLES
from socialplan.web.access import PageRequest, page
from socialplan.web.answer_file import file_answer


@page("data.read")
@require_GET
def table_out(request: PageRequest, table: str, format: str) -> HttpResponseBase:
    """Streams, however large the table is."""
    if table not in TABLES or format not in FORMATS:
        raise Http404
    out = take_table_out(
        workspace=request.workspace, table=table, format=format, language=request.LANGUAGE_CODE,
        by=request.member,
    )  # fmt: skip
    return file_answer(out.name, out.content_type, out.pieces)


@page("data.read")
@require_GET
def mapping_out(request: PageRequest) -> HttpResponse:
    """The mapping that brings posts back that were taken out as CSV for data."""
    answer = HttpResponse(mapping_back(workspace=request.workspace), content_type="application/toml")
    answer["Content-Disposition"] = 'attachment; filename="posts.toml"'
    return answer


urlpatterns = [
    path("w/<slug:workspace>/data/out/posts.toml", mapping_out, name="data-out-mapping"),
    path("w/<slug:workspace>/data/out/<slug:table>/<slug:format>/", table_out, name="data-out"),
]
