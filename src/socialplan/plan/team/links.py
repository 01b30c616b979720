"""Addresses that are handed to somebody: the one-time sign-in link and the invitation.

Written out here because finding them by name would load every page, and starting need not wait for that.
A test holds them against the list of addresses.
"""

from django.conf import settings
from sesame.utils import get_query_string

from .models import User


def sign_in_link(user: User) -> str:
    """Works once, for a day; using it makes it useless."""
    return f"{settings.BASE_URL}/sign-in/link/{get_query_string(user)}"


def invitation_link(token: str) -> str:
    return f"{settings.BASE_URL}/invitation/{token}/"
