"""The only way out: all outgoing HTTP belongs here, to addresses that were checked."""

from .addresses import NotAllowed, checked, parse_allowed
from .client import (
    Answer,
    Broken,
    Failure,
    NoStream,
    Outside,
    TooLarge,
    TooSlow,
    Unencrypted,
    Unreachable,
    WrongKind,
)

__all__ = [
    "Answer", "Broken", "Failure", "NoStream", "NotAllowed", "Outside", "TooLarge", "TooSlow",
    "Unencrypted", "Unreachable", "WrongKind", "checked", "parse_allowed",
]  # fmt: skip
