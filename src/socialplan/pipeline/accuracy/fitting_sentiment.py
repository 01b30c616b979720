"""Remakes `labels/sentiment_weights.json`: what each feature is worth for a mood, and how sure it may be.

    python -m socialplan.pipeline.accuracy.fitting_sentiment [--write]

A multinomial logistic regression (L-BFGS, ridge) of the features of `labels/sentiment_features`, on every
other post of tweeteval_sentiment and on brand_tweets_sanders_2011, labels alike heavy, brands at half weight.
Prints the scores of posts that were left out (five folds). Confidence: a straight line in logits per
language, English on those left out, Dutch on every other post of the politicians. No word gets a weight.
"""

import json
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
from scipy.optimize import minimize

from socialplan.labels.base import Numbers, Places
from socialplan.labels.calibration import fitted
from socialplan.labels.sentiment import FILE, LABELS
from socialplan.labels.sentiment_features import FEATURES, features
from socialplan.labels.sentiment_lexicon import lexicon
from socialplan.labels.words import words_of

from .base import Examples, data_folder
from .scores import score
from .sets import sentiment as sets

RIDGE, FOLDS, BRANDS = 3.0, 5, 0.5
MADE = "pipeline/accuracy/fitting_sentiment.py says how"


def table(examples: Examples, language: str) -> tuple[Numbers, Places]:
    rows = features(words_of(pa.array(examples.texts)), lexicon(language)).rows
    return rows, np.array([LABELS.index(one) for one in examples.truth])


def alike(labels: Places, weight: float) -> Numbers:
    """Each label weighs the same; together they weigh `weight`."""
    shares = 1 / np.bincount(labels, minlength=3)[labels]
    return weight * shares / shares.sum()


def fit(rows: Numbers, labels: Places, weights: Numbers) -> Numbers:
    weights = weights / weights.sum() * len(labels)
    truth = np.eye(3)[labels]

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        found = flat.reshape(-1, 3)
        chances = softmax(rows @ found)
        pulled = RIDGE * found * (np.arange(len(found)) > 0)[:, None]
        value = -(weights * np.log(chances[truth > 0])).sum() + 0.5 * (pulled * found).sum()
        return value, (rows.T @ ((chances - truth) * weights[:, None]) + pulled).ravel()

    start = np.zeros(rows.shape[1] * 3)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 1000})
    return np.asarray(found.x).reshape(-1, 3)


def softmax(logits: Numbers) -> Numbers:
    grown = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.clip(grown / grown.sum(axis=1, keepdims=True), 1e-6, 1 - 1e-6)


def sure(chances: Numbers, labels: Places) -> list[float]:
    highest = chances.max(axis=1)
    right = (chances.argmax(axis=1) == labels).astype(float)
    return [round(one, 3) for one in fitted(np.log(highest / (1 - highest))[:, None], right)]


def main() -> None:
    folder = data_folder() or sys.exit("No labelled sets here; see SOCIALPLAN_TEST_DATA.")
    parts = [table(sets.tweeteval(folder, half=0), "en"), table(sets.brands(folder), "en")]
    rows, labels = (np.concatenate(column) for column in zip(*parts, strict=True))
    weights = np.concatenate([alike(parts[0][1], 1.0), alike(parts[1][1], BRANDS)])
    left_out = _left_out(rows, labels, weights)
    first = len(parts[0][1])
    _print_scores("tweeteval_sentiment", labels[:first], left_out[:first])
    _print_scores("brands", labels[first:], left_out[first:])
    found = fit(rows, labels, weights)
    found -= found.mean(axis=1, keepdims=True)
    dutch, moods = table(sets.politicians(folder), "nl")
    confidence = {"en": sure(left_out, labels), "nl": sure(softmax(dutch[::2] @ found), moods[::2])}
    print("confidence", confidence)
    if "--write" in sys.argv:
        write(FILE, found, confidence)


def _left_out(rows: Numbers, labels: Places, weights: Numbers) -> Numbers:
    """Chances of posts by weights that were learned without them."""
    fold = np.random.default_rng(1).integers(0, FOLDS, len(labels))
    found = np.zeros((len(labels), 3))
    for number in range(FOLDS):
        kept = fold != number
        found[~kept] = softmax(rows[~kept] @ fit(rows[kept], labels[kept], weights[kept]))
    return found


def _print_scores(name: str, labels: Places, chances: Numbers) -> None:
    truth, said = ([LABELS[place] for place in places] for places in (labels, chances.argmax(axis=1)))
    for metric in ("macro_recall", "macro_f1"):
        found = score(truth, said, metric=metric)
        print(f"{name}, left out: {metric} {found.value:.1f} ({found.low:.1f} to {found.high:.1f})")


def write(file: Path, found: Numbers, confidence: dict[str, list[float]]) -> None:
    """One feature per line, so that a change shows."""
    lines = [
        f"    {json.dumps(name)}: {json.dumps(dict(zip(LABELS, np.round(row, 3).tolist(), strict=True)))}"
        for name, row in zip(FEATURES, found, strict=True)
    ]
    made, sure_of, body = json.dumps(MADE), json.dumps(confidence), ",\n".join(lines)
    text = f'{{\n  "made": {made},\n  "confidence": {sure_of},\n  "weights": {{\n{body}\n  }}\n}}\n'
    file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
