"""How often a password may be tried. Kept in the memory of the one web process: a restart forgets it."""

import hashlib

from django.core.cache import cache

PER_ACCOUNT, PER_PLACE, SECONDS = 10, 60, 15 * 60


def _key(kind: str, what: str) -> str:
    return f"attempts:{kind}:{hashlib.sha256(what.lower().encode()).hexdigest()}"


def exhausted(*, email: str, place: str) -> bool:
    """Whether this account, or this network address, was tried too often in the last quarter."""
    tried = cache.get_many([_key("account", email), _key("place", place)])
    return (
        tried.get(_key("account", email), 0) >= PER_ACCOUNT or tried.get(_key("place", place), 0) >= PER_PLACE
    )


def failed(*, email: str, place: str) -> None:
    for key in (_key("account", email), _key("place", place)):
        if not cache.add(key, 1, SECONDS):
            cache.incr(key)


def succeeded(*, email: str) -> None:
    cache.delete(_key("account", email))
