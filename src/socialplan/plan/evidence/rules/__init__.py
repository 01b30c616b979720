"""Pure decisions: what an answer says about an expectation, and what state a claim gets."""

from .comparing import Compared, Comparison, compare
from .expectation import Expectation, Judgement, Op, Outcome, Pick, judge
from .reading import Answered, Estimate, read
from .states import STATES, next_state, shown_state
from .windows import Window

__all__ = [
    "STATES", "Answered", "Compared", "Comparison", "Estimate", "Expectation", "Judgement", "Op", "Outcome",
    "Pick", "Window", "compare", "judge", "next_state", "read", "shown_state",
]  # fmt: skip
