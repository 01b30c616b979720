"""Suggestions on data without any effect: everything is dealt at random, so whatever is offered is chance.

Each shuffle is an account of its own in one workspace, so that each question is asked once for all of them.
Kinds, days, words, responses, answers and reposts are drawn apart from each other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from .discipline import Bench, Posts
from .discipline_data import KINDS
from .queries.suggestions import ASKED, Asked, looks_at
from .rules import Answered
from .rules.suggesting import Looks, Pair, beyond_chance

NETWORK, START = "made", datetime(2026, 1, 1)
DAYS, OWN, HEARD = 84, 400, 260  # days, posts by the account, posts of others about it; per shuffle
WORDS = 40
ANSWERED, PASSED_ON = 0.6, 0.2
Choose = Callable[[Sequence[Looks[Any]]], Sequence[Pair[Any]]]


@dataclass(frozen=True)
class Shuffles:
    """How many sets of data without an effect were looked at, and in how many something was offered."""

    sets: int
    with_finds: int

    @property
    def share(self) -> float:
        return self.with_finds / self.sets if self.sets else 0.0


def dealt(*, seed: int, sets: int) -> Posts:
    """Posts, answers, reposts and responses of `sets` accounts, all drawn at random."""
    made = [_account(np.random.default_rng([seed, number]), f"set{number}") for number in range(sets)]
    posts = [row for rows, _figures in made for row in rows]
    figures = [row for _rows, figures in made for row in figures]
    return Posts(pa.Table.from_pylist(posts), pa.Table.from_pylist(figures))


def looks(bench: Bench, posts: Posts, *, sets: int) -> list[list[Looks[Any]]]:
    """Per account all that the product would look at to find suggestions."""
    workspace = bench.put(posts)
    found: list[list[Looks[Any]]] = [[] for _ in range(sets)]
    for number, asked in enumerate(ASKED):
        by = ("account", *(name for name in asked.by if name != "account"))
        answered = bench.ask(workspace, asked.analysis, by)
        for place, mine in enumerate(_per_account(answered, sets)):
            found[place].append(looks_at(number, asked, mine, days=DAYS - 2))
    return found


def finds(looked: Sequence[Sequence[Looks[Any]]], *, choose: Choose = beyond_chance) -> Shuffles:
    return Shuffles(len(looked), sum(bool(choose(one)) for one in looked))


def each_by_itself(given: Sequence[Looks[Any]]) -> list[Pair[Any]]:
    """A planted fault: every look judged as if it were the only one."""
    return [pair for one in given for pair in one.found if pair.chance <= 0.05]


def _per_account(answered: Answered, sets: int) -> list[Answered]:
    rows: dict[Any, list[Any]] = {f"set{number}": [] for number in range(sets)}
    for row in answered.rows:
        if row.get("account") in rows:
            rows[row["account"]].append(row)
    return [replace(answered, rows=mine) for mine in rows.values()]


def _account(dice: np.random.Generator, name: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    posts = [_post(dice, name, number) for number in range(OWN)]
    figures = [_figure(post["post_id"], float(np.exp(dice.normal(5, 1)))) for post in posts]
    for number in range(HEARD):
        heard = _heard(dice, name, number)
        posts.append(heard)
        if heard["role"] == "post" and dice.random() < ANSWERED:
            posts.append(_answer(dice, name, heard))
    return posts, figures


def _row(dice: np.random.Generator, post: str) -> dict[str, Any]:
    return {
        "network": NETWORK, "post_id": post, "precision": "second",
        "created_at": START + timedelta(seconds=int(dice.integers(DAYS * 86_400))),
        "text": " ".join(f"word{number:02d}" for number in dice.integers(WORDS, size=6)),
        "account_id": None, "person_key": None, "about_account": None, "parent_id": None,
    }  # fmt: skip


def _post(dice: np.random.Generator, name: str, number: int) -> dict[str, Any]:
    kind = KINDS[int(dice.integers(len(KINDS)))]
    return {**_row(dice, f"{name}-own-{number}"), "account_id": name, "kind": kind, "role": "post"}


def _heard(dice: np.random.Generator, name: str, number: int) -> dict[str, Any]:
    role = "repost" if dice.random() < PASSED_ON else "post"
    return {
        **_row(dice, f"{name}-heard-{number}"), "about_account": name, "kind": "text", "role": role,
        "person_key": f"~{number:020x}",
    }  # fmt: skip


def _answer(dice: np.random.Generator, name: str, asked: dict[str, Any]) -> dict[str, Any]:
    minutes = float(np.exp(dice.normal(4, 1)))
    return {
        **_row(dice, f"{asked['post_id']}-answer"), "account_id": name, "kind": "text", "role": "reply",
        "parent_id": asked["post_id"], "created_at": asked["created_at"] + timedelta(minutes=minutes),
    }  # fmt: skip


def _figure(post: str, value: float) -> dict[str, Any]:
    return {
        "network": NETWORK, "subject": "post", "subject_id": post, "name": "reactions",
        "native_name": "reactions", "value": float(round(value)), "aggregation": "total",
    }  # fmt: skip


__all__ = ["Asked", "Shuffles", "dealt", "each_by_itself", "finds", "looks"]
