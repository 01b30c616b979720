"""An expectation: `pick OP number` or `pick OP factor x pick`, tested on the interval of the difference."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from math import ceil, sqrt
from typing import Any

from .reading import HEADLINE, Answered, Estimate, read

ENOUGH = 10  # an estimate from fewer is not judged at all


class Op(StrEnum):
    MORE = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="
    EXACTLY = "=="


class Outcome(StrEnum):
    HOLDS = "holds"
    FAILS = "fails"
    UNSURE = "unsure"
    TOO_LITTLE = "too little"


@dataclass(frozen=True)
class Pick:
    """One figure of an answer: the row with these group values (none: the headline) and a measure."""

    measure: str = HEADLINE
    row: Mapping[str, Any] = field(default_factory=dict)
    side: str = "now"  # or "before", "other": what the question compares with


@dataclass(frozen=True)
class Expectation:
    """What must stay true. The right side is a number, or a pick times a factor."""

    left: Pick
    op: Op
    right: Pick | float
    factor: float = 1.0

    def as_json(self) -> dict[str, Any]:
        right = asdict(self.right) if isinstance(self.right, Pick) else self.right
        return {"left": asdict(self.left), "op": str(self.op), "right": right, "factor": self.factor}

    @classmethod
    def parse(cls, given: Mapping[str, Any]) -> "Expectation":
        """Raises ValueError for what is no expectation."""
        try:
            right = given["right"]
            return cls(
                Pick(**given["left"]),
                Op(given["op"]),
                Pick(**right) if isinstance(right, Mapping) else float(right),
                float(given.get("factor", 1)),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"this is no expectation: {error}") from error


@dataclass(frozen=True)
class Judgement:
    """What an answer says about an expectation. value, low, high are those of the left side; `margin_low`
    and `margin_high` bound left minus right; `needed` is how many are wanted when it is too little."""

    outcome: Outcome
    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int = 0
    margin_low: float | None = None
    margin_high: float | None = None
    needed: int | None = None

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "outcome": str(self.outcome)}


def judge(expectation: Expectation, answered: Answered, before: Answered | None = None) -> Judgement:
    """Surely holds, surely fails, cannot tell, or too little data to ask."""
    left = _picked(expectation.left, answered, before)
    right = _right(expectation, answered, before)
    short = [side for side in (left, right) if too_little(side)]
    if left is None or right is None or short:
        n = min((side.n for side in short if side is not None), default=0)
        value = left.value if left else None
        return Judgement(Outcome.TOO_LITTLE, value, n=n, needed=max(ENOUGH, n + 1))
    low, high = difference(left, right)
    outcome = _test(low, high, expectation.op)
    needed = _needed(left, right, low, high) if outcome is Outcome.UNSURE else None
    return Judgement(outcome, left.value, left.low, left.high, left.n, low, high, needed)


def too_little(side: Estimate | None) -> bool:
    """An estimate needs an interval and enough behind it; what is merely counted is always enough."""
    if side is None or not side.bounded:
        return True
    return not side.counted and side.n < ENOUGH and side.value != side.n


def difference(left: Estimate, right: Estimate) -> tuple[float, float]:
    """Bounds of left minus right: MOVER (Zou and Donner 2008), from the two intervals."""
    assert left.low is not None and left.high is not None
    assert right.low is not None and right.high is not None
    gap = left.value - right.value
    below = sqrt((left.value - left.low) ** 2 + (right.high - right.value) ** 2)
    above = sqrt((left.high - left.value) ** 2 + (right.value - right.low) ** 2)
    return gap - below, gap + above


def _picked(pick: Pick, answered: Answered, before: Answered | None) -> Estimate | None:
    source = answered if pick.side == "now" else before
    if source is None or not source.n:  # nothing was looked at: zero of it says nothing
        return None
    return read(source, pick.row, pick.measure)


def _right(expectation: Expectation, answered: Answered, before: Answered | None) -> Estimate | None:
    right, factor = expectation.right, expectation.factor
    if not isinstance(right, Pick):
        return Estimate(right, right, right, 0, counted=True)
    found = _picked(right, answered, before)
    if found is None or not found.bounded or factor == 1:
        return found
    assert found.low is not None and found.high is not None
    scaled = sorted((found.low * factor, found.high * factor))
    return Estimate(found.value * factor, scaled[0], scaled[1], found.n, found.unit, found.counted)


def _test(low: float, high: float, op: Op) -> Outcome:
    """`low` and `high` bound left minus right."""
    surely = {
        Op.MORE: (low > 0, high <= 0),
        Op.AT_LEAST: (low >= 0, high < 0),
        Op.LESS: (high < 0, low >= 0),
        Op.AT_MOST: (high <= 0, low > 0),
        Op.EXACTLY: (low == 0 == high, low > 0 or high < 0),
    }[op]
    return Outcome.HOLDS if surely[0] else Outcome.FAILS if surely[1] else Outcome.UNSURE


def _needed(left: Estimate, right: Estimate, low: float, high: float) -> int | None:
    """How many would settle it, were the difference what it seems: intervals shrink with the root of n."""
    gap = abs(left.value - right.value)
    half = (high - low) / 2
    if gap == 0 or half / gap > 30:
        return None
    return ceil(left.n * max(1.0, half / gap) ** 2 * 1.2)
