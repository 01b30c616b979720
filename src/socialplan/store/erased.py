"""Who was erased, kept as keyed hashes only: enough to recognise a handle that comes again, no more."""

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from .files import made_once

KEY_FILE = "erasure-key"


@dataclass(frozen=True)
class Erased:
    """The erased people of one workspace. False when there are none, so that callers can skip asking."""

    key: bytes
    hashes: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.hashes)

    def holds(self, *, network: str | None, handle: str) -> bool:
        """Was the person with this handle (or network id) on this network erased?"""
        return mark(self.key, network=network, handle=handle) in self.hashes


def mark(key: bytes, *, network: str | None, handle: str) -> str:
    """The keyed hash of a handle as people compare them: without case, without a leading @."""
    text = f"{(network or '').casefold()}\n{handle.strip().lstrip('@').casefold()}"
    return hmac.new(key, text.encode(), sha256).hexdigest()


def instance_key(home: Path) -> bytes:
    """The instance's own key, made once; without it the hashes say nothing about a handle."""
    return bytes.fromhex(made_once(home / "store" / KEY_FILE, lambda: secrets.token_hex(32)))
