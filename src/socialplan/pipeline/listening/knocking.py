"""Asking a network whether it still answers us, between two turns of a source."""

from typing import TYPE_CHECKING

from ...networks import connector
from ...networks.contract import Expired, Paused
from .collecting import Source, place_of
from .faults import FAULTS
from .vault import Vault

if TYPE_CHECKING:
    from ...outside import Outside

NO_ANSWER = (*FAULTS, Expired, LookupError, TypeError, AttributeError, ValueError)


def can_knock(network: str) -> bool:
    return connector(network).knock is not None


def answers(source: Source, *, outside: "Outside", vault: Vault) -> bool:
    """False where anything is amiss: then the source's own turn says what. Raises Paused."""
    knock = connector(source.network).knock
    assert knock is not None
    try:
        knock(outside, place_of(source, vault))
    except Paused:
        raise
    except NO_ANSWER:
        return False
    return True
