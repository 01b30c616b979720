"""The page for what went wrong on our side: in both languages, without a session, with what is known."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from socialplan.plan.sources.queries.troubles import disk_is_full


def server_error(request: HttpRequest) -> HttpResponse:
    full = disk_is_full()
    status = HTTPStatus.INSUFFICIENT_STORAGE if full else HTTPStatus.INTERNAL_SERVER_ERROR
    return HttpResponse(render_to_string("500.html", {"full": full}), status=status)
