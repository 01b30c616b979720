"""Every address of the API, and its errors as {code, message}."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from socialplan.analysis.base import BadParameter
from socialplan.pipeline.ledger import Busy
from socialplan.plan.listen.actions import BadLabel
from socialplan.plan.team.once import KeyUsed
from socialplan.plan.team.rules import NotAllowed

from . import analyses, labels
from .door import WAYS_IN, WorkspaceNeeded, open_to_all

api = NinjaAPI(
    title="socialplan",
    version="1",
    description="The figures of the plan. Sign in, or send a key: Authorization: Bearer KEY (./run token).",
    auth=WAYS_IN,
    docs_decorator=open_to_all,
)
api.add_router("/analyses", analyses.router)
api.add_router("/labels", labels.router)


def _problem(request: HttpRequest, status: int, code: str, message: str) -> HttpResponse:
    return api.create_response(request, {"code": code, "message": message}, status=status)


@api.exception_handler(BadParameter)
@api.exception_handler(BadLabel)
@api.exception_handler(WorkspaceNeeded)
def bad_parameter(request: HttpRequest, error: Any) -> HttpResponse:
    return _problem(request, 400, "bad_parameter", str(error))


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: Any) -> HttpResponse:
    said = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors)
    return _problem(request, 400, "bad_parameter", said)


@api.exception_handler(AuthenticationError)
def not_signed_in(request: HttpRequest, error: Any) -> HttpResponse:
    return _problem(request, 401, "not_signed_in", "Sign in, or send a key: Authorization: Bearer KEY.")


@api.exception_handler(NotAllowed)
def not_allowed(request: HttpRequest, error: Any) -> HttpResponse:
    return _problem(request, 403, "not_allowed", str(error))


@api.exception_handler(KeyUsed)
def key_used(request: HttpRequest, error: Any) -> HttpResponse:
    return _problem(request, 409, "key_used", str(error))


@api.exception_handler(Busy)
def busy(request: HttpRequest, error: Any) -> HttpResponse:
    said = "An import is being stored now. Try again in a minute, with the same key."
    return _problem(request, 409, "busy", said)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Any) -> HttpResponse:
    return _problem(request, 404, "not_found", "There is nothing here.")
