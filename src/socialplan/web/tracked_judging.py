"""Judging the posts of a tracked query: one click, or one key, for each."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from socialplan.plan.listen import actions
from socialplan.plan.listen.judging import drawn_posts, sampled
from socialplan.plan.listen.tracked import judged_of

from .access import PageRequest, page
from .tracked_queries import row_of

if TYPE_CHECKING:
    from socialplan.plan.listen.models import TrackedQuery

VERDICTS = ("relevant", "not", "unclear")


@page("plan.read")
@require_GET
def judge(request: PageRequest, pk: int) -> HttpResponse:
    """The posts that were drawn, and how they are judged."""
    return _show(request, row_of(request, pk))


@page("labels.correct")
@require_POST
def draw(request: PageRequest, pk: int) -> HttpResponse:
    row = row_of(request, pk)
    actions.draw_posts(query=row, by=request.member)
    return redirect("tracked-query-judge", request.workspace.slug, row.pk)


@page("labels.correct")
@require_POST
def verdict(request: PageRequest, pk: int, post: int) -> HttpResponse:
    """htmx gets the whole list back, so that the share beside it is right."""
    row = row_of(request, pk)
    found = sampled(row, post)
    if found is None:
        raise Http404
    try:
        actions.judge_post(
            post=found, verdict=request.POST.get("verdict", ""), by=request.member, now=timezone.now()
        )
    except actions.BadVerdict as error:
        raise Http404 from error
    if request.htmx:
        return _show(request, row, judged_post=post)
    return redirect("tracked-query-judge", request.workspace.slug, row.pk)


def _show(request: PageRequest, row: "TrackedQuery", *, judged_post: int = 0) -> HttpResponse:
    context = {
        "row": row, "posts": drawn_posts(row), "judged": judged_of(row), "verdicts": VERDICTS,
        "judged_post": judged_post,
    }  # fmt: skip
    piece = "listen/queries/_drawn.html" if request.htmx else "listen/queries/judge.html"
    return render(request, piece, context)


urlpatterns = [
    path("w/<slug:workspace>/listen/queries/<int:pk>/judge/", judge, name="tracked-query-judge"),
    path("w/<slug:workspace>/listen/queries/<int:pk>/judge/draw/", draw, name="tracked-query-draw"),
    path(
        "w/<slug:workspace>/listen/queries/<int:pk>/judge/<int:post>/", verdict, name="tracked-query-verdict"
    ),
]
