"""How much each sign of asking counts: coefficients of a calibrator, no weight of a single word.

Made by `python -m socialplan.pipeline.accuracy.fitting question`. First the intercept, then a weight for each
of SIGNS in its order.
"""

WEIGHTS: dict[str, tuple[float, ...]] = {
    "en": (
        -3.33, 4.4, 0.5, 0.93, 3.34, 0.58, 0.32, -0.06, 2.8, 1.6, 1.66, 1.43, 2.05, -0.31, 1.14,
        0.86, 0.5, -0.05, -1.89, -1.3, -0.49, -0.44, -0.01, 0.75, -0.97, 2.93, 0.66, -0.17, 1.08,
        0.13, -0.53, -1.46, 0.04,
    ),
    "nl": (
        -2.46, 2.1, -1.08, -0.42, 2.19, -0.19, 0, -0.24, 3.35, 0.72, 1.53, 1.09, 1.17, 1.11, 0.9,
        0.9, -0.05, -0.85, -0.99, 0, -0.43, -0.04, 0.46, -1.01, -1.46, 0.48, 0.23, 0.68, 1.52,
        -0.79, 0.32, -1.29, -0.04,
    ),
}  # fmt: skip
# From this chance on a post is taken to ask; where F1 was best on the half that was looked at.
YES = {"en": 0.28, "nl": 0.38}
# From the logit of that sum to the chance that a post asks, on posts left out of the fit (Platt).
CALIBRATED = {"en": (0.19, 1.14), "nl": (-0, 1.02)}
