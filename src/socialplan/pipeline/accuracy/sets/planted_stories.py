"""Edited copies planted among real posts: are they found, and is nothing else joined?"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_array

from socialplan.labels import load
from socialplan.labels.measured import Measured
from socialplan.labels.story import ALONE, bags_of, joined
from socialplan.labels.words import words_of

from ..base import LabelledSet
from ..reading import every_row
from ..scores import Score, score

SETS: tuple[LabelledSet, ...] = ()
SOURCES = {
    "nl": "nl_party_tweets",
    "en": "uk_mobile_tweets_2019",
}
LOOKED_AT, POSTS, COPIES, LEAST_WORDS, APART = 3500, 2000, 400, 8, 0.5
METRICS = ("recall of planted copies", "precision of joined pairs")
ABOUT = (
    "Real posts of at least 8 words of which no two share half of their words, and edited copies of 400 of "
    "them: other capitals and marks, RT and a link before or after, a word left out, changed or added, "
    "letters out of place. Posts that share half of their words occur too and are harder."
)


def measured(folder: Path, today: date) -> list[Measured]:
    """Recall over planted copies and precision over joined pairs, per language."""
    here = [language for language, name in SOURCES.items() if (folder / name).is_dir()]
    return [row for language in here for row in _measured(folder, language, today)]


def _measured(folder: Path, language: str, today: date) -> list[Measured]:
    dice = np.random.default_rng(7)
    posts = apart([row["text"] for row in every_row(folder / SOURCES[language])])[:POSTS]
    copied = dice.choice(len(posts), min(COPIES, len(posts)), replace=False).tolist()
    whole = posts + [edited(posts[place], dice) for place in copied]
    own = _found(load("story").label(pa.array(whole))["label"].to_pylist(), copied, len(posts))
    same = _found(_as_written(whole), copied, len(posts))
    return [
        _row(metric, score, n, rival.value, language, today)
        for metric, (score, n), (rival, _n) in zip(METRICS, own, same, strict=True)
    ]


def _found(
    names: Sequence[str | None], copied: list[int], size: int
) -> tuple[tuple[Score, int], tuple[Score, int]]:
    """Recall of the planted pairs and precision of all pairs, each with its n."""
    planted = {(one, size + place) for place, one in enumerate(copied)}
    pairs = _pairs(names)
    given = set(pairs)
    hits = ["yes" if pair in given else "no" for pair in sorted(planted)]
    right = ["yes" if pair in planted else "no" for pair in pairs]
    return _share(hits), _share(right)


def _share(answers: list[str]) -> tuple[Score, int]:
    return score(["yes"] * len(answers), answers, metric="accuracy"), len(answers)


def _row(metric: str, value: Score, n: int, rival: float, language: str, today: date) -> Measured:
    return Measured(
        labeller="story", version=load("story").version, language=language,
        set=f"{SOURCES[language]}, planted copies", about=ABOUT, n=n, metric=metric,
        score=round(value.value, 1), low=round(value.low, 1), high=round(value.high, 1), aim=98.0,
        unsure=0.0, unread=0.0, unsure_as="",
        baselines={"same words": round(rival, 1)}, date=today.isoformat(),
    )  # fmt: skip


def apart(texts: list[str]) -> list[str]:
    """Posts that share less than half of their words with any before them, of the first LOOKED_AT."""
    texts = list(dict.fromkeys(texts))[:LOOKED_AT]
    bags = bags_of(words_of(pa.array(texts)))
    sizes = np.array([len(own) for own in bags.sets])
    members = np.array([word for own in bags.sets for word in own], np.int64)
    starts = np.concatenate(([0], np.cumsum(sizes)))
    holds = csr_array((np.ones(len(members)), members, starts), shape=(len(texts), len(bags.words)))
    both = (holds @ holds.T).toarray()
    alike = both / (sizes[:, None] + sizes[None, :] - both + 1e-9)
    kept: list[int] = []
    for place in np.flatnonzero(sizes >= LEAST_WORDS).tolist():
        if not kept or alike[place, kept].max() < APART:
            kept.append(place)
    return [texts[place] for place in kept]


def edited(text: str, dice: np.random.Generator) -> str:
    """One small edit of each usual kind, drawn."""
    words = text.split()
    place = int(dice.integers(0, len(words)))
    kind = int(dice.integers(0, 6))
    if kind == 0:
        return text.upper().replace(".", " !") + " !!"
    if kind == 1:
        return f"RT @somebody: {text} https://voorbeeld.nl/{place}"
    if kind == 2:
        return " ".join(words[:place] + words[place + 1 :])
    if kind == 3:
        return " ".join([*words[:place], "anders", *words[place + 1 :]])
    if kind == 4:
        return f"kijk {text} zeg"
    word = words[place]
    return " ".join([*words[:place], word[1:] + word[:1], *words[place + 1 :]])


def _as_written(texts: list[str]) -> list[str]:
    """The baseline: the same words exactly."""
    bags = bags_of(words_of(pa.array(texts)))
    first = joined(bags.sets, set())
    return [bags.name(bags.sets[place]) for place in first]


def _pairs(names: Sequence[str | None]) -> list[tuple[int, int]]:
    """All pairs of posts of one story."""
    groups: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        if name not in (None, ALONE):
            groups.setdefault(str(name), []).append(place)
    return [(a, b) for group in groups.values() for i, a in enumerate(group) for b in group[i + 1 :]]
