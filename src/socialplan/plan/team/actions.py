"""What people do with the team; each deed is written in the audit log in the same transaction."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from . import rules
from .models import ApiToken, AuditEntry, Invitation, Member, User, Workspace
from .rules import NotAllowed, hashed

INVITATION_LASTS = timedelta(days=14)


def audit(
    *,
    workspace: Workspace | None,
    by: Member | User | str,
    action: str,
    object: str = "",
    details: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """One line of history. Call it inside the transaction of the deed; no contents, no secrets."""
    return AuditEntry.objects.create(
        workspace=workspace, by=str(by)[:160], action=action, object=object[:200], details=dict(details or {})
    )


def require(member: Member, permission: str) -> None:
    if not rules.may(member, permission):
        raise NotAllowed(_("Only an owner can do this. Ask an owner."))


@transaction.atomic
def create_workspace(
    *,
    name: str,
    owner: User,
    zone: str = "Europe/Amsterdam",
    language: str = "nl",
    simulated: bool = False,
) -> Workspace:
    """A workspace with its first owner."""
    workspace = Workspace.objects.create(
        slug=_free_slug(name), name=name, zone=zone, language=language, simulated=simulated
    )
    Member.objects.create(workspace=workspace, user=owner, role=rules.OWNER)
    audit(workspace=workspace, by=owner, action="create_workspace", object=name)
    return workspace


def _free_slug(name: str) -> str:
    base = slugify(name)[:40] or "workspace"
    taken = set(Workspace.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{i}" for i in range(2, 10_000))) if slug not in taken)


@transaction.atomic
def first_owner() -> User:
    """The owner of this instance: the first account, made when there is none."""
    owner = User.objects.order_by("id").first()
    if owner is None:
        owner = User.objects.create_user("owner@localhost", None, name="")
        audit(workspace=None, by="run", action="create_owner", object=owner.email)
    return owner


@transaction.atomic
def first_workspace(*, name: str = "My organisation", language: str = "nl") -> Workspace:
    """The workspace to start with, made when there is none."""
    own = Workspace.objects.filter(simulated=False).order_by("id").first()
    return own or create_workspace(name=name, owner=first_owner(), language=language)


@transaction.atomic
def rename_workspace(*, workspace: Workspace, name: str, zone: str, by: Member) -> None:
    require(by, "team.manage")
    audit(workspace=workspace, by=by, action="rename_workspace", object=workspace.name,
          details={"to": name, "zone": zone})  # fmt: skip
    workspace.name, workspace.zone = name, zone
    workspace.save(update_fields=["name", "zone"])


@transaction.atomic
def invite(
    *, workspace: Workspace, email: str, role: str, by: Member, now: datetime
) -> tuple[Invitation, str]:
    """An invitation and its secret, which is shown once and kept as a hash."""
    require(by, "team.manage")
    email = email.strip().lower()
    if Member.objects.filter(workspace=workspace, user__email=email).exists():
        raise NotAllowed(_("%(email)s is already in this team.") % {"email": email})
    Invitation.objects.filter(workspace=workspace, email=email, accepted_at=None).delete()
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        workspace=workspace, email=email, role=role, invited_by=by,
        token_hash=hashed(token), expires_at=now + INVITATION_LASTS,
    )  # fmt: skip
    audit(workspace=workspace, by=by, action="invite", object=email, details={"role": role})
    return invitation, token


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Member) -> None:
    require(by, "team.manage")
    audit(workspace=invitation.workspace, by=by, action="withdraw_invitation", object=invitation.email)
    invitation.delete()


@transaction.atomic
def accept_invitation(*, token: str, user: User | None, now: datetime, name: str = "",
                      password: str | None = None) -> Member:  # fmt: skip
    """Joins the team: the signed-in person, or a new account under the invited address."""
    invitation = (
        Invitation.objects.select_for_update().filter(token_hash=hashed(token), accepted_at=None).first()
    )
    if invitation is None or invitation.expires_at <= now:
        raise NotAllowed(_("This invitation is no longer valid. Ask for a new one."))
    if user is None:
        user = _new_account(invitation.email, name=name, password=password)
    member, _made = Member.objects.get_or_create(
        workspace=invitation.workspace, user=user, defaults={"role": invitation.role}
    )
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    audit(workspace=invitation.workspace, by=member, action="accept_invitation", object=invitation.email)
    return member


def _new_account(email: str, *, name: str, password: str | None) -> User:
    if User.objects.filter(email=email).exists():
        raise NotAllowed(_("There is already an account for %(email)s. Sign in first.") % {"email": email})
    return User.objects.create_user(email, password, name=name)


@transaction.atomic
def change_role(*, member: Member, role: str, by: Member) -> None:
    require(by, "team.manage")
    _keep_an_owner(member, becomes=role)
    before, member.role = member.role, role
    member.save(update_fields=["role"])
    audit(workspace=member.workspace, by=by, action="change_role", object=str(member),
          details={"before": before, "after": role})  # fmt: skip


@transaction.atomic
def remove_member(*, member: Member, by: Member) -> None:
    """Takes somebody out of the team; everybody may take out themselves."""
    if member.pk != by.pk:
        require(by, "team.manage")
    _keep_an_owner(member)
    audit(workspace=member.workspace, by=by, action="remove_member", object=str(member))
    member.delete()


def _keep_an_owner(member: Member, becomes: str | None = None) -> None:
    roles = list(
        Member.objects.select_for_update().filter(workspace=member.workspace).values_list("role", flat=True)
    )
    if not rules.leaves_an_owner(roles, leaving=member.role, becomes=becomes):
        raise NotAllowed(_("The last owner cannot leave. First make someone else owner."))


@transaction.atomic
def make_token(*, member: Member, name: str) -> tuple[ApiToken, str]:
    """A key for programs and its secret, shown once and kept as a hash."""
    secret = "sp_" + secrets.token_urlsafe(30)
    token = ApiToken.objects.create(member=member, name=name[:80], token_hash=hashed(secret))
    audit(workspace=member.workspace, by=member, action="make_token", object=name[:80])
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken, by: Member, now: datetime) -> None:
    if token.member_id != by.pk:
        require(by, "team.manage")
    token.revoked_at = now
    token.save(update_fields=["revoked_at"])
    audit(workspace=token.member.workspace, by=by, action="revoke_token", object=token.name)


def set_language(*, user: User, language: str) -> None:
    user.language = language
    user.save(update_fields=["language"])


@transaction.atomic
def change_profile(*, user: User, name: str, email: str, password: str | None = None) -> None:
    """Name, address and, when given, the password of somebody who signed in."""
    email = email.strip().lower()
    if User.objects.filter(email=email).exclude(pk=user.pk).exists():
        raise NotAllowed(_("There is already an account for %(email)s.") % {"email": email})
    user.name, user.email = name, email
    if password:
        user.set_password(password)
    user.save(update_fields=["name", "email", "password"])
    details = {"password": bool(password)}
    audit(workspace=None, by=user, action="change_profile", object=email, details=details)
