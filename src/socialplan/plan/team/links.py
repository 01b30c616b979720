"""Addresses that are handed to somebody: the one-time sign-in link and the invitation."""

from django.conf import settings
from django.urls import reverse
from sesame.utils import get_query_string

from .models import User


def sign_in_link(user: User) -> str:
    """Works once, for a day; using it or setting a password makes it useless."""
    return f"{settings.BASE_URL}{reverse('sign-in-link')}{get_query_string(user)}"


def invitation_link(token: str) -> str:
    return f"{settings.BASE_URL}{reverse('invitation', args=[token])}"
