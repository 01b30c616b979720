"""Signing in with a handle and an app password, where the account lives; renewing the secret."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import orjson

from socialplan.outside import Failure, NotAllowed, Outside

from ..contract import Identity, Place, Refused, Revoked
from .asking import KINDS, Api, Found, address, reason, refusal, told

SERVER = "https://bsky.social"
DIRECTORY = "https://plc.directory"  # where accounts say on which server they live
GRAND = ".bsky.network"  # servers of Bluesky itself, for which SERVER signs in
CREATE = "com.atproto.server.createSession"
SESSION = "com.atproto.server.getSession"
REFRESH = "com.atproto.server.refreshSession"


def sign_in(outside: Outside, server: str, given: Mapping[str, str]) -> Identity:
    """With `handle` and `password`; with no server, where the account says it lives.

    Raises Refused, in the network's words, for a wrong password; Paused; what `outside` raises.
    """
    handle = given.get("handle", "").strip().removeprefix("@").lower()
    password = given.get("password", "").strip()
    if not handle or not password:
        raise Refused("no handle or no app password was given")
    home = server.strip().rstrip("/") or home_of(outside, handle)
    answer = outside.post(
        address(home, CREATE), json={"identifier": handle, "password": password}, kinds=KINDS
    )
    if answer.status == 401:
        raise Refused(reason(answer)[1] or "the network refuses this handle and app password")
    session = told(answer)
    return Identity(
        server=_service(session.get("didDoc")) or home, account=str(session["did"]),
        handle=str(session["handle"]), secret=_kept(session),
    )  # fmt: skip


def refresh(outside: Outside, place: Place) -> str:
    """The secret, renewed. Raises Revoked when the network refuses to, Paused, Refused for a fault of its
    own, what `outside` raises."""
    token = str(orjson.loads(place.secret)["refresh"])
    answer = outside.post(address(place.server, REFRESH), token=token, kinds=KINDS)
    if answer.status in (400, 401, 403):
        raise Revoked(reason(answer)[1] or f"{place.server} refuses the secret")
    return _kept(told(answer))


def knock(outside: Outside, place: Place) -> None:
    """Raises Expired, Paused, Refused and what `outside` raises."""
    Api(outside, place).get(SESSION)


def home_of(outside: Outside, handle: str) -> str:
    """The server to sign in at; Bluesky's own where nothing else can be found out."""
    did = account_of(outside, SERVER, handle)
    if not did:
        return SERVER
    try:
        answer = outside.get(_document(did))
    except (Failure, NotAllowed):
        return SERVER
    found = _service(answer.json()) if answer.status == 200 else ""
    return SERVER if not found or found.endswith(GRAND) else found


def account_of(outside: Outside, server: str, handle: str) -> str:
    """The account's id, blank where there is none of this handle. Raises Paused, Refused, ..."""
    answer = outside.get(
        address(server, "com.atproto.identity.resolveHandle"), params={"handle": handle}, kinds=KINDS
    )
    if answer.status == 400:
        return ""
    if answer.status != 200:
        raise refusal(answer)
    return str(told(answer).get("did") or "")


def _document(did: str) -> str:
    if did.startswith("did:web:"):
        return f"https://{did.removeprefix('did:web:')}/.well-known/did.json"
    return f"{DIRECTORY}/{quote(did, safe=':')}"


def _service(document: Any) -> str:
    """The server that an account's document names, blank where it names none."""
    listed = document.get("service") if isinstance(document, dict) else None
    for one in listed or ():
        if isinstance(one, dict) and str(one.get("id", "")).endswith("#atproto_pds"):
            return str(one.get("serviceEndpoint") or "").rstrip("/")
    return ""


def _kept(session: Found) -> str:
    return orjson.dumps({"access": session["accessJwt"], "refresh": session["refreshJwt"]}).decode()
