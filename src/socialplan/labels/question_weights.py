"""How much each sign of asking counts: coefficients of a calibrator, no weight of a single word.

Made by `python -m socialplan.pipeline.accuracy.fitting question`. First the intercept, then a weight for each
of SIGNS in its order.
"""

WEIGHTS: dict[str, tuple[float, ...]] = {
    "en": (
        -3.34, 4.43, 0.77, 1.07, 3.37, 0.97, 0.11, -0.06, 2.77, 1.5, 1.86, 1.35, 1.64, -0.21, 1.15,
        0.87, 0.51, -0.14, -2.04, -0.76, -0.49, -0.46, -0.06, 0.82, -0.96, 2.57, 0.66, -0.21, 0.92,
        0.17, -0.51, -1.26, 0.04,
    ),
    "nl": (
        -2.5, 2.05, -1.18, -0.45, 2.44, -0.35, 0, -0.4, 3.39, 0.74, 1.52, 1.14, 1.17, 1.18, 0.69,
        0.8, 0.1, -0.75, -1.14, 0, -0.55, -0.03, 0.48, -0.47, -1.53, 0.47, 0.23, 0.69, 1.6, -0.87,
        1.16, -1.26, -0.04,
    ),
}  # fmt: skip
# From this chance on a post is taken to ask; where F1 was best on the half that was looked at.
YES = {"en": 0.28, "nl": 0.38}
# From the logit of that sum to the chance that a post asks, on posts left out of the fit (Platt).
CALIBRATED = {"en": (0.18, 1.13), "nl": (0.03, 1.06)}
