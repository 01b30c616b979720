"""What stands still on this instance: above every page, and asked again while a page is open."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from socialplan.web.access import PageRequest, page


@page("plan.read")
@require_GET
def shown(request: PageRequest) -> HttpResponse:
    return render(request, "_troubles.html")


urlpatterns = [path("w/<slug:workspace>/troubles/", shown, name="troubles")]
