"""What the team screens and the doors of the product read."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from .models import ApiToken, AuditEntry, Invitation, Member, User, Workspace
from .rules import OWNER, hashed

NOTED_EVERY = timedelta(minutes=10)  # how precisely "last active" of a key or person is kept


def membership(*, user: User, slug: str) -> Member | None:
    """This person's place in a workspace; None for a foreign one and for one that does not exist."""
    members = Member.objects.select_related("workspace", "user")
    return members.filter(user=user, workspace__slug=slug).first()


def workspaces_of(user: User) -> QuerySet[Workspace]:
    return Workspace.objects.filter(members__user=user).order_by("simulated", "name")


def all_workspaces() -> list[Workspace]:
    """Every workspace of the instance, for commands: they run as its owner."""
    return list(Workspace.objects.order_by("slug"))


def member_of_token(secret: str, *, now: datetime) -> Member | None:
    """The member a key speaks for; None when unknown, revoked, or its member may not sign in."""
    tokens = ApiToken.objects.select_related("member__workspace", "member__user")
    token = tokens.filter(token_hash=hashed(secret), revoked_at=None, member__user__is_active=True).first()
    if token is None:
        return None
    if token.last_used_at is None or now - token.last_used_at > NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token.member


def owner_of(workspace: Workspace) -> Member:
    """The member commands act as: the longest owner of the workspace."""
    return Member.objects.select_related("user").filter(workspace=workspace, role=OWNER).order_by("id")[0]


def team(workspace: Workspace) -> list[Member]:
    return list(Member.objects.select_related("user").filter(workspace=workspace).order_by("id"))


def member(*, workspace: Workspace, pk: int) -> Member | None:
    return Member.objects.select_related("user", "workspace").filter(workspace=workspace, pk=pk).first()


def open_invitations(workspace: Workspace) -> list[Invitation]:
    return list(Invitation.objects.filter(workspace=workspace, accepted_at=None).order_by("-id"))


def invitation(*, workspace: Workspace, pk: int) -> Invitation | None:
    return Invitation.objects.filter(workspace=workspace, pk=pk, accepted_at=None).first()


def invitation_of(token: str, *, now: datetime) -> Invitation | None:
    """The invitation behind a link, while it can be used."""
    waiting = Invitation.objects.select_related("workspace", "invited_by__user")
    return waiting.filter(token_hash=hashed(token), accepted_at=None, expires_at__gt=now).first()


def has_account(email: str) -> bool:
    return User.objects.filter(email=email).exists()


def tokens(workspace: Workspace) -> list[ApiToken]:
    keys = ApiToken.objects.select_related("member__user")
    return list(keys.filter(member__workspace=workspace, revoked_at=None).order_by("-id"))


def token(*, workspace: Workspace, pk: int) -> ApiToken | None:
    keys = ApiToken.objects.select_related("member__workspace", "member__user")
    return keys.filter(member__workspace=workspace, pk=pk, revoked_at=None).first()


@dataclass(frozen=True)
class HistoryFilter:
    """What part of the history to show; empty text means everything."""

    by: str = ""
    action: str = ""
    text: str = ""


def history(workspace: Workspace, chosen: HistoryFilter | None = None) -> QuerySet[AuditEntry]:
    """Who did what, newest first."""
    entries = AuditEntry.objects.filter(workspace=workspace)
    if chosen is None:
        return entries
    if chosen.by:
        entries = entries.filter(by=chosen.by)
    if chosen.action:
        entries = entries.filter(action=chosen.action)
    if chosen.text:
        entries = entries.filter(Q(object__icontains=chosen.text) | Q(by__icontains=chosen.text))
    return entries


def history_choices(workspace: Workspace) -> tuple[list[str], list[str]]:
    """The people and the deeds that occur in the history."""
    entries = AuditEntry.objects.filter(workspace=workspace).order_by()
    return (
        sorted(entries.values_list("by", flat=True).distinct()),
        sorted(entries.values_list("action", flat=True).distinct()),
    )


def has_data(workspace: Workspace) -> bool:
    """Whether anything was ever imported here."""
    return workspace.batches.exists()


def account(email: str) -> User | None:
    """Somebody who can sign in, by address."""
    return User.objects.filter(email=email.strip().lower(), is_active=True).first()
