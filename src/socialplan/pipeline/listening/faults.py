"""What can go wrong while listening, as a code for faces to word, the network's own reason, and how long to
wait."""

from dataclasses import dataclass

from ...networks.contract import NotOffered, Paused, Refused, Revoked
from ...outside import Failure, NotAllowed
from ..collect.errors import BadImport
from ..ledger import CannotStore
from .vault import Unopened

FAULTS = (Paused, Revoked, Refused, NotOffered, Unopened, Failure, NotAllowed)
DAY = 86_400.0
HOUR = 3_600.0


@dataclass(frozen=True)
class Fault:
    """`wait`: seconds that the reason asks for; 0 where trying again soon may help."""

    code: str  # one of CODES
    reason: str
    wait: float = 0.0


CODES: dict[type[Exception], tuple[str, float]] = {
    Revoked: ("revoked", HOUR),
    Unopened: ("unopened", HOUR),
    NotOffered: ("not_offered", DAY),
    NotAllowed: ("not_allowed", HOUR),
    Refused: ("refused", 0.0),
    Failure: ("unreachable", 0.0),
    BadImport: ("unreadable", HOUR),
    CannotStore: ("cannot_store", 30.0),
}


def fault_of(error: Exception) -> Fault:
    if isinstance(error, Paused):
        return Fault("paused", str(error), error.seconds)
    code, wait = next(found for kind, found in CODES.items() if isinstance(error, kind))
    return Fault(code, str(error)[:500], wait)
