"""What may go wrong when a network is asked, put into the simulated one on purpose."""

from dataclasses import dataclass
from datetime import datetime


class Busy(Exception):
    """Asked too often; trying again helps after so many seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"asked too often: try again in {retry_after:g} seconds")
        self.retry_after = retry_after


class TokenRefused(Exception):
    """The token is no longer good; a refreshed one may be."""


class Revoked(Exception):
    """The account took its permission back: nothing but signing in again helps."""


@dataclass(frozen=True)
class Faults:
    """Deterministic: requests are counted from one, moments are those of the simulated clock.

    `busy_every`: every so many requests are refused as too many. `refused_from`: from this moment the first
    token is refused; `revoked`: it cannot be refreshed either. `drip`: never more items in a page than this.
    `again_every`: every so many requests give the page before once more. `lost`: nothing of these moments
    (half-open) can be had, and the page that passes them says so.
    """

    busy_every: int = 0
    retry_after: float = 30.0
    refused_from: datetime | None = None
    revoked: bool = False
    drip: int | None = None
    again_every: int = 0
    lost: tuple[datetime, datetime] | None = None

    def busy(self, request: int) -> bool:
        return bool(self.busy_every) and request % self.busy_every == 0

    def again(self, request: int) -> bool:
        return bool(self.again_every) and request % self.again_every == 0

    def refused(self, now: datetime) -> bool:
        return self.refused_from is not None and now >= self.refused_from

    def loses(self, at: datetime) -> bool:
        return self.lost is not None and self.lost[0] <= at < self.lost[1]
