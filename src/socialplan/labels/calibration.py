"""From a score to the chance of being right: a straight line in logits (Platt, 1999)."""

import numpy as np

from .base import Numbers


def chance(logits: Numbers) -> Numbers:
    """The logistic function, in [0, 1]."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30))), dtype=np.float64)


def fitted(scores: Numbers, right: Numbers, *, pull: float = 0.01, rounds: int = 50) -> tuple[float, ...]:
    """Intercept and slopes of a logistic regression of `right` (0 or 1) on the columns of `scores`.

    Newton's method; `pull` draws slopes towards 0 (ridge, per post), so that few posts give no wild ones.
    """
    x = np.column_stack([np.ones(len(scores)), scores])
    ridge = np.diag([0.0] + [pull * len(x)] * (x.shape[1] - 1))
    found = np.zeros(x.shape[1])
    for _round in range(rounds):
        guess = chance(x @ found)
        slope = x.T @ (right - guess) - ridge @ found
        bend = (x * (guess * (1 - guess))[:, None]).T @ x + ridge + 1e-9 * np.eye(x.shape[1])
        step = np.linalg.solve(bend, slope)
        found = found + step
        if np.abs(step).max() < 1e-8:
            break
    return tuple(float(one) for one in found)
