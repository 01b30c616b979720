"""The only way out: all outgoing HTTP belongs here, to addresses that were checked."""

from typing import TYPE_CHECKING, Any

from .addresses import NotAllowed, checked, parse_allowed
from .failures import (
    Answer,
    Broken,
    Failure,
    NoStream,
    TooLarge,
    TooSlow,
    Unencrypted,
    Unreachable,
    WrongKind,
)

if TYPE_CHECKING:
    from .client import Outside

__all__ = [
    "Answer", "Broken", "Failure", "NoStream", "NotAllowed", "Outside", "TooLarge", "TooSlow",
    "Unencrypted", "Unreachable", "WrongKind", "checked", "parse_allowed",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """The client brings a library along that a page that asks nothing outside need not wait for."""
    if name != "Outside":
        raise AttributeError(name)
    from .client import Outside

    return Outside
