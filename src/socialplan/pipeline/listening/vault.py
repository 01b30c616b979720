"""Secrets of networks: encrypted where they are kept, bound to the workspace and account they are of.

The keys stand in a file of the instance, outside the database and its backups. A newer key is put before
the others; what was sealed with an older one still opens. Nobody but the pipeline opens a secret.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import orjson
from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from ...store.files import made_once

KEYS = "network-keys"


class Unopened(Exception):
    """The secret cannot be opened here: of another account, another instance, or damaged."""


@dataclass(frozen=True)
class Vault:
    """`keys` are Fernet keys, the newest first."""

    keys: tuple[str, ...]

    @classmethod
    def of(cls, home: Path) -> "Vault":
        """The vault of an instance; its first key is made when there is none."""
        keys = made_once(home / KEYS, lambda: f"{Fernet.generate_key().decode()}\n")
        return cls(tuple(keys.split()))

    def sealed(self, secret: str, *, bound: str) -> str:
        """`bound` says whose it is; it opens for nobody else. The key's id stands before it."""
        content = orjson.dumps({"bound": bound, "secret": secret})
        return f"{key_id(self.keys[0])}:{self._all.encrypt(content).decode()}"

    def opened(self, sealed: str, *, bound: str) -> str:
        """Raises Unopened."""
        try:
            content = orjson.loads(self._all.decrypt(sealed.partition(":")[2]))
        except (InvalidToken, orjson.JSONDecodeError) as error:
            raise Unopened("the secret was sealed with another key, or is damaged") from error
        if content["bound"] != bound:
            raise Unopened("the secret is of another account")
        return str(content["secret"])

    @property
    def _all(self) -> MultiFernet:
        return MultiFernet([Fernet(key) for key in self.keys])


def key_id(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:8]


def bound_to(workspace: int, network: str, server: str, account: str) -> str:
    return f"w{workspace}\n{network}\n{server}\n{account}"
