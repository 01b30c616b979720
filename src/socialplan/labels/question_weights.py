"""How much each sign of asking counts: coefficients of a calibrator, no weight of a single word.

Made by `python -m socialplan.pipeline.accuracy.fitting question`. First the intercept, then a weight for each
of SIGNS in its order.
"""

WEIGHTS: dict[str, tuple[float, ...]] = {
    "en": (
        -3.34, 4.4, 0.56, 0.96, 3.37, 0.55, 0.33, -0.06, 2.78, 1.54, 1.88, 1.49, 1.62, -0.26, 1.15,
        0.87, 0.57, -0.04, -1.9, -1.32, -0.47, -0.44, -0.08, 0.75, -0.95, 2.6, 0.67, -0.17, 1.08,
        0.15, -0.51, -1.44, 0.04,
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
CALIBRATED = {"en": (0.19, 1.13), "nl": (-0, 1.02)}
