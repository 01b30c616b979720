"""Coefficients of the calibrators: how much each sign counts, fitted on the halves that building may look at.

No weight of a single word is fitted: signs are classes of words and places, written by people.
`python -m socialplan.pipeline.accuracy.fitting question` (or intent) prints them for
`labels/question_weights.py` (or `labels/intent_weights.py`).
"""

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa

from socialplan.labels.base import Numbers
from socialplan.labels.calibration import fitted
from socialplan.labels.intent import shares
from socialplan.labels.intent_signs import signs_of as intent_signs_of
from socialplan.labels.intent_weights import INTENTS
from socialplan.labels.question_signs import signs_of
from socialplan.labels.words import words_of

from .base import Examples, data_folder
from .sets import nps_chat_questions, written

QUESTION_PULL = {"en": 0.0005, "nl": 0.003}
INTENT_PULL = 0.03
FOLDS = 5


def question() -> dict[str, tuple[list[float], list[float]]]:
    """Per language the weights of the signs, and the line from their logit to the chance."""
    folder = data_folder() or Path()
    own = {one: written.half(written.questions(one), 0) for one in ("en", "nl")}
    chat = nps_chat_questions.half(folder, 0)
    return {"en": _fit([chat, own["en"], own["en"]], "en"), "nl": _fit([own["nl"]], "nl")}


def _fit(examples: list[Examples], language: str) -> tuple[list[float], list[float]]:
    signs = np.vstack([signs_of(words_of(pa.array(one.texts)), language) for one in examples])
    right = np.array([label == "question" for one in examples for label in one.truth], np.float64)
    pull = QUESTION_PULL[language]
    weights = fitted(signs, right, pull=pull)
    unseen = _unseen(signs, right, pull)
    line = fitted(unseen[:, None], right, pull=0)
    return [round(one, 2) for one in weights], [round(one, 2) for one in line]


def _unseen(signs: Numbers, right: Numbers, pull: float) -> Numbers:
    """Logits of posts that were not in the part the weights were fitted on."""
    fold = np.arange(len(right)) % FOLDS
    found = np.zeros(len(right))
    for one in range(FOLDS):
        weights = np.array(fitted(signs[fold != one], right[fold != one], pull=pull))
        found[fold == one] = weights[0] + signs[fold == one] @ weights[1:]
    return found


def intent() -> dict[str, tuple[list[list[float]], list[float]]]:
    """Per language the weights of the signs for each intent, and the line from the logit to the chance."""
    return {
        language: _fit_intent(written.half(written.intents(language), 0), language)
        for language in ("en", "nl")
    }


def _fit_intent(examples: Examples, language: str) -> tuple[list[list[float]], list[float]]:
    signs = intent_signs_of(words_of(pa.array(examples.texts)), language)
    truth = np.array(examples.truth)
    fold = np.arange(len(truth)) % FOLDS
    unseen = np.zeros((len(truth), len(INTENTS)))
    for one in range(FOLDS):
        unseen[fold == one] = shares(
            signs[fold == one], _against_the_rest(signs[fold != one], truth[fold != one])
        )
    top, best = unseen.max(axis=1), np.array(INTENTS)[unseen.argmax(axis=1)]
    line = fitted(np.log(top / (1 - top))[:, None], (best == truth).astype(np.float64), pull=0)
    weights = _against_the_rest(signs, truth).tolist()
    return [[round(one, 2) for one in row] for row in weights], [round(one, 2) for one in line]


def _against_the_rest(signs: Numbers, truth: np.ndarray) -> Numbers:
    rows = [fitted(signs, (truth == one).astype(np.float64), pull=INTENT_PULL) for one in INTENTS]
    return np.array(rows)


if __name__ == "__main__":
    for made in (question() if sys.argv[1] == "question" else intent()).items():
        print(*made)
