"""The cast of the tests: nobody here exists."""

from socialplan.plan.team import actions
from socialplan.plan.team.models import Member, User, Workspace


def person(name: str = "Owner", *, language: str = "en") -> User:
    """Somebody with an account; the address follows from the name."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return User.objects.create_user(email, "a good long password", name=name, language=language)


def workspace_of(owner: User, name: str = "Harbour Bakery", **fields: object) -> Workspace:
    return actions.create_workspace(name=name, owner=owner, **fields)  # type: ignore[arg-type]


def joined(workspace: Workspace, user: User, role: str = "member") -> Member:
    return Member.objects.create(workspace=workspace, user=user, role=role)


def member_of(workspace: Workspace, user: User) -> Member:
    return Member.objects.get(workspace=workspace, user=user)
