"""`verify claims`: claims rarely fall without reason, and mostly fall with one; both are printed together."""

import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socialplan.cli.verify.frame import MAPPING, finish, real_set

if TYPE_CHECKING:
    from socialplan.plan.evidence.discipline import Bench, Posts

MOST_FLIPS = 0.02
LEAST_TURNED = 0.80
MOST_WITH_FINDS = 0.10
FAULT_TRIALS = 8
app = typer.Typer()


@dataclass(frozen=True)
class Report:
    """What was dealt and planted, and what the claims did. The faults were planted in the test of claims."""

    data: str
    seed: int
    splits: int
    claims: int
    flipped: int
    flip_share: float
    trials: int
    turned: int
    turned_share: float
    fault_never_finds: str  # what showed a test that always says "holds"; "" is not found
    fault_without_ranges: str  # what showed a test on bare numbers
    sets: int  # of data without any effect
    sets_with_finds: int  # in which something was suggested
    fault_each_by_itself: str  # what showed suggestions that do not count how often one looked
    seconds: float

    @property
    def good(self) -> bool:
        found = bool(self.fault_never_finds and self.fault_without_ranges and self.fault_each_by_itself)
        quiet = self.sets_with_finds <= MOST_WITH_FINDS * self.sets
        return found and quiet and self.flip_share < MOST_FLIPS and self.turned_share >= LEAST_TURNED


@app.command("claims")
def claims(
    seed: Annotated[int, typer.Option(help="The same seed deals the same halves.")] = 1,
    trials: Annotated[int, typer.Option(min=5, help="How many changes are planted.")] = 200,
    splits: Annotated[int, typer.Option(min=1, help="How often the posts are dealt.")] = 3,
    sets: Annotated[int, typer.Option(min=10, help="How many sets of data without an effect.")] = 100,
    data: Annotated[Path | None, typer.Option(help="A folder with real sets; else made data")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Deal real posts to halves with nothing new in them, plant changes that matter, and look for suggestions
    in data without any effect. Exit code 1 when a bound fails or a planted fault is not found."""
    from socialplan.cli.instance import open_instance

    open_instance()
    from socialplan.pipeline.apart import store_apart
    from socialplan.plan.evidence.discipline import Bench

    with tempfile.TemporaryDirectory(prefix="verify-claims-") as folder:
        store = store_apart(Path(folder))
        posts, name = _posts(Bench(store), data)
        report = measured(Bench(store), posts, name, seed=seed, trials=trials, splits=splits, sets=sets)
    finish(asdict(report), words(report), good=report.good, as_json=as_json)


def measured(
    bench: "Bench", posts: "Posts", name: str, *, seed: int, trials: int, splits: int, sets: int
) -> Report:
    """The faults first; then the halves, the planted changes and the data without an effect."""
    from socialplan.plan.evidence import discipline, shuffles

    started = time.monotonic()
    blind = discipline.power(bench, posts, seed=seed, trials=FAULT_TRIALS, test=discipline.always_holds)
    halves = discipline.deal(bench, posts, seeds=range(seed, seed + splits))
    jumpy = discipline.flips(halves[0], test=discipline.without_ranges)
    dealt = [discipline.flips(one) for one in halves]
    total, flipped = sum(one.claims for one in dealt), sum(one.flipped for one in dealt)
    planted = discipline.power(bench, posts, seed=seed, trials=trials)
    looked = shuffles.looks(bench, shuffles.dealt(seed=seed, sets=sets), sets=sets)
    quiet, eager = shuffles.finds(looked), shuffles.finds(looked, choose=shuffles.each_by_itself)
    return Report(
        data=name, seed=seed, splits=splits, claims=total, flipped=flipped,
        flip_share=round(flipped / max(total, 1), 5), trials=planted.trials, turned=planted.turned,
        turned_share=round(planted.share, 4),
        fault_never_finds=f"{blind.turned} of {blind.trials} turned" if blind.share < LEAST_TURNED else "",
        fault_without_ranges=f"{jumpy.share:.1%} flipped" if jumpy.share >= MOST_FLIPS else "",
        sets=quiet.sets, sets_with_finds=quiet.with_finds,
        fault_each_by_itself=f"{eager.with_finds} of {eager.sets}" if eager.share > MOST_WITH_FINDS else "",
        seconds=round(time.monotonic() - started, 1),
    )  # fmt: skip


def _posts(bench: "Bench", data: Path | None) -> "tuple[Posts, str]":
    from socialplan.plan.evidence import discipline_data

    real = real_set(data)
    if real is not None:
        return discipline_data.imported(bench.store, real, MAPPING), real.name
    return discipline_data.made(seed=7), "made"


def words(report: Report) -> str:
    never, bare = report.fault_never_finds or "NOT FOUND", report.fault_without_ranges or "NOT FOUND"
    eager = report.fault_each_by_itself or "NOT FOUND"
    return "\n".join([
        f"Data: {report.data}. Planted faults: a test that never finds anything: {never}; "
        f"a test on bare numbers: {bare}; suggestions from each look by itself: {eager} sets.",
        f"Split halves ({report.splits} splits, seeds {report.seed} to {report.seed + report.splits - 1}): "
        f"{report.flipped} of {report.claims} claims flipped "
        f"({report.flip_share:.2%}; below {MOST_FLIPS:.0%}).",
        f"Planted changes: {report.turned} of {report.trials} turned their claim at the first recheck "
        f"({report.turned_share:.1%}; at least {LEAST_TURNED:.0%}).",
        f"Suggestions: in {report.sets_with_finds} of {report.sets} sets of data without any effect "
        f"(at most {MOST_WITH_FINDS:.0%}).",
        f"{'OK' if report.good else 'NOT GOOD'}, {report.seconds} s, seed {report.seed}.",
    ])  # fmt: skip
