"""Workspaces, members, invitations, API tokens and the audit log."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

__all__ = [
    "ApiToken", "AuditEntry", "Edit", "Invitation", "KeptAnswer", "Member", "SavedView", "StartView", "User",
    "Workspace",
]  # fmt: skip


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """Somebody who signs in. In the interface: a member of a workspace."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, default="en")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.name or self.email


def usual_languages() -> list[str]:
    return ["nl", "en"]


class Workspace(models.Model):
    """One organisation or brand with its own data, plan and team."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    zone = models.CharField(max_length=64, default="Europe/Amsterdam")
    language = models.CharField(max_length=5, default="nl")
    simulated = models.BooleanField(default=False)
    languages = models.JSONField(default=usual_languages)  # of its posts, which models read; ISO 639-1
    read_again = models.IntegerField(default=0)  # labels of batches up to this one are of other languages
    plan_starts = models.DateField(null=True, blank=True)
    plan_ends = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    OWNER = "owner"
    MEMBER = "member"


class Member(models.Model):
    """Somebody who works in this workspace."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.MEMBER)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "user"], name="member_once")]

    def __str__(self) -> str:
        return str(self.user)


class Invitation(models.Model):
    """A link that makes somebody a member, once, until it expires."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.MEMBER)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)


class ApiToken(models.Model):
    """A key for programs; only its hash is kept."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)


class KeptAnswer(models.Model):
    """What the API answered to a request with an idempotency key: asked again, it answers the same."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    asked = models.CharField(max_length=64)  # a hash of what was asked
    answer = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "key"], name="kept_answer_once")]


class AuditEntry(models.Model):
    """Who did what, when. Append only; written in the transaction of the deed; no contents, no secrets."""

    workspace = models.ForeignKey(Workspace, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=160)
    action = models.CharField(max_length=60)
    object = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]


class Edit(models.Model):
    """One change of one row of the plan: what it was and what it became, so that it can be undone."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="edits")
    kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    version = models.IntegerField()  # the version this change made
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["workspace", "kind", "object_id"])]


class SavedView(models.Model):
    """A filtered page somebody wants back: page, what it is about, its filters as the address has them."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    page = models.CharField(max_length=40)  # name of the page
    about = models.CharField(max_length=40, blank=True)  # of a page per analysis: which
    query = models.CharField(max_length=2000, blank=True)
    keeper = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="views")
    shared = models.BooleanField(default=False)
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class StartView(models.Model):
    """Where somebody with a role comes in; a view that is removed or no longer shared does not count."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=12, choices=Role.choices)
    view = models.ForeignKey(SavedView, on_delete=models.CASCADE, related_name="starts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "role"], name="start_once_per_role")]
