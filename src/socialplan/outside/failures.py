"""What comes back from another machine, and what can go wrong on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson


class Failure(Exception):
    """Nothing usable came back; trying again may help."""


class Unreachable(Failure):
    """No connection, or it broke off."""


class TooSlow(Failure):
    """Not answered in time. Whether the other side did anything is not known."""


class TooLarge(Failure):
    """The answer is larger than what was agreed."""


class NoStream(Failure):
    """The other side answers, but not with a stream: `status` says why."""

    def __init__(self, url: str, status: int) -> None:
        super().__init__(f"{url} answers {status} in place of a stream")
        self.status = status


class Unencrypted(Failure):
    """A secret would go over a connection that anybody on the way can read."""


class WrongKind(Failure):
    """The answer is of another kind than what was expected, such as a page in place of data."""


class Broken(Failure):
    """What came is not what the protocol or the kind of data allow."""


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers by lower-case name, content, and the address after redirects."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    url: str

    def json(self) -> Any:
        """Raises Broken where it is no JSON."""
        try:
            return orjson.loads(self.content)
        except orjson.JSONDecodeError as error:
            raise Broken(f"{self.url} answered what is no JSON") from error
