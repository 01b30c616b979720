"""`verify collect-kill`: listening killed at any moment loses and doubles nothing."""

import os
import random
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from socialplan.cli.verify.frame import finish

MOST_FAULT_KILLS = 25
app = typer.Typer()


@dataclass(frozen=True)
class Report:
    """What was done and what was found. `in_writing`: killed while a batch was being written."""

    seed: int
    planted_fault: str  # what the check said when the cursor was kept before its items; "" is not found
    kills: int
    in_writing: int
    acknowledged: int  # items before the cursor, at the end
    rows: int  # rows of these that the store shows
    batches: int
    wrong: tuple[str, ...]  # lost, doubled, ahead, unreadable
    seconds: float

    @property
    def good(self) -> bool:
        hard_enough = self.in_writing * 10 >= self.kills * 3 and self.acknowledged > 0
        return bool(self.planted_fault) and hard_enough and not self.wrong


@app.command("collect-kill")
def collect_kill(
    kills: Annotated[int, typer.Option(min=4, help="How often the listening process is killed.")] = 200,
    seed: Annotated[int, typer.Option(help="The same seed makes the same network and moments.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Kill -9 the worker while it listens to a simulated network, and hold the store against the truth.

    First with a cursor that is kept before its items, which must be found; then the real thing.
    """
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="socialplan-kill-", ignore_cleanup_errors=True) as folder:
        _own_instance(Path(folder))
        from socialplan.cli.verify.collect_rounds import FAULT, Ring

        dice = random.Random(seed)
        faulty, fault = Ring.made("fault", seed, dice, fault=FAULT), ""
        while not fault and faulty.kills < MOST_FAULT_KILLS:
            faulty.kill_once()
            fault = next((one for one in faulty.check().wrong if "cursor" in one), "")
        faulty.end()
        real = Ring.made("real", seed + 1, dice)
        wrong: list[str] = []
        while real.kills < kills and not wrong:
            real.kill_once()
            wrong += real.check().wrong
        seen = real.finished()
    report = Report(
        seed, f"found after {faulty.kills} kills: {fault}" if fault else "", real.kills, real.in_writing,
        seen.acknowledged, seen.rows, seen.batches, tuple([*wrong, *seen.wrong]),
        round(time.monotonic() - begun, 1),
    )  # fmt: skip
    finish(asdict(report), words(report), good=report.good, as_json=as_json)


def words(report: Report) -> str:
    found = report.planted_fault or "NOT FOUND: the check proves nothing"
    return "\n".join([
        f"planted fault (cursor before its items): {found}",
        f"kills: {report.kills}, {report.in_writing} of them during a write",
        f"acknowledged items: {report.acknowledged:,}; rows of them in the store: {report.rows:,}; "
        f"batches: {report.batches:,}",
        f"lost, doubled, ahead or unreadable: {len(report.wrong)}",
        *report.wrong[:20],
        f"{'good' if report.good else 'NOT GOOD'} ({report.seconds} s, seed {report.seed})",
    ])  # fmt: skip


def _own_instance(home: Path) -> None:
    os.environ["SOCIALPLAN_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "socialplan.config.settings"
    os.environ.pop("DATABASE_URL", None)
    from socialplan.cli.instance import open_instance

    open_instance()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
