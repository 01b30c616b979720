"""Signing in at a network: the secret is sealed before anybody else sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import orjson

from ...networks import connector
from ...networks.contract import Identity, NotOffered
from .vault import Vault, bound_to

if TYPE_CHECKING:
    from ...outside import Outside


@dataclass(frozen=True)
class Signed:
    """Who signed in, with the secret as it is kept."""

    server: str
    account: str
    handle: str
    sealed: str = field(repr=False)


@dataclass(frozen=True)
class Started:
    """A sign-in that goes on at the network: where to send the person, and what finishing needs, sealed."""

    server: str
    url: str
    sealed: str = field(repr=False)


@dataclass(frozen=True)
class Desk:
    """Where somebody signs in: a network, for a workspace. Raises KeyError for an unknown network."""

    network: str
    workspace: int
    outside: "Outside"
    vault: Vault

    def sign_in(self, server: str, given: Mapping[str, str]) -> Signed:
        """With a secret the person brings. Raises NotOffered and what the connector raises."""
        known = connector(self.network)
        if known.sign_in is None:
            raise NotOffered(f"{known.label} needs no account")
        return self._signed(known.sign_in(self.outside, server, given))

    def start(self, server: str, *, back: str, state: str) -> Started:
        """The network sends the person to `back`, with `state`."""
        known = connector(self.network)
        if known.begin is None:
            raise NotOffered(f"{known.label} has no page of its own to sign in")
        begun = known.begin(self.outside, server, back=back, state=state)
        kept = self.vault.sealed(orjson.dumps(begun.kept).decode(), bound=self._bound(begun.server, state))
        return Started(begun.server, begun.url, kept)

    def finish(self, started: Started, answered: Mapping[str, str], *, state: str) -> Signed:
        """With what the network sent the person back with. Raises Unopened for another one's state."""
        known = connector(self.network)
        if known.finish is None:
            raise NotOffered(f"{known.label} has no page of its own to sign in")
        kept = orjson.loads(self.vault.opened(started.sealed, bound=self._bound(started.server, state)))
        return self._signed(known.finish(self.outside, started.server, kept, answered))

    def _bound(self, server: str, state: str) -> str:
        return bound_to(self.workspace, self.network, server, f"sign-in {state}")

    def _signed(self, who: Identity) -> Signed:
        bound = bound_to(self.workspace, self.network, who.server, who.account)
        return Signed(who.server, who.account, who.handle, self.vault.sealed(who.secret, bound=bound))
