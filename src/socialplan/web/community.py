"""Questions to the community: text to copy, answers heard so far, thanks due."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from socialplan.plan.listen import actions
from socialplan.plan.listen.community import community_question, community_questions, lengths
from socialplan.plan.team.edits import StaleEdit

from .access import PageRequest, page
from .typed import whole

if TYPE_CHECKING:
    from socialplan.plan.listen.models import CommunityQuestion


@page("plan.read")
@require_http_methods(["GET"])
def questions(request: PageRequest) -> HttpResponse:
    return _show(request)


@page("data.import")
@require_POST
def ask(request: PageRequest) -> HttpResponse:
    given = {name: request.POST.get(name, "").replace("\x00", "") for name in ("text", "hashtag")}
    try:
        actions.ask_community(workspace=request.workspace, by=request.member, **given)
    except ValidationError as error:
        return _show(request, status=422, errors=_errors(error), **given)
    messages.success(request, _("Copy the text, and post it yourself. We listen for the answers."))
    return redirect("community-questions", request.workspace.slug)


@page("data.import")
@require_POST
def do(request: PageRequest, pk: int, deed: str) -> HttpResponse:
    """Say where it was posted, say thanks, close it: on the version one saw."""
    row, by, now = _row(request, pk), request.member, timezone.now()
    version = whole(request.POST.get("version")) or 0
    try:
        if deed == "place":
            address = request.POST.get("address", "").replace("\x00", "")
            actions.found_at(question=row, address=address, version=version, by=by)
        elif deed == "thank":
            answers = whole(request.POST.get("answers")) or 0
            actions.thank(question=row, answers=answers, version=version, by=by, now=now)
        elif deed == "close":
            actions.close_question(question=row, version=version, by=by, now=now)
        else:
            raise Http404
    except StaleEdit:
        return _show(request, status=409, stale=True)
    except ValidationError as error:
        return _show(request, status=422, errors=_errors(error), wrong=pk)
    return redirect("community-questions", request.workspace.slug)


def _show(request: PageRequest, *, status: int = 200, **shown: Any) -> HttpResponse:
    context = {"questions": community_questions(request.workspace), "lengths": lengths(), **shown}
    return render(request, "listen/queries/community.html", context, status=status)


def _errors(error: ValidationError) -> dict[str, str]:
    return {name: " ".join(found) for name, found in error.message_dict.items()}


def _row(request: PageRequest, pk: int) -> "CommunityQuestion":
    found = community_question(request.workspace, pk)
    if found is None:
        raise Http404
    return found


urlpatterns = [
    path("w/<slug:workspace>/listen/queries/ask/", questions, name="community-questions"),
    path("w/<slug:workspace>/listen/queries/ask/new/", ask, name="community-ask"),
    path("w/<slug:workspace>/listen/queries/ask/<int:pk>/<slug:deed>/", do, name="community-do"),
]
