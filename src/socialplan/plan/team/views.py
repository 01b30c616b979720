"""Saved views: filtered pages that somebody keeps, shares with the team, and makes the start of a role."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from .actions import audit, require
from .edits import CannotUndo, add_row, save_row, undo
from .models import Member, SavedView, StartView, Workspace
from .rules import ROLES, NotAllowed, may

KEEP, MANAGE = "views.keep", "team.manage"


def views_of(member: Member) -> QuerySet[SavedView]:
    """Of this member and of the team."""
    mine = Q(keeper=member) | Q(shared=True)
    found = SavedView.objects.filter(mine, workspace=member.workspace, removed_at=None)
    return found.select_related("keeper__user").prefetch_related("starts")


def view_of(member: Member, pk: int) -> SavedView | None:
    """One of these, also removed; foreign, private of another and missing answer alike."""
    mine = Q(keeper=member) | Q(shared=True)
    return SavedView.objects.filter(mine, workspace=member.workspace, pk=pk).first()


def start_of(member: Member) -> SavedView | None:
    """Where somebody with this role comes in."""
    found = StartView.objects.filter(workspace=member.workspace, role=member.role, view__removed_at=None)
    start = found.filter(view__shared=True).select_related("view").first()
    return start.view if start else None


def may_change(view: SavedView, member: Member) -> bool:
    """Who keeps it; of a shared one also who manages the team."""
    return view.keeper_id == member.pk or (view.shared and may(member, MANAGE))


@transaction.atomic
def keep_view(
    *, workspace: Workspace, name: str, page: str, about: str, query: str, shared: bool, by: Member
) -> SavedView:
    """Raises ValidationError for an empty or long name, NotAllowed."""
    require(by, KEEP)
    view = SavedView(
        workspace=workspace, name=" ".join(name.split()), page=page, about=about, query=query, keeper=by,
        shared=shared,
    )  # fmt: skip
    add_row(view, by=by)
    _note(view, by, "keep_view")
    return view


@transaction.atomic
def rename_view(*, view: SavedView, name: str, by: Member) -> SavedView:
    """Raises ValidationError, NotAllowed."""
    return _changed(view, by, "rename_view", name=" ".join(name.split()))


@transaction.atomic
def share_view(*, view: SavedView, shared: bool, by: Member) -> SavedView:
    """With the team, or for its keeper alone. Raises NotAllowed."""
    return _changed(view, by, "share_view" if shared else "unshare_view", shared=shared)


@transaction.atomic
def remove_view(*, view: SavedView, by: Member, now: datetime) -> SavedView:
    """Out of the lists; `undo_view` brings it back as it was, its starts included. Raises NotAllowed."""
    return _changed(view, by, "remove_view", removed_at=now)


@transaction.atomic
def undo_view(*, view: SavedView, version: int, by: Member, now: datetime) -> SavedView:
    """What it was before the change that made `version`. Raises CannotUndo, NotAllowed."""
    _check(view, by)
    put_back = undo(view, version=version, by=by, now=now)
    _note(view, by, "undo_view")
    return put_back


@transaction.atomic
def start_with(*, view: SavedView, roles: Collection[str], by: Member) -> None:
    """These roles come in here, no others. Raises NotAllowed; a view that is not shared is refused too."""
    require(by, MANAGE)
    if roles and not view.shared:
        raise NotAllowed(_("Share this view with the team first."))
    StartView.objects.filter(view=view).exclude(role__in=roles).delete()
    for role in ROLES:
        if role in roles:
            StartView.objects.update_or_create(workspace=view.workspace, role=role, defaults={"view": view})
    _note(view, by, "start_view")


def _changed(view: SavedView, by: Member, action: str, **changes: object) -> SavedView:
    _check(view, by)
    saved = save_row(view, changes=changes, version=None, by=by)
    _note(view, by, action)
    return saved


def _check(view: SavedView, by: Member) -> None:
    require(by, KEEP)
    if not may_change(view, by):
        raise NotAllowed(_("Only who saved this view or an owner can change it."))


def _note(view: SavedView, by: Member, action: str) -> None:
    audit(workspace=view.workspace, by=by, action=action, object=f"view {view.pk}")


__all__ = [
    "CannotUndo", "keep_view", "may_change", "remove_view", "rename_view", "share_view", "start_of",
    "start_with", "undo_view", "view_of", "views_of",
]  # fmt: skip
