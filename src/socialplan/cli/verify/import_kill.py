"""`verify import-kill`: imports killed at any moment leave whole batches or nothing."""

import json
import os
import random
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from socialplan.cli.verify.import_check import Checked
    from socialplan.cli.verify.import_rounds import Tally
    from socialplan.pipeline.ledger import Store

MOST_FAULT_ROUNDS = 12
TIDY_EVERY = 6
SIGHT_EVERY = 5  # one round in so many is killed when the first of it is visible, the others at any moment
app = typer.Typer()


@dataclass(frozen=True)
class Report:
    """What was done and what was found."""

    rounds: int
    seed: int
    planted_fault: str  # what the check said when tables were made visible one by one; "" is not found
    kills: int
    mid_import: int
    killed_between_commit_and_word: int
    two_writer_rounds: int
    acknowledged: int
    batches: int
    whole: int
    partial: tuple[str, ...]
    lost: tuple[int, ...]
    strange: tuple[str, ...]
    seconds: float

    @property
    def good(self) -> bool:
        hard_enough = self.mid_import >= self.rounds // 2 and self.two_writer_rounds >= min(
            2, self.rounds // 4
        )
        clean = not (self.partial or self.lost or self.strange)
        return clean and hard_enough and bool(self.planted_fault) and self.acknowledged > 0


@app.command("import-kill")
def import_kill(
    rounds: Annotated[int, typer.Option(min=4, help="How often a process is killed.")] = 24,
    seed: Annotated[int, typer.Option(help="The same seed makes the same files and moments.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Kill -9 importing processes and hold what the store shows against what was in the files.

    First with a planted fault, which must be found; then the real thing, in a folder of its own.
    """
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="socialplan-kill-", ignore_cleanup_errors=True) as folder:
        store, faulty, real = _open(Path(folder))
        fault = _planted_fault(store, faulty, seed=seed)
        tally, checked = _real(store, real, rounds=rounds, seed=seed)
    report = Report(
        rounds=rounds, seed=seed, planted_fault=fault, kills=tally.kills, mid_import=tally.mid_import,
        killed_between_commit_and_word=tally.after_commit, two_writer_rounds=tally.two_writers,
        acknowledged=len(tally.acknowledged), batches=checked.batches, whole=checked.whole,
        partial=checked.partial, lost=checked.lost, strange=checked.strange,
        seconds=round(time.monotonic() - begun, 1),
    )  # fmt: skip
    print(json.dumps({**asdict(report), "good": report.good}) if as_json else words(report))
    sys.exit(0 if report.good else 1)


def words(report: Report) -> str:
    found = report.planted_fault or "NOT FOUND: the check proves nothing"
    lines = [
        f"planted fault (tables made visible one by one): {found}",
        f"kills: {report.kills} in {report.rounds} rounds, {report.mid_import} of them mid-import,"
        f" {report.killed_between_commit_and_word} between the commit and its acknowledgement",
        f"rounds with two writers: {report.two_writer_rounds}",
        f"acknowledged imports: {report.acknowledged}, all there and whole: {'no' if report.lost else 'yes'}",
        f"batches: {report.batches}, whole files {report.whole}, partial {len(report.partial)},"
        f" lost {len(report.lost)}, strange {len(report.strange)}",
        *report.partial, *(f"lost: file {number}" for number in report.lost), *report.strange,
        f"{'good' if report.good else 'NOT GOOD'} ({report.seconds} s, seed {report.seed})",
    ]  # fmt: skip
    return "\n".join(lines)


def _open(home: Path) -> "tuple[Store, int, int]":
    """An instance of its own, with a workspace for the fault and one for the real thing."""
    os.environ["SOCIALPLAN_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "socialplan.config.settings"  # the product's own, whoever asks
    os.environ.pop("DATABASE_URL", None)
    from socialplan.cli.instance import open_instance

    open_instance()
    from django.core.management import call_command

    from socialplan.plan.sources.queries import open_store
    from socialplan.plan.team import actions

    call_command("migrate", verbosity=0)
    owner = actions.first_owner()
    faulty, real = (actions.create_workspace(name=name, owner=owner).pk for name in ("Fault", "Real"))
    return open_store(), faulty, real


def _planted_fault(store: "Store", workspace: int, *, seed: int) -> str:
    """Kill a broken importer until the check finds what it left; what it found, "" for nothing."""
    from socialplan.cli.verify.import_check import check
    from socialplan.cli.verify.import_rounds import Ring
    from socialplan.cli.verify.import_writer import FAULT

    ring = Ring(store, workspace, seed, random.Random(seed), fault=FAULT)
    for number in range(MOST_FAULT_ROUNDS):
        ring.one_round(at_first_sight=number % 2 == 1)
        found = check(store, workspace, acknowledged=ring.tally.acknowledged, seed=seed)
        if found.partial:
            return f"found after {ring.tally.kills} kills ({found.partial[0]})"
    return ""


def _real(store: "Store", workspace: int, *, rounds: int, seed: int) -> "tuple[Tally, Checked]":
    from socialplan.cli.verify.import_check import check
    from socialplan.cli.verify.import_rounds import Ring

    ring = Ring(store, workspace, seed, random.Random(seed))
    for number in range(1, rounds + 1):
        two = number in (rounds // 2, rounds)
        ring.round_of_two() if two else ring.one_round(at_first_sight=number % SIGHT_EVERY == 0)
        if number % TIDY_EVERY == 0:
            store.compact(workspace)
    store.sweep(workspace, age=0)
    return ring.tally, check(store, workspace, acknowledged=ring.tally.acknowledged, seed=seed)
