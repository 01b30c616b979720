"""Asking a Mastodon server: answers as JSON, its refusals in the words of the contract, its limits kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from socialplan.outside import Answer, Broken, Outside

from ..contract import NotOffered, Paused, Place, Refused, Revoked
from .limits import pause_asked, seconds_to_wait

KINDS = ("application/json",)
GONE = (404, 410)
UNSUPPORTED = (404, 405, 406, 410, 422, 501)
LINK = re.compile(r'<([^>]*)>\s*;\s*rel="?(\w+)"?')


@dataclass(frozen=True)
class Answered:
    """What a server answered, and the id its Link header gives to read on from (older than this answer)."""

    data: Any
    older: str = ""


@dataclass
class Api:
    """One server, asked as one account. `pause`: seconds after which the server wants to hear from us again;
    above 0 nothing more should be asked."""

    outside: Outside
    place: Place
    pause: float = field(default=0.0)

    def get(self, path: str, **params: Any) -> Answered:
        """Raises Paused, Revoked, NotOffered, Refused, and what `outside` raises."""
        answer = self._asked(path, params)
        if answer.status != 200:
            raise refusal(answer, path, signed_in=bool(self.place.secret))
        return Answered(answer.json(), _older(answer.headers.get("link", "")))

    def listed(self, path: str, **params: Any) -> tuple[list[Mapping[str, Any]], str]:
        """A list, and the id to read on from. Raises Broken where it is none."""
        found = self.get(path, **params)
        if not isinstance(found.data, list):
            raise Broken(f"{self.place.server}{path} answered no list")
        return found.data, found.older

    def find(self, path: str, **params: Any) -> Any | None:
        """None where there is no such thing (any more)."""
        answer = self._asked(path, params)
        if answer.status in GONE:
            return None
        if answer.status != 200:
            raise refusal(answer, path, signed_in=bool(self.place.secret))
        return answer.json()

    def _asked(self, path: str, params: Mapping[str, Any]) -> Answer:
        answer = self.outside.get(
            f"{self.place.server}{path}", params=params or None, token=self.place.secret, kinds=KINDS
        )
        self.pause = max(self.pause, pause_asked(answer.headers))
        return answer


def refusal(answer: Answer, path: str, *, signed_in: bool = True) -> Exception:
    """What an answer that is no success means."""
    why = f"{urlsplit(answer.url).hostname} answers {answer.status} to {path}: {_reason(answer)}"
    wait = answer.headers.get("retry-after", "")
    if answer.status == 429 or (answer.status == 503 and wait):
        return Paused(seconds_to_wait(answer.headers))
    if answer.status in (401, 403):
        return Revoked(why) if signed_in else NotOffered(why)
    return NotOffered(why) if answer.status in UNSUPPORTED else Refused(why)


def _reason(answer: Answer) -> str:
    try:
        found = answer.json()
    except Broken:
        return "no reason given"
    told = found.get("error_description") or found.get("error") if isinstance(found, dict) else None
    return str(told or "no reason given")[:200]


def _older(link: str) -> str:
    """The `max_id` of the link to older entries; blank on the last page."""
    for address, relation in LINK.findall(link):
        if relation == "next":
            return parse_qs(urlsplit(address).query).get("max_id", [""])[0]
    return ""
