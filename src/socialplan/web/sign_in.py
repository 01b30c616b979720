"""Signing in: by a one-time link, by password, or with an invitation; and signing out."""

from django.contrib.auth import login, logout, views
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST
from sesame.utils import get_user

from socialplan.plan.team.rules import PUBLIC

from .access import PageRequest, page


@page(PUBLIC)
def sign_in(request: PageRequest) -> HttpResponse:
    return views.LoginView.as_view(template_name="sign_in/sign_in.html")(request)


@page(PUBLIC)
def by_link(request: PageRequest) -> HttpResponse:
    user = get_user(request)
    if user is None:
        return render(request, "sign_in/used_link.html", status=403)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("start")


@page(PUBLIC)
@require_POST
def sign_out(request: PageRequest) -> HttpResponse:
    logout(request)
    return redirect("sign-in")


@page(PUBLIC)
def profile(request: PageRequest) -> HttpResponse:
    return redirect("start")


urlpatterns = [
    path("sign-in/", sign_in, name="sign-in"),
    path("sign-in/link/", by_link, name="sign-in-link"),
    path("sign-out/", sign_out, name="sign-out"),
    path("profile/", profile, name="profile"),
]
