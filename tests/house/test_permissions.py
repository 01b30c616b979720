"""Every page, API operation and command names its permission; one without fails here."""

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from socialplan.cli import COMMANDS
from socialplan.plan.team.rules import DECLARABLE, POLICY, PUBLIC, SIGNED_IN

# The pages for somebody who is not signed in; every other one asks for an account.
OPEN_PAGES = {"sign-in", "sign-in-link", "sign-out", "invitation", "language"}


def addresses(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, prefix + str(one.pattern))
        else:
            yield prefix + str(one.pattern), one


def pages() -> list[tuple[str, URLPattern]]:
    return [
        (address, one)
        for address, one in addresses(get_resolver().url_patterns)
        if not address.startswith("api/")
    ]


def test_there_are_pages_to_look_at() -> None:
    assert len(pages()) > 10


@pytest.mark.parametrize(("address", "pattern"), pages(), ids=[address or "/" for address, _p in pages()])
def test_a_page_declares_its_permission(address: str, pattern: URLPattern) -> None:
    permission = getattr(pattern.callback, "permission", None)
    assert permission in DECLARABLE, f"/{address} declares no permission: decorate its view with @page"
    if permission == PUBLIC:
        assert pattern.name in OPEN_PAGES
    elif permission == SIGNED_IN:
        assert "<slug:workspace>" not in address
    else:
        assert address.startswith("w/<slug:workspace>/"), "a page of a workspace has it in its address"


def test_a_command_declares_its_permission() -> None:
    undeclared = {name for name, command in COMMANDS.items() if command.permission not in POLICY}
    assert not undeclared


def operations() -> list[tuple[str, Any]]:
    from socialplan.api.routes import api

    return [
        (f"{sorted(operation.methods)} {path}", operation)
        for _prefix, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
    ]


def test_an_api_operation_declares_its_permission() -> None:
    found = operations()
    assert found
    undeclared = [
        name
        for name, operation in found
        if getattr(operation.view_func, "permission", None) not in DECLARABLE
    ]
    assert not undeclared, f"these operations declare no permission: {undeclared}"


def test_the_door_knows_only_the_table() -> None:
    from socialplan.web.access import page

    with pytest.raises(ValueError, match="not in the policy table"):
        page("fly")
    assert "permission" in inspect.signature(page).parameters
