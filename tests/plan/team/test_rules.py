"""Deny by default, and a workspace that always has an owner."""

import pytest

from socialplan.plan.team import rules


def test_what_is_not_in_the_table_nobody_may() -> None:
    assert not rules.role_may("owner", "fly")
    assert not rules.role_may("stranger", "plan.read")


@pytest.mark.parametrize("permission", ["data.erase", "team.manage", "instance.owner"])
def test_a_member_may_not_do_what_owners_do(permission: str) -> None:
    assert rules.role_may("owner", permission)
    assert not rules.role_may("member", permission)


def test_public_and_signed_in_are_no_rights_of_a_role() -> None:
    assert not rules.role_may("owner", rules.PUBLIC)
    assert not rules.role_may("owner", rules.SIGNED_IN)


@pytest.mark.parametrize(
    ("roles", "leaving", "becomes", "stays"),
    [
        (["owner"], "owner", None, False),
        (["owner", "member"], "owner", None, False),
        (["owner", "member"], "owner", "member", False),
        (["owner", "owner"], "owner", "member", True),
        (["owner", "member"], "member", None, True),
        (["owner"], "owner", "owner", True),
    ],
)
def test_a_workspace_keeps_an_owner(roles: list[str], leaving: str, becomes: str | None, stays: bool) -> None:
    assert rules.leaves_an_owner(roles, leaving=leaving, becomes=becomes) is stays


def test_a_secret_is_kept_as_its_sha256() -> None:
    # printf 'abc' | sha256sum
    assert rules.hashed("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
