"""Bluesky's own server software, started once for all tests that need it."""

from collections.abc import Iterator

import pytest

from tests.conftest import NO_BLUESKY
from tests.networks.bluesky.real import network


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
