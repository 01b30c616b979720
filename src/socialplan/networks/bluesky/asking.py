"""Asking a Bluesky server: answers as JSON, its refusals in the words of the contract, its limits kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import orjson

from socialplan.outside import Answer, Broken, Outside

from ..contract import Expired, NotOffered, Paused, Place, Refused

KINDS = ("application/json",)
USUAL_WAIT = 60.0
LONGEST_WAIT = 86_400.0
OVER = ("ExpiredToken", "InvalidToken", "AuthMissing")
UNKNOWN = ("MethodNotImplemented", "XRPCNotSupported")
Found = Mapping[str, Any]


@dataclass
class Api:
    """One server, asked as one account. `pause`: seconds after which it wants to hear from us again; above 0
    nothing more should be asked."""

    outside: Outside
    place: Place
    pause: float = field(default=0.0)

    def get(self, method: str, **params: Any) -> Found:
        """Raises Paused, Expired, NotOffered, Refused, and what `outside` raises."""
        answer = self.outside.get(
            address(self.place.server, method), params={name: one for name, one in params.items() if one},
            token=access(self.place.secret), kinds=KINDS,
        )  # fmt: skip
        self.pause = max(self.pause, pause_asked(answer.headers))
        return told(answer)


def address(server: str, method: str) -> str:
    return f"{server.rstrip('/')}/xrpc/{method}"


def access(secret: str) -> str:
    """The token to ask with, of the secret that is kept."""
    return str(orjson.loads(secret)["access"]) if secret else ""


def told(answer: Answer) -> Found:
    """What was answered. Raises what a refusal means, Broken where it is no object."""
    if answer.status != 200:
        raise refusal(answer)
    found = answer.json()
    if not isinstance(found, dict):
        raise Broken(f"{answer.url} answered nothing that can be used")
    return found


def refusal(answer: Answer) -> Exception:
    """What an answer that is no success means."""
    code, words = reason(answer)
    parts = urlsplit(answer.url)
    why = f"{parts.hostname} answers {answer.status} to {parts.path.rpartition('/')[2]}: {words or code}"
    if answer.status == 429 or (answer.status == 503 and "retry-after" in answer.headers):
        return Paused(seconds_to_wait(answer.headers))
    if answer.status == 501 or code in UNKNOWN:
        return NotOffered(why)
    return Expired(why) if code in OVER else Refused(why)


def reason(answer: Answer) -> tuple[str, str]:
    """The network's code and words."""
    try:
        said = answer.json()
    except Broken:
        return "", ""
    found = said if isinstance(said, dict) else {}
    return str(found.get("error") or ""), str(found.get("message") or "")[:300]


def pause_asked(headers: Mapping[str, str]) -> float:
    """Seconds until more may be asked, where nothing is left now."""
    return seconds_to_wait(headers) if headers.get("ratelimit-remaining") == "0" else 0.0


def seconds_to_wait(headers: Mapping[str, str]) -> float:
    """Of `retry-after`, or of when the limit is set back, by the clock of the server."""
    if headers.get("retry-after", "").isdigit():
        return min(float(headers["retry-after"]), LONGEST_WAIT)
    reset = headers.get("ratelimit-reset", "")
    if not reset.isdigit() or "date" not in headers:
        return USUAL_WAIT
    try:
        now = parsedate_to_datetime(headers["date"]).timestamp()
    except ValueError:
        return USUAL_WAIT
    return min(max(float(reset) - now, 1.0), LONGEST_WAIT)
