"""Bluesky's own server software, started once for all tests that need it, and a bakery on it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from socialplan.networks.bluesky import firehose
from socialplan.plan.sources.actions import nights
from socialplan.plan.team.models import Workspace
from tests.conftest import NO_BLUESKY
from tests.networks.bluesky.bakery import Bakery, connect
from tests.networks.bluesky.real import network
from tests.networks.bluesky.real.network import Network
from tests.networks.bluesky.real.people import person


@pytest.fixture(scope="session")
def started() -> Iterator[network.Network]:
    if why := network.missing():
        pytest.skip(f"{NO_BLUESKY}: {why}")
    with network.running() as found:
        yield found


@pytest.fixture
def real(started: network.Network) -> Iterator[network.Network]:
    """The test opens its connections where that software runs."""
    with network.within(started):
        yield started


@pytest.fixture
def full(real: network.Network) -> network.Network:
    """With the view of all accounts together."""
    if "full" not in real.where:
        pytest.skip(f"{NO_BLUESKY}: it needs PostgreSQL and Redis")
    return real


@pytest.fixture
def open_bakery(
    real: Network, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Bakery]:
    def opened(which: str) -> Bakery:
        settings.HOME, settings.LISTEN_INSIDE = tmp_path, real.inside
        monkeypatch.setattr(nights, "plan_nights", lambda **_: 0)
        places = real.where.get("full") or real.where[which]
        monkeypatch.setattr(firehose, "VIEW", places.get("view", places["server"]))
        monkeypatch.setattr(firehose, "SERVER", places["server"])
        workspace = Workspace.objects.create(slug="acme", name="Acme")
        we = person(real.where[which]["server"], "bakkerij")
        return Bakery(real, workspace, we, connect(real, workspace, we, tmp_path), tmp_path)

    return opened


@pytest.fixture
def bakery(full: Network, open_bakery: Callable[[str], Bakery]) -> Bakery:
    return open_bakery("full")
