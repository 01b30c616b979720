"""Where a tracked query can be asked: accounts that are connected, and networks that need none."""

from collections.abc import Sequence
from dataclasses import dataclass

from socialplan.pipeline.example import world_of
from socialplan.pipeline.listening.asking import Asked, asked_of
from socialplan.pipeline.listening.catalogue import connectors
from socialplan.pipeline.listening.simulated import another_server

from ..sources.models import Connection
from ..sources.queries.example import world_details
from ..team.models import Workspace

SIMULATED = "simulated"


@dataclass(frozen=True)
class Place:
    """One stream of one account or network, and what it would be asked. `code` names it in a form."""

    code: str
    asked: Asked
    server: str
    handle: str = ""
    connection: Connection | None = None

    @property
    def can(self) -> bool:
        return bool(self.asked.questions)


def places(workspace: Workspace, text: str) -> tuple[Place, ...]:
    """Everywhere this workspace can ask, with the questions for this query."""
    found = []
    for connection in Connection.objects.filter(workspace=workspace).exclude(sealed=""):
        found += [
            Place(
                f"account-{connection.pk}-{one.stream}", one, connection.server, connection.handle, connection
            )
            for one in asked_of(connection.network, text)
            if one.signed_in
        ]
    return (*found, *_free(workspace, text))


def _free(workspace: Workspace, text: str) -> list[Place]:
    """Without an account: what all may hear, and in a workspace that is an example the simulated network."""
    found = []
    for known in connectors():
        for one in asked_of(known.name, text):
            server = _simulated(workspace) if known.name == SIMULATED else one.server
            if server and not one.signed_in and workspace.simulated == (known.name == SIMULATED):
                found.append(Place(f"free-{known.name}-{one.stream}", one, server))
    return found


def _simulated(workspace: Workspace) -> str:
    details = world_details(workspace)
    return another_server(world_of(details)) if details else ""


def chosen(workspace: Workspace, text: str, codes: Sequence[str]) -> tuple[Place, ...]:
    return tuple(place for place in places(workspace, text) if place.code in codes and place.can)
