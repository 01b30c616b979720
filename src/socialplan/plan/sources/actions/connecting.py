"""Connect an account on a network and listen to it, or disconnect it again."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.db import transaction

from socialplan.pipeline.listening import catalogue
from socialplan.pipeline.listening.faults import FAULTS, Fault, fault_of
from socialplan.pipeline.listening.signing import Desk, Signed, Started
from socialplan.pipeline.listening.vault import Vault

from ...team.actions import audit, require
from ...team.models import Member, Workspace
from ...team.rules import hashed
from ..models import Connection, SignIn
from .listening import add_source, ask_now, stop_source

PERMISSION = "network.connect"
LASTS = timedelta(minutes=10)
T = TypeVar("T")


class NotConnected(Exception):
    """The network did not let somebody in; the fault says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


class UnknownState(Exception):
    """Nobody began this sign-in here, it was finished before, or it took too long: begin again."""


def connect(*, network: str, server: str, given: Mapping[str, str], by: Member) -> Connection:
    """With a secret the person brings, such as an access token. Raises NotAllowed, NotConnected."""
    require(by, PERMISSION)
    return _kept(network, _asked(by, network, lambda desk: desk.sign_in(server, given)), by)


def begin_sign_in(*, network: str, server: str, host: str, back: str, by: Member, now: datetime) -> str:
    """The address at the network where the person goes on; it sends them to `back`, an address on `host`.

    Raises NotAllowed, NotConnected.
    """
    require(by, PERMISSION)
    state = secrets.token_urlsafe(32)
    started = _asked(by, network, lambda desk: desk.start(server, back=back, state=state))
    SignIn.objects.filter(expires_at__lt=now).delete()
    SignIn.objects.create(
        workspace=by.workspace, user=by.user, network=network, server=started.server, host=host,
        state=hashed(state), sealed=started.sealed, expires_at=now + LASTS,
    )  # fmt: skip
    return started.url


def finish_sign_in(
    *, state: str, answered: Mapping[str, str], host: str, by: Member, now: datetime
) -> Connection:
    """Once, within ten minutes, by who began it, for the same workspace and on the same host.

    Raises UnknownState, NotAllowed, NotConnected.
    """
    require(by, PERMISSION)
    begun = _taken(state, host, by, now)
    started = Started(begun.server, "", begun.sealed)
    signed = _asked(by, begun.network, lambda desk: desk.finish(started, answered, state=state))
    return _kept(begun.network, signed, by)


@transaction.atomic
def disconnect(*, connection: Connection, by: Member) -> None:
    """The secret is removed and its sources stop; what was heard stays. Raises NotAllowed."""
    require(by, PERMISSION)
    for source in connection.sources.filter(stopped_at=None):
        stop_source(source=source, by=by)
    Connection.objects.filter(pk=connection.pk).update(sealed="", refused_at=None)
    _audited(connection, "disconnect_account", by)


def _taken(state: str, host: str, by: Member, now: datetime) -> SignIn:
    """Used up whatever comes of it."""
    with transaction.atomic():
        mine = SignIn.objects.select_for_update().filter(
            state=hashed(state), workspace=by.workspace, user=by.user, host=host, expires_at__gt=now
        )
        begun = mine.first()
        if begun is None:
            raise UnknownState
        mine.delete()
    return begun


def _asked(by: Member, network: str, what: Callable[[Desk], T]) -> T:
    with catalogue.outside(settings.LISTEN_INSIDE) as outside:
        try:
            return what(Desk(network, by.workspace_id, outside, Vault.of(settings.HOME)))
        except FAULTS as error:
            raise NotConnected(fault_of(error)) from error


@transaction.atomic
def _kept(network: str, signed: Signed, by: Member) -> Connection:
    workspace: Workspace = by.workspace
    connection, _ = Connection.objects.update_or_create(
        workspace=workspace, network=network, server=signed.server, account=signed.account,
        defaults={"handle": signed.handle, "sealed": signed.sealed, "refused_at": None, "by": str(by)[:160]},
    )  # fmt: skip
    for stream in catalogue.usual_streams(network):
        source = add_source(
            workspace=workspace, network=network, server=signed.server, stream=stream, name=signed.handle,
            by=str(by)[:160], connection=connection,
        )  # fmt: skip
        ask_now(source=source)
    _audited(connection, "connect_account", by)
    return connection


def _audited(connection: Connection, action: str, by: Member) -> None:
    details = {"network": connection.network, "server": connection.server}
    audit(workspace=connection.workspace, by=by, action=action, object=connection.handle, details=details)
