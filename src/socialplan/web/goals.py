"""The goals page: one main goal, the tree under it, and the builder of the chosen node beside it."""

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET

from socialplan.plan.goals import queries

from .access import PageRequest, page
from .goals_answer import Doing, answer
from .goals_deeds import urlpatterns as deeds
from .typed import whole


@page("plan.read")
@require_GET
def goals(request: PageRequest) -> HttpResponse:
    """`?node=kpi-3` chooses a node, `?new=criterion&parent=1` begins one."""
    kind, _dash, number = request.GET.get("node", "").rpartition("-")
    if kind in queries.KINDS and (pk := whole(number)) is not None:
        return answer(request, Doing(kind, pk))
    if (new := request.GET.get("new", "")) in (*queries.KINDS, "round"):
        return answer(request, Doing(new, new=True, parent=whole(request.GET.get("parent"))))
    return answer(request, Doing())


urlpatterns = [path("w/<slug:workspace>/goals/", goals, name="goals"), *deeds]
