"""The discipline of claims, measured: how often they fall without reason, and how often they fall with one.

Split halves: posts are dealt to two halves at random, so nothing is new in the second. Claims are drafted on
the first and judged on the second; a claim that falls is a false alarm. Planted change: the responses of one
group in the second half are scaled so that its median lies 1.5 times the smallest detectable effect away. The
smallest effect a claim can detect is what it takes to see it fall: from its figure to its line, plus half the
width of the range on the far side.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from socialplan.analysis.base import Params
from socialplan.analysis.response import PARTS
from socialplan.pipeline.ledger import Store

from .rules import Answered, Estimate, Expectation, Judgement, Op, Outcome, Pick, judge
from .rules.drafting import expectation, threshold
from .rules.reading import interval_columns, read_row

Judge = Callable[[Expectation, Answered], Judgement]
PLANTED = 1.5
AT_ONCE = 50
# What the questions below read; the rest of a post (its words, its links) costs time and changes nothing.
READ_POSTS = (
    "network", "post_id", "account_id", "about_account", "created_at", "precision", "kind", "role", "line",
)  # fmt: skip
QUESTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("engagement", ("account", "kind")), ("engagement", ("account", "weekday")),
    ("engagement", ("account", "hour")), ("volume", ("account", "kind")), ("volume", ("account", "weekday")),
)  # fmt: skip


@dataclass(frozen=True)
class Posts:
    """Posts with their figures, as the store keeps them."""

    posts: pa.Table
    metrics: pa.Table

    def slim(self) -> "Posts":
        """Without the columns and figures that none of the questions reads."""
        names = [name for name in READ_POSTS if name in self.posts.column_names]
        read = pc.is_in(self.metrics["name"], value_set=pa.array(PARTS))
        return Posts(self.posts.select(names), self.metrics.filter(read))

    def of(self, account: str) -> "Posts":
        return self._only(pc.equal(self.posts["account_id"], account))

    def halves(self, seed: int) -> "tuple[Posts, Posts]":
        """Each post to one of two halves, by a hash of its id."""
        ids = self.posts["post_id"].to_pylist()
        first = pa.array([hashlib.sha256(f"{seed} {one}".encode()).digest()[0] % 2 == 0 for one in ids])
        return self._only(first), self._only(pc.invert(first))

    def scaled(self, kind: str, factor: float) -> "Posts":
        """The same posts, the responses of one kind multiplied."""
        chosen = self.posts.filter(pc.equal(self.posts["kind"], kind))["post_id"]
        touched = pc.is_in(self.metrics["subject_id"], value_set=chosen.combine_chunks())
        value = self.metrics["value"]
        values = pc.if_else(touched, pc.round(pc.multiply(value, factor)), value)
        return Posts(self.posts, _with(self.metrics, "value", values))

    def named(self, account: str) -> "Posts":
        """The same posts under another account, with ids of their own."""
        names = pa.array([account] * self.posts.num_rows, pa.string())
        return self._under(f"{account}:", names)

    def marked(self, mark: str) -> "Posts":
        """The same posts with a mark before their accounts and ids."""
        return self._under(mark, pc.binary_join_element_wise(mark, self.posts["account_id"], ""))

    def _under(self, mark: str, accounts: Any) -> "Posts":
        posts = _with(self.posts, "account_id", accounts)
        posts = _with(posts, "post_id", pc.binary_join_element_wise(mark, self.posts["post_id"], ""))
        subjects = pc.binary_join_element_wise(mark, self.metrics["subject_id"], "")
        return Posts(posts, _with(self.metrics, "subject_id", subjects))

    def _only(self, mask: Any) -> "Posts":
        posts = self.posts.filter(mask)
        mine = pc.is_in(self.metrics["subject_id"], value_set=posts["post_id"].combine_chunks())
        return Posts(posts, self.metrics.filter(mine))


def _with(table: pa.Table, name: str, values: Any) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), name, values)


class Bench:
    """Puts posts into a fresh workspace of a store and asks questions there."""

    def __init__(self, store: Store) -> None:
        self.store, self._used = store, 1000

    def put(self, posts: Posts) -> int:
        self._used += 1
        with self.store.writer(self._used) as writer:
            writer.add("posts", posts.posts, distinct=True)
            writer.add("metrics", posts.metrics, distinct=True)
            writer.commit(sha256=str(self._used), kind="import", source="discipline")
        return self._used

    def ask(self, workspace: int, analysis: str, by: Sequence[str]) -> Answered:
        from socialplan.pipeline.measure import measure

        found = measure(self.store, workspace, analysis, Params(by=tuple(by)))
        columns = [{"name": one.name, "role": one.role, "unit": one.unit} for one in found.columns]
        headline = {"value": found.headline.value, "low": found.headline.low, "high": found.headline.high}
        return Answered(columns, found.rows, headline, found.n)


@dataclass(frozen=True)
class Flips:
    """Claims that stood on one half, and how many of them the other half contested."""

    claims: int
    flipped: int

    @property
    def share(self) -> float:
        return self.flipped / self.claims if self.claims else 0.0


@dataclass(frozen=True)
class Power:
    """Changes planted, and how many turned their claim at the first look."""

    trials: int
    turned: int

    @property
    def share(self) -> float:
        return self.turned / self.trials if self.trials else 0.0


@dataclass(frozen=True)
class Halves:
    """The same question answered on both halves of the same posts."""

    first: Answered
    second: Answered


def deal(bench: Bench, posts: Posts, *, seeds: Sequence[int]) -> list[list[Halves]]:
    """Per seed the posts dealt to two halves, with the answers to every question on both. All halves go
    through the store together, each under accounts of its own, so that a question is asked once."""
    marks = {f"{seed}.{place}/": half for seed in seeds for place, half in enumerate(posts.halves(seed))}
    workspace = bench.put(side_by_side(marks))
    asked = [bench.ask(workspace, analysis, by) for analysis, by in QUESTIONS]
    return [[Halves(*(_under(f"{seed}.{place}/", one) for place in (0, 1))) for one in asked]
            for seed in seeds]  # fmt: skip


def side_by_side(marks: Mapping[str, Posts]) -> Posts:
    """The same accounts several times, each time with a mark before their names."""
    marked = [one.marked(mark) for mark, one in marks.items()]
    return Posts(
        pa.concat_tables([one.posts for one in marked]), pa.concat_tables([one.metrics for one in marked])
    )


def _under(mark: str, answered: Answered) -> Answered:
    rows = [
        {**row, "account": row["account"].removeprefix(mark)}
        for row in answered.rows
        if str(row["account"]).startswith(mark)
    ]
    return replace(answered, rows=rows)


def flips(dealt: Sequence[Halves], *, test: Judge = judge) -> Flips:
    """Every claim that can be drafted on one half, judged on the other."""
    claims = flipped = 0
    for halves in dealt:
        for claim in claims_of(halves.first):
            if test(claim, halves.first).outcome is Outcome.HOLDS:
                claims += 1
                flipped += test(claim, halves.second).outcome is Outcome.FAILS
    return Flips(claims, flipped)


def power(bench: Bench, posts: Posts, *, seed: int, trials: int, test: Judge = judge) -> Power:
    """Claims on the usual response per kind of one account at a time, each against a planted change. Trials
    go through the store together, each as an account of its own."""
    names = sorted({name for name in posts.posts["account_id"].to_pylist() if name})
    accounts = {name: posts.of(name) for name in names}
    done = turned = start = 0
    while done < trials and start < trials * 4:
        drawn = [(trial, names[_draw(seed, trial, "account") % len(names)])
                 for trial in range(start, start + min(AT_ONCE, trials - done + 4))]  # fmt: skip
        start += len(drawn)
        dealt = {trial: accounts[name].halves(seed * 100_000 + trial) for trial, name in drawn}
        planted, later = _planted(bench, dealt, seed)
        for claim in planted[: trials - done]:
            done += 1
            turned += test(claim, later).outcome is Outcome.FAILS
    return Power(done, turned)


def _planted(
    bench: Bench, dealt: Mapping[int, tuple[Posts, Posts]], seed: int
) -> tuple[list[Expectation], Answered]:
    """The claims of these trials, and the answer after their changes were planted."""
    by = ("account", "kind")
    answered = bench.ask(bench.put(joined({t: halves[0] for t, halves in dealt.items()})), "engagement", by)
    claims, seconds = [], {}
    for trial, (_first, second) in dealt.items():
        rows = [row for row in answered.rows if row["account"] == str(trial)]
        chosen = _choose(replace(answered, rows=rows), _draw(seed, trial, "claim"))
        if chosen is not None:
            claims.append(chosen[0])
            seconds[trial] = second.scaled(chosen[1], chosen[2])
    later = bench.ask(bench.put(joined(seconds)), "engagement", by) if seconds else answered
    return claims, later


def joined(posts: Mapping[int, Posts]) -> Posts:
    """Posts of several trials side by side, each under an account named after its trial."""
    renamed = [one.named(str(trial)) for trial, one in posts.items()]
    return Posts(
        pa.concat_tables([one.posts for one in renamed]), pa.concat_tables([one.metrics for one in renamed])
    )


def claims_of(answered: Answered) -> Iterator[Expectation]:
    """Every claim a person could adopt: each number of each row, each pair of rows within an account."""
    groups = answered.groups()
    for measure in answered.measures():
        for row in answered.rows:
            estimate = read_row(answered, row, measure)
            if estimate is not None and estimate.bounded and estimate.value:
                yield expectation(_pick(row, groups, measure), threshold(estimate, measure, moves=True))
    main = answered.main_measure()
    if main is not None and interval_columns(answered, main):
        for one, other in combinations(answered.rows, 2):
            if one.get("account") == other.get("account"):
                higher, lower = sorted((one, other), key=lambda row: -(row.get(main) or 0))
                yield Expectation(_pick(higher, groups, main), Op.MORE, _pick(lower, groups, main))


def _pick(row: Mapping[str, Any], groups: Sequence[str], measure: str) -> Pick:
    return Pick(measure, {name: row.get(name) for name in groups})


def _choose(answered: Answered, draw: int) -> tuple[Expectation, str, float] | None:
    """A claim that stands, with the factor that plants 1.5 times its smallest detectable effect."""
    found = []
    for claim in claims_of(answered):
        if claim.left.measure != "median" or judge(claim, answered).outcome is not Outcome.HOLDS:
            continue
        kind = claim.left.row["kind"]
        row = next(row for row in answered.rows if row["kind"] == kind)
        left = read_row(answered, row, "median")
        factor = _factor(left, judge(claim, answered)) if left else None
        if factor is not None:
            found.append((claim, str(kind), factor))
    return found[draw % len(found)] if found else None


def _factor(left: Estimate, judged: Judgement) -> float | None:
    """None where the change would leave less than nothing."""
    if not left.value or judged.margin_low is None or judged.margin_high is None:
        return None
    to_the_line = (judged.margin_low + judged.margin_high) / 2
    smallest = to_the_line + (judged.margin_high - judged.margin_low) / 2
    planted = left.value - PLANTED * smallest
    return planted / left.value if planted > 0 else None


def _draw(seed: int, trial: int, what: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed} {trial} {what}".encode()).digest()[:8], "big")


def always_holds(claim: Expectation, answered: Answered) -> Judgement:
    """A planted fault: a test that never finds anything."""
    return Judgement(Outcome.HOLDS)


def without_ranges(claim: Expectation, answered: Answered) -> Judgement:
    """A planted fault: a test on the bare numbers, as if chance did not exist."""
    main = str(answered.main_measure())
    bare = [{**row, "low": row.get(main), "high": row.get(main)} for row in answered.rows]
    return judge(claim, Answered(answered.columns, bare, answered.headline, answered.n))
