"""The team: who is in it, what each role may, keys for programs."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from socialplan.plan.team import actions, links, queries
from socialplan.plan.team.rules import MEMBER, POLICY, NotAllowed
from socialplan.plan.team.rules import ROLES as ROLE_ORDER

from .access import PageRequest, page
from .team_words import RIGHTS, ROLES


class InviteForm(forms.Form):
    email = forms.EmailField(label=_lazy("Email address"))
    role = forms.ChoiceField(label=_lazy("Role"), choices=list(ROLES.items()), initial=MEMBER)


class KeyForm(forms.Form):
    name = forms.CharField(
        label=_lazy("What is the key for?"),
        max_length=80,
        help_text=_lazy("For instance: notebook of the analyst."),
    )


@page("team.read")
def people(request: PageRequest) -> HttpResponse:
    return _people(request, InviteForm())


def _people(request: PageRequest, form: InviteForm, link: str = "") -> HttpResponse:
    context = {
        "members": queries.team(request.workspace), "roles": list(ROLES.items()), "form": form, "link": link,
        "invitations": queries.open_invitations(request.workspace), "tab": "people",
    }  # fmt: skip
    return render(request, "team/people.html", context, status=422 if form.errors else 200)


@page("team.manage")
@require_POST
def invite(request: PageRequest) -> HttpResponse:
    """The link is shown once: only its hash is kept, and no mail is sent."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _people(request, form)
    try:
        given = form.cleaned_data
        _made, token = actions.invite(
            workspace=request.workspace, by=request.member, now=timezone.now(),
            email=given["email"], role=given["role"],
        )  # fmt: skip
    except NotAllowed as refusal:
        form.add_error("email", refusal.why)
        return _people(request, form)
    return _people(request, InviteForm(), link=links.invitation_link(token))


@page("team.manage")
@require_POST
def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    invitation = queries.invitation(workspace=request.workspace, pk=pk)
    if invitation is None:
        raise Http404
    actions.withdraw_invitation(invitation=invitation, by=request.member)
    return redirect("team", request.workspace.slug)


def _with_member(request: PageRequest, pk: int, do: Callable[..., None], **given: Any) -> HttpResponse:
    member = queries.member(workspace=request.workspace, pk=pk)
    if member is None:
        raise Http404
    try:
        do(member=member, by=request.member, **given)
    except NotAllowed as refusal:
        messages.error(request, refusal.why)
    return redirect("team", request.workspace.slug)


@page("team.manage")
@require_POST
def role(request: PageRequest, pk: int) -> HttpResponse:
    chosen = request.POST.get("role", "")
    if chosen not in ROLE_ORDER:
        raise Http404
    return _with_member(request, pk, actions.change_role, role=chosen)


@page("team.read")
@require_POST
def remove(request: PageRequest, pk: int) -> HttpResponse:
    """Owners remove anybody; everybody may leave."""
    leaving = pk == request.member.pk
    response = _with_member(request, pk, actions.remove_member)
    gone = leaving and queries.member(workspace=request.workspace, pk=pk) is None
    return redirect("start") if gone else response


@page("team.read")
def roles(request: PageRequest) -> HttpResponse:
    rights = [(RIGHTS[name], [role in POLICY[name] for role in ROLE_ORDER]) for name in POLICY]
    heads = [ROLES[role] for role in ROLE_ORDER]
    return render(request, "team/roles.html", {"rights": rights, "heads": heads, "tab": "roles"})


@page("team.read")
def keys(request: PageRequest) -> HttpResponse:
    return _keys(request, KeyForm())


def _keys(request: PageRequest, form: KeyForm, secret: str = "") -> HttpResponse:
    context = {"form": form, "secret": secret, "tokens": queries.tokens(request.workspace), "tab": "keys"}
    return render(request, "team/keys.html", context, status=422 if form.errors else 200)


@page("team.read")
@require_POST
def make_key(request: PageRequest) -> HttpResponse:
    """A key speaks for the member who makes it, and is shown once."""
    form = KeyForm(request.POST)
    if not form.is_valid():
        return _keys(request, form)
    _token, secret = actions.make_token(member=request.member, name=form.cleaned_data["name"])
    return _keys(request, KeyForm(), secret)


@page("team.read")
@require_POST
def revoke_key(request: PageRequest, pk: int) -> HttpResponse:
    token = queries.token(workspace=request.workspace, pk=pk)
    if token is None:
        raise Http404
    actions.revoke_token(token=token, by=request.member, now=timezone.now())
    return redirect("team-keys", request.workspace.slug)


urlpatterns = [
    path("w/<slug:workspace>/team/", people, name="team"),
    path("w/<slug:workspace>/team/invite/", invite, name="invite"),
    path("w/<slug:workspace>/team/invitations/<int:pk>/withdraw/", withdraw, name="withdraw-invitation"),
    path("w/<slug:workspace>/team/members/<int:pk>/role/", role, name="change-role"),
    path("w/<slug:workspace>/team/members/<int:pk>/remove/", remove, name="remove-member"),
    path("w/<slug:workspace>/team/roles/", roles, name="team-roles"),
    path("w/<slug:workspace>/team/keys/", keys, name="team-keys"),
    path("w/<slug:workspace>/team/keys/make/", make_key, name="make-key"),
    path("w/<slug:workspace>/team/keys/<int:pk>/withdraw/", revoke_key, name="revoke-key"),
]
