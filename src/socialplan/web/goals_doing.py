"""How a deed on the goals page ends: at its node, or in its form with what stands in the way."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from socialplan.analysis.base import BadParameter
from socialplan.plan.goals import queries
from socialplan.plan.team.edits import StaleEdit

from .access import PageRequest
from .goals_answer import Doing, answer
from .stale import add_errors, clashes
from .typed import whole
from .words import parameter_words


def do(request: PageRequest, deed: Callable[[], Any], writing: Doing, kind: str = "") -> HttpResponse:
    """The deed, then its node; or what stands in the way at the form it was typed in."""
    try:
        row = deed()
    except StaleEdit as stale:
        differ = clashes(stale, writing.form) if writing.form else []
        done = "" if writing.form else "stale"
        return answer(request, Doing(writing.kind, writing.pk, form=writing.form, which=writing.which,
                                     version=stale.version, clashes=differ, by=stale.by, done=done,
                                     status=409))  # fmt: skip
    except ValidationError as error:
        add_errors(writing.form or forms.Form(), error)
        return answer(request, writing)
    except BadParameter as error:
        if writing.form:
            writing.form.add_error("account" if "account" in writing.form.fields else None, unknown(error))
        return answer(request, writing)
    return answer(request, Doing(kind or writing.kind, row.pk, done="saved", row=row))


def unknown(error: BadParameter) -> str:
    return _("This cannot be measured: %(why)s") % {"why": parameter_words(error)}


def parent(request: PageRequest) -> Any:
    """The criterion a KPI is hung under, None for parked."""
    pk = whole(request.POST.get("parent"))
    return found(queries.criterion_of(request.workspace, pk)) if pk is not None else None


def found(row: Any) -> Any:
    if row is None:
        raise Http404
    return row


def version(request: HttpRequest) -> int:
    return whole(request.POST.get("version")) or 0
