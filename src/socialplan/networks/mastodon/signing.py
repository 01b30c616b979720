"""Signing in: at the server itself (OAuth with PKCE), or with an access token made there. Read only."""

import base64
import re
import secrets
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode, urlsplit

from socialplan.outside import Answer, Broken, Outside

from ..contract import Begun, Identity, Place, Refused
from .asking import KINDS, Api, refusal
from .content import handle

SCOPES = "read"
NAME = "socialplan"
WHO = "/api/v1/accounts/verify_credentials"


def sign_in(outside: Outside, server: str, given: Mapping[str, str]) -> Identity:
    """With `token`. Raises Revoked for one the server does not know, Refused without one."""
    token = given.get("token", "").strip()
    if not token:
        raise Refused("no access token was given")
    return _who(outside, server_of(server), token)


def knock(outside: Outside, place: Place) -> None:
    """Raises Revoked, Paused, Refused and what `outside` raises."""
    Api(outside, place).get(WHO)


def begin(outside: Outside, server: str, *, back: str, state: str) -> Begun:
    """Makes this product known to the server; the person goes on to the address, and comes to `back`."""
    home = server_of(server)
    app = {"client_name": NAME, "redirect_uris": back, "scopes": SCOPES}
    known = _told(outside.post(f"{home}/api/v1/apps", data=app, kinds=KINDS), "/api/v1/apps")
    verifier = secrets.token_urlsafe(48)
    asked = {
        "response_type": "code", "client_id": known["client_id"], "redirect_uri": back, "scope": SCOPES,
        "state": state, "code_challenge": _challenge(verifier), "code_challenge_method": "S256",
    }  # fmt: skip
    kept = {"client_id": known["client_id"], "client_secret": known["client_secret"], "back": back,
            "verifier": verifier}  # fmt: skip
    return Begun(home, f"{home}/oauth/authorize?{urlencode(asked)}", kept)


def finish(outside: Outside, server: str, kept: Mapping[str, str], answered: Mapping[str, str]) -> Identity:
    """With what the server sent the person back with. Raises Refused when they said no."""
    if not answered.get("code"):
        raise Refused(answered.get("error_description") or answered.get("error") or "no code was given")
    asked = {
        "grant_type": "authorization_code", "code": answered["code"], "client_id": kept["client_id"],
        "client_secret": kept["client_secret"], "redirect_uri": kept["back"], "scope": SCOPES,
        "code_verifier": kept["verifier"],
    }  # fmt: skip
    given = _told(outside.post(f"{server}/oauth/token", data=asked, kinds=KINDS), "/oauth/token")
    return _who(outside, server, str(given["access_token"]))


def server_of(text: str) -> str:
    """`mastodon.example`, its address, or `@name@mastodon.example` as an address. Raises Broken."""
    said = text.strip().lower()
    if not re.match(r"https?://", said):
        said = f"https://{said.rpartition('@')[2]}"
    parts = urlsplit(said)
    if not parts.hostname or parts.username is not None or not re.fullmatch(r"[\w.:\[\]-]+", parts.netloc):
        raise Broken(f"{text!r} is no address of a server")
    return f"{parts.scheme}://{parts.netloc}"


def _who(outside: Outside, server: str, token: str) -> Identity:
    account = Api(outside, Place(server, secret=token)).get(WHO).data
    return Identity(server=server, account=str(account["id"]), handle=handle(account), secret=token)


def _told(answer: Answer, path: str) -> Mapping[str, Any]:
    if answer.status != 200:
        raise refusal(answer, path)
    found = answer.json()
    if not isinstance(found, dict):
        raise Broken(f"{answer.url} answered nothing that can be used")
    return found


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
