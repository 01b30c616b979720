"""Answers as items: a post with what was looked up about it, a reaction, a person, a post that is gone.

A post names the one it answers by a number that only its server knows; everywhere else it is known by its
address (`uri`). So that address is looked up here.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from ..contract import Item, NotOffered, Place
from .asking import Api

TOGETHER = 20  # posts looked up in one request
Post = Mapping[str, Any]


def posts(
    api: Api, found: Sequence[Post], *, known: Mapping[str, str] | None = None, **told: Any
) -> list[Item]:
    """Items of posts. `known`: number -> address of posts that need no looking up; `told` goes along."""
    have = {**dict(_numbered(found)), **(known or {})}
    missing = {str(one["in_reply_to_id"]) for one in found if one.get("in_reply_to_id")} - have.keys()
    have |= addresses(api, sorted(missing))
    return [_post(api.place, one, have, told) for one in found]


def _post(place: Place, post: Post, have: Mapping[str, str], told: Mapping[str, Any]) -> Item:
    answered = have.get(str(post.get("in_reply_to_id") or ""))
    about = place.handle if _is_to(place, post) else None
    head = {"kind": "post", "post": post, "own": is_own(place, post), "parent": answered, "about": about}
    return {**head, **told}


def _is_to(place: Place, post: Post) -> bool:
    to = {str(one["id"]) for one in post.get("mentions") or ()}
    return bool(place.account) and place.account in to and not is_own(place, post)


def is_own(place: Place, post: Post) -> bool:
    return bool(place.account) and str(post["account"]["id"]) == place.account


def _numbered(found: Iterable[Post]) -> Iterable[tuple[str, str]]:
    for one in found:
        yield str(one["id"]), str(one["uri"])
        if one.get("reblog"):
            yield str(one["reblog"]["id"]), str(one["reblog"]["uri"])


def addresses(api: Api, numbers: Sequence[str]) -> dict[str, str]:
    """The addresses of posts by their number; what cannot be seen (any more) is left out."""
    found: dict[str, str] = {}
    for start in range(0, len(numbers), TOGETHER):
        if api.pause:
            break
        found |= _together(api, numbers[start : start + TOGETHER])
    return found


def _together(api: Api, numbers: Sequence[str]) -> dict[str, str]:
    """In one request; servers before 4.3 are asked one by one."""
    try:
        answered = api.get("/api/v1/statuses", **{"id[]": list(numbers)}).data
    except NotOffered:
        single = (api.find(f"/api/v1/statuses/{number}") for number in numbers)
        answered = [one for one in single if one]
    return {str(one["id"]): str(one["uri"]) for one in answered}


def notice(notification: Mapping[str, Any], place: Place) -> Item:
    """A reaction or a follow, with who did it and, for a reaction, to which post."""
    post = notification.get("status") or {}
    return {
        "kind": "notice", "type": notification["type"], "at": notification["created_at"],
        "account": notification["account"], "on": post.get("uri"), "own": place.handle,
    }  # fmt: skip


def gone(place: Place, number: str, address: str | None) -> Item:
    """A post that its server took away. Of one whose address was never heard, that of a post of this very
    server can still be told by its number."""
    parts = urlsplit(place.server)
    home = f"{parts.scheme}://{parts.netloc}/"
    return {"kind": "gone", "id": address, "begins": home, "ends": f"/{number}"}
