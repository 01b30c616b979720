"""Answers as items: a post, a reaction, a person, how an account stands, a post that is gone."""

from collections.abc import Mapping
from typing import Any

from ..contract import Item, Place


def post(view: Mapping[str, Any], place: Place, *, about: bool = False) -> Item:
    own = bool(place.account) and view["author"]["did"] == place.account
    return {"kind": "post", "post": view, "own": own, "about": place.handle if about and not own else None}


def notice(notification: Mapping[str, Any], place: Place) -> Item:
    """A reaction or a follow: who did what, when, and to which of our posts."""
    return {
        "kind": "notice", "type": notification["reason"], "at": notification["indexedAt"],
        "by": notification["author"], "on": notification.get("reasonSubject"), "target": place.handle,
    }  # fmt: skip


def passed_on(entry: Mapping[str, Any]) -> Item:
    """A post of somebody that the account of a list passed on."""
    why = entry["reason"]
    return {
        "kind": "notice", "type": "repost", "at": why["indexedAt"], "by": why["by"],
        "on": entry["post"]["uri"], "target": entry["post"]["author"]["handle"], "own": True,
    }  # fmt: skip


def person(profile: Mapping[str, Any]) -> Item:
    return {"kind": "person", "profile": profile}


def account(profile: Mapping[str, Any]) -> Item:
    return {"kind": "account", "profile": profile}


def gone(uri: str) -> Item:
    return {"kind": "gone", "id": uri}


def all_gone(did: str) -> Item:
    """Everything of an account that was taken away."""
    return {"kind": "gone", "id": None, "begins": f"at://{did}/", "ends": ""}
