"""Settings of the workspace: its name and time zone, the languages of its posts."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from socialplan.pipeline.label_choices import reading_languages
from socialplan.plan.listen.actions import choose_languages
from socialplan.plan.listen.queries import readable_posts
from socialplan.plan.team import actions as team

from .access import PageRequest, page
from .label_words import label_words
from .start import WorkspaceForm


class LanguagesForm(forms.Form):
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages of the posts"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one of these languages.")},
    )  # fmt: skip

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["languages"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(code, label_words(code, "language").capitalize()) for code in reading_languages()]


@dataclass(frozen=True)
class Again:
    """What a choice asks: so many posts are read again."""

    posts: int
    languages: tuple[str, ...]


@page("team.manage")
def settings(request: PageRequest) -> HttpResponse:
    """Name and time zone of the workspace, and the languages of its posts."""
    start = {"name": request.workspace.name, "zone": request.workspace.zone}
    form = WorkspaceForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        team.rename_workspace(workspace=request.workspace, by=request.member, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("team-settings", request.workspace.slug)
    return _page(request, form=form, status=422 if form.errors else 200)


@page("team.manage")
@require_POST
def choose(request: PageRequest) -> HttpResponse:
    """Says first how many posts are read again; chosen once more, it counts."""
    form = LanguagesForm(request.POST)
    if not form.is_valid():
        return _page(request, languages=form, status=422)
    chosen = tuple(form.cleaned_data["languages"])
    changed = set(chosen) != set(request.workspace.languages)
    posts = readable_posts(request.workspace) if changed else 0
    if posts and not request.POST.get("sure"):
        return _page(request, languages=form, again=Again(posts, chosen))
    if choose_languages(workspace=request.workspace, languages=chosen, by=request.member):
        messages.success(request, _("Saved. The posts are read again in these languages."))
    else:
        messages.success(request, _("Saved."))
    return redirect("team-settings", request.workspace.slug)


def _page(
    request: PageRequest, *, form: WorkspaceForm | None = None, languages: LanguagesForm | None = None,
    again: Again | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    workspace = request.workspace
    return render(request, "team/settings.html", {
        "form": form or WorkspaceForm(initial={"name": workspace.name, "zone": workspace.zone}),
        "languages": languages or LanguagesForm(initial={"languages": workspace.languages}),
        "again": again, "tab": "settings",
    }, status=status)  # fmt: skip


urlpatterns = [
    path("w/<slug:workspace>/team/settings/", settings, name="team-settings"),
    path("w/<slug:workspace>/team/settings/languages/", choose, name="team-languages"),
]
