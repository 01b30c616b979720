"""Signing in: by a one-time link, by password, or with an invitation; and signing out."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.views import LoginView
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from sesame.utils import get_user

from socialplan.plan.team import actions, queries
from socialplan.plan.team.rules import PUBLIC, SIGNED_IN, NotAllowed

from . import attempts
from .access import PageRequest, page
from .sign_in_forms import AcceptForm, ProfileForm, SignInForm

BACKEND = "django.contrib.auth.backends.ModelBackend"
_login_view = LoginView.as_view(template_name="sign_in/sign_in.html", authentication_form=SignInForm)


def _login_page(request: PageRequest) -> HttpResponse:
    return cast(HttpResponse, _login_view(request))


@page(PUBLIC)
@never_cache
def sign_in(request: PageRequest) -> HttpResponse:
    """By address and password; after too many tries only the one-time link helps for a while."""
    if request.method != "POST":
        return redirect("start") if request.user.is_authenticated else _login_page(request)
    who = {"email": request.POST.get("username", ""), "place": request.META.get("REMOTE_ADDR", "")}
    if attempts.exhausted(**who):
        return render(request, "sign_in/too_many.html", status=429)
    response = _login_page(request)
    if request.user.is_authenticated:
        attempts.succeeded(email=who["email"])
        return response
    attempts.failed(**who)
    response.status_code = 422
    return response


@page(PUBLIC)
@never_cache
def by_link(request: PageRequest) -> HttpResponse:
    """The link works once: signing in makes it useless."""
    user = get_user(request)
    if user is not None:
        login(request, user, backend=BACKEND)
        return redirect("start")
    if request.user.is_authenticated:
        return redirect("start")
    return render(request, "sign_in/used_link.html", status=403)


@page(PUBLIC)
@require_POST
def sign_out(request: PageRequest) -> HttpResponse:
    logout(request)
    return redirect("sign-in")


@page(PUBLIC)
@never_cache
def invitation(request: PageRequest, token: str) -> HttpResponse:
    """Joining a team: with the account one is signed in to, or with a new one."""
    invited = queries.invitation_of(token, now=timezone.now())
    if invited is None:
        return render(request, "sign_in/no_invitation.html", status=404)
    form = AcceptForm(request.POST or None)
    ready = request.user.is_authenticated or form.is_valid()
    if request.method == "POST" and ready:
        try:
            return _accept(request, token, form)
        except NotAllowed as refusal:
            form.add_error(None, refusal.why)
    context = {"invitation": invited, "form": form, "known": queries.has_account(invited.email)}
    return render(request, "sign_in/invitation.html", context, status=422 if form.errors else 200)


def _accept(request: PageRequest, token: str, form: AcceptForm) -> HttpResponse:
    now = timezone.now()
    if request.user.is_authenticated:
        member = actions.accept_invitation(token=token, user=request.user, now=now)
    else:
        given = form.cleaned_data
        member = actions.accept_invitation(
            token=token, user=None, now=now, name=given["name"], password=given["password"]
        )
        login(request, member.user, backend=BACKEND)
    return redirect("workspace", member.workspace.slug)


@page(SIGNED_IN)
def profile(request: PageRequest) -> HttpResponse:
    """Name, address and password of the person who is signed in."""
    start = {"name": request.user.name, "email": request.user.email}
    form = ProfileForm(request.POST or None, initial=start, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, form)
            messages.success(request, _("Saved."))
            return redirect("profile")
        except NotAllowed as refusal:
            form.add_error("email", refusal.why)
    return render(request, "sign_in/profile.html", {"form": form}, status=422 if form.errors else 200)


def _change(request: PageRequest, form: ProfileForm) -> None:
    given = form.cleaned_data
    actions.change_profile(
        user=request.user, name=given["name"], email=given["email"], password=given["password"] or None
    )
    update_session_auth_hash(request, request.user)


urlpatterns = [
    path("sign-in/", sign_in, name="sign-in"),
    path("sign-in/link/", by_link, name="sign-in-link"),
    path("sign-out/", sign_out, name="sign-out"),
    path("invitation/<str:token>/", invitation, name="invitation"),
    path("profile/", profile, name="profile"),
]
