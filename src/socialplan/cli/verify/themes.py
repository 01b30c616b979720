"""`verify themes`: nothing to find is mostly left unfound, and what was planted is mostly found."""

import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socialplan.cli.verify.frame import MAPPING, finish, real_set

if TYPE_CHECKING:
    import pyarrow as pa

MOST_WITH_FINDS = 0.10
LEAST_FOUND = 0.80
FAULT_TRIALS = 20
app = typer.Typer()


@dataclass(frozen=True)
class Report:
    """In how many shuffles something was found, how many planted themes were, and what planted faults did."""

    data: str
    seed: int
    accounts: int
    shuffles: int
    with_finds: int
    planted: int
    found: int
    fault_each_by_itself: str  # what showed a test of each theme by itself; "" is not found
    fault_never_finds: str  # what showed a test that finds nothing
    seconds: float

    @property
    def good(self) -> bool:
        faults = bool(self.fault_each_by_itself and self.fault_never_finds)
        quiet = self.with_finds <= MOST_WITH_FINDS * self.shuffles
        return faults and quiet and self.found >= LEAST_FOUND * self.planted


@app.command("themes")
def themes(
    seed: Annotated[int, typer.Option(help="The same seed deals and plants the same.")] = 1,
    shuffles: Annotated[int, typer.Option(min=10, help="How often responses are dealt anew.")] = 200,
    planted: Annotated[int, typer.Option(min=10, help="How many themes are planted.")] = 200,
    data: Annotated[Path | None, typer.Option(help="A folder with real sets; else made data")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Deal the responses of real posts anew and look for themes; plant themes of twice the usual response in
    50 posts and more, and look again. Exit code 1 when a bound fails or a planted fault is not found."""
    from socialplan.cli.instance import open_instance

    open_instance()
    with tempfile.TemporaryDirectory(prefix="verify-themes-") as folder:
        accounts, name = _accounts(Path(folder), data)
    report = measured(accounts, name, seed=seed, shuffles=shuffles, planted=planted)
    finish(asdict(report), words(report), good=report.good, as_json=as_json)


def _accounts(folder: Path, data: Path | None) -> "tuple[list[pa.Table], str]":
    """What the question gathers of each account of the real set, or of made posts where there is none."""
    from socialplan.pipeline.apart import store_apart
    from socialplan.pipeline.false_finds import gathered
    from socialplan.plan.evidence import discipline, discipline_data, shuffles

    store, real = store_apart(folder), real_set(data)
    if real is not None:
        discipline_data.imported(store, real, MAPPING)
        return gathered(store, 1), real.name
    workspace = discipline.Bench(store).put(shuffles.dealt(seed=7, sets=6))
    return gathered(store, workspace), "made"


def measured(accounts: "list[pa.Table]", name: str, *, seed: int, shuffles: int, planted: int) -> Report:
    """The faults first, then the shuffles and the planted themes."""
    from socialplan.pipeline import false_finds as finds

    started = time.monotonic()
    eager = finds.on_shuffles(accounts, seed=seed, tries=FAULT_TRIALS, judge=finds.each_by_itself)
    blind = finds.on_planted(accounts, seed=seed, tries=FAULT_TRIALS, judge=finds.never)
    quiet = finds.on_shuffles(accounts, seed=seed, tries=shuffles)
    power = finds.on_planted(accounts, seed=seed, tries=planted)
    return Report(
        data=name, seed=seed, accounts=len(accounts), shuffles=quiet.tries, with_finds=quiet.finds,
        planted=power.tries, found=power.finds,
        fault_each_by_itself=f"{eager.finds} of {eager.tries}" if eager.share > MOST_WITH_FINDS else "",
        fault_never_finds=f"{blind.finds} of {blind.tries}" if blind.share < LEAST_FOUND else "",
        seconds=round(time.monotonic() - started, 1),
    )  # fmt: skip


def words(report: Report) -> str:
    eager, blind = report.fault_each_by_itself or "NOT FOUND", report.fault_never_finds or "NOT FOUND"
    return "\n".join([
        f"Data: {report.data}, {report.accounts} accounts. Planted faults: each theme judged by itself: "
        f"finds in {eager} shuffles; a test that never finds: {blind} planted themes.",
        f"Shuffles: something was found in {report.with_finds} of {report.shuffles} "
        f"({report.with_finds / report.shuffles:.1%}; at most {MOST_WITH_FINDS:.0%}).",
        f"Planted themes of 2 times the usual in 50 posts and more: {report.found} of {report.planted} found "
        f"({report.found / report.planted:.1%}; at least {LEAST_FOUND:.0%}).",
        f"{'OK' if report.good else 'NOT GOOD'}, {report.seconds} s, seed {report.seed}.",
    ])  # fmt: skip
