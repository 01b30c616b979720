"""The states of a claim and how a recheck moves it, as a table."""

from .expectation import Outcome

UNSUPPORTED, INSUFFICIENT, SUPPORTED, CONTESTED = "unsupported", "insufficient", "supported", "contested"
STALE = "stale"
IRREPRODUCIBLE = "irreproducible"
STATES = (UNSUPPORTED, INSUFFICIENT, SUPPORTED, CONTESTED, STALE)

# (state, outcome) -> (next state, uncertain). Where the answer cannot tell, the state stays; a claim that
# never had one is insufficient.
TRANSITIONS: dict[tuple[str, Outcome], tuple[str, bool]] = {
    **{
        (state, outcome): (after, False)
        for state in (UNSUPPORTED, INSUFFICIENT, SUPPORTED, CONTESTED)
        for outcome, after in (
            (Outcome.HOLDS, SUPPORTED), (Outcome.FAILS, CONTESTED), (Outcome.TOO_LITTLE, INSUFFICIENT),
        )
    },
    (UNSUPPORTED, Outcome.UNSURE): (INSUFFICIENT, True),
    (INSUFFICIENT, Outcome.UNSURE): (INSUFFICIENT, True),
    (SUPPORTED, Outcome.UNSURE): (SUPPORTED, True),
    (CONTESTED, Outcome.UNSURE): (CONTESTED, True),
}  # fmt: skip


def next_state(state: str, outcome: Outcome) -> tuple[str, bool]:
    """The state after a recheck, and whether the figure is uncertain."""
    return TRANSITIONS[state, outcome]


def shown_state(state: str, *, due: bool, expired: bool) -> str:
    """What a reader sees: a judged claim whose ground moved, or whose time passed, is stale."""
    judged = state in (SUPPORTED, CONTESTED)
    return STALE if judged and (due or expired) else state
