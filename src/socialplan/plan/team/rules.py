"""Who may do what: one table, and everything that is not in it is refused."""

import hashlib
from typing import Protocol

OWNER, MEMBER = "owner", "member"
PUBLIC = "public"  # anybody, signed in or not: the pages that let somebody in
SIGNED_IN = "signed-in"  # anybody with an account, whatever the workspace
EVERYBODY = frozenset({OWNER, MEMBER})
OWNERS = frozenset({OWNER})

# permission -> the roles that have it. A page, API operation or command names one of these.
POLICY: dict[str, frozenset[str]] = {
    "data.read": EVERYBODY,
    "data.import": EVERYBODY,
    "data.erase": OWNERS,
    "network.connect": OWNERS,
    "labels.correct": EVERYBODY,
    "models.adopt": EVERYBODY,
    "plan.read": EVERYBODY,
    "plan.edit": EVERYBODY,
    "views.keep": EVERYBODY,
    "team.read": EVERYBODY,
    "team.manage": OWNERS,
    "instance.owner": OWNERS,
}
DECLARABLE = frozenset(POLICY) | {PUBLIC, SIGNED_IN}
ROLES = (OWNER, MEMBER)


class NotAllowed(Exception):
    """Somebody may not do this; the text says why, in words for a person."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class HasRole(Protocol):
    role: str


def role_may(role: str, permission: str) -> bool:
    """Whether this role has the permission; an unknown one nobody has."""
    return role in POLICY.get(permission, frozenset())


def may(member: HasRole, permission: str) -> bool:
    return role_may(member.role, permission)


def permissions_of(role: str) -> frozenset[str]:
    return frozenset(name for name, roles in POLICY.items() if role in roles)


def leaves_an_owner(roles: list[str], *, leaving: str, becomes: str | None = None) -> bool:
    """Whether an owner remains of these roles when one with role `leaving` goes or changes."""
    remaining = list(roles)
    remaining.remove(leaving)
    if becomes:
        remaining.append(becomes)
    return OWNER in remaining


def hashed(secret: str) -> str:
    """What is kept of a secret that was shown once."""
    return hashlib.sha256(secret.encode()).hexdigest()
