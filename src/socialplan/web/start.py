"""The way in: the first page, choosing a workspace, the language of the pages."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, path, reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from socialplan.plan.team import actions, queries, views
from socialplan.plan.team.rules import PUBLIC, SIGNED_IN

from .access import PageRequest, page
from .saved_views import address_of

ZONES = ("Europe/Amsterdam", "Europe/Brussels", "Europe/London", "Europe/Berlin", "Europe/Paris",
         "America/New_York", "America/Los_Angeles", "UTC")  # fmt: skip


class WorkspaceForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the organisation or brand"), max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )  # fmt: skip
    zone = forms.ChoiceField(
        label=_("Time zone"), choices=[(zone, zone) for zone in ZONES],
        help_text=_("Hours and days in every figure are counted in this zone."),
    )  # fmt: skip


@page(SIGNED_IN)
def start(request: PageRequest) -> HttpResponse:
    """To the workspace used last, else the first one."""
    mine = queries.workspaces_of(request.user)
    chosen = mine.filter(slug=request.session.get("workspace", "")).first() or mine.first()
    return redirect("workspace", chosen.slug) if chosen else redirect("new-workspace")


@page("plan.read")
def enter(request: PageRequest) -> HttpResponse:
    """Where the role of this member comes in; else at what changed, without data at the first page."""
    request.session["workspace"] = request.workspace.slug
    start_view = views.start_of(request.member)
    if start_view and (address := address_of(start_view)):
        return redirect(address)
    if queries.has_data(request.workspace):
        try:
            return redirect("overview", request.workspace.slug)
        except NoReverseMatch:
            pass
    return redirect("first-page", request.workspace.slug)


@page("data.read")
def first_page(request: PageRequest) -> HttpResponse:
    return render(request, "start/first_page.html")


@page(SIGNED_IN)
def new_workspace(request: PageRequest) -> HttpResponse:
    form = WorkspaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.create_workspace(
            name=form.cleaned_data["name"], zone=form.cleaned_data["zone"], owner=request.user,
            language=request.user.language,
        )  # fmt: skip
        return redirect("workspace", made.slug)
    return render(request, "start/new_workspace.html", {"form": form}, status=422 if form.errors else 200)


@page(PUBLIC)
@require_POST
def language(request: PageRequest) -> HttpResponse:
    """Switches between nl and en; kept on the account, else in a cookie."""
    chosen = "nl" if request.POST.get("language") == "nl" else "en"
    if request.user.is_authenticated:
        actions.set_language(user=request.user, language=chosen)
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = reverse("start")
    response = redirect(back)
    response.set_cookie("django_language", chosen, max_age=365 * 86400, samesite="Lax", httponly=True)
    translation.activate(chosen)
    return response


urlpatterns = [
    path("", start, name="start"),
    path("language/", language, name="language"),
    path("new/", new_workspace, name="new-workspace"),
    path("w/<slug:workspace>/", enter, name="workspace"),
    path("w/<slug:workspace>/start/", first_page, name="first-page"),
]
