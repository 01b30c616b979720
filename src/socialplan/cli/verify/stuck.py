"""`verify stuck`: whatever stands still is seen on the pages within two minutes."""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from socialplan.cli.verify.frame import finish
from socialplan.cli.verify.stuck_instance import Instance
from socialplan.cli.verify.stuck_network import Network
from socialplan.cli.verify.stuck_ways import BOUND, NETWORKS, WAYS, Way, no_worker, small_disk

PLANTED_SECONDS = 45.0
app = typer.Typer()


@dataclass(frozen=True)
class Report:
    """Per way the seconds until a page showed it (None: it did not in time), and what was not tried."""

    planted_fault: bool  # a dead worker whose signs of life somebody forged was not seen, as it must be
    false_alarms: tuple[str, ...]  # what the pages showed while all was well
    seconds: dict[str, float | None]
    skipped: tuple[str, ...]
    took: float

    @property
    def good(self) -> bool:
        killed = self.seconds.get("worker-killed")
        if killed is not None and killed >= PLANTED_SECONDS:
            return False  # then not seeing the planted one in that time would mean nothing
        shown = all(one is not None and one <= BOUND for one in self.seconds.values())
        return self.planted_fault and not self.false_alarms and bool(self.seconds) and shown


@app.command("stuck")
def stuck(
    ways: Annotated[str, typer.Option(help="Names of ways, with commas; all there are when left out.")] = "",
    seed: Annotated[int, typer.Option(help="Taken by every verification; nothing here is drawn.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Stop what can stop, one after another, and look at the page Data & connections until it says so.

    Networks that are down, silent or refuse the key, a source that kills its worker, a worker that is killed
    or frozen, a clock that is late or moved, a full disk.
    """
    begun = time.monotonic()
    chosen = _chosen(ways)
    with (
        tempfile.TemporaryDirectory(prefix="socialplan-stuck-", ignore_cleanup_errors=True) as folder,
        small_disk(Path(folder)) as own_disk,
    ):
        tried = [way for way in chosen if own_disk or way.name != "disk-full"]
        planted, alarms, seconds = _tried(Path(folder), tried)
    skipped = tuple(way.name for way in chosen if way not in tried)
    report = Report(planted, alarms, seconds, skipped, round(time.monotonic() - begun, 1))
    finish(asdict(report), words(report), good=report.good, as_json=as_json)


def _chosen(names: str) -> list[Way]:
    asked = [name.strip() for name in names.split(",") if name.strip()]
    known = {way.name: way for way in WAYS}
    unknown = [name for name in asked if name not in known]
    if unknown:
        raise typer.BadParameter(f"There is no way '{unknown[0]}'. There are: {', '.join(known)}.")
    return [known[name] for name in asked] or list(WAYS)


def _tried(home: Path, ways: Sequence[Way]) -> tuple[bool, tuple[str, ...], dict[str, float | None]]:
    networks = {name: Network(name) for name in NETWORKS}
    instance = Instance(home, list(networks.values()))
    try:
        instance.open()
        alarms = tuple(sorted(instance.seen()))
        planted = _forged(instance)
        seconds = {}
        for way in ways:
            instance.work()
            instance.settle(way.shows)
            way.begin(instance, networks)
            found = instance.until(way.shows, seconds=BOUND)
            seconds[way.name] = round(found, 1) if found is not None else None
        return planted, alarms, seconds
    finally:
        instance.close()
        for network in networks.values():
            if network.mode != "down":
                network.close()


def _forged(instance: Instance) -> bool:
    """The planted fault: signs of life of a worker that is dead. Looking at pages must not find it; were it
    found, the pages would not be what is looked at."""
    from socialplan.plan.sources.actions.living import Pulse

    Pulse("somebody else").begin()
    instance.stop_working(9)
    return instance.until(no_worker, seconds=PLANTED_SECONDS) is None


def words(report: Report) -> str:
    lines = [
        f"{name}: " + (f"NOT SHOWN in {BOUND:.0f} s" if seconds is None else f"shown after {seconds:.0f} s")
        for name, seconds in report.seconds.items()
    ]
    lines += [f"{name}: not tried, it needs a disk of its own (root)" for name in report.skipped]
    return "\n".join([
        "planted fault (forged signs of life): " + ("found, it hides what is dead" if report.planted_fault
                                                    else "NOT FOUND: the check proves nothing"),
        f"alarms while all was well: {', '.join(report.false_alarms) or 'none'}",
        *lines,
        f"{'good' if report.good else 'NOT GOOD'} ({report.took} s; each within {BOUND:.0f} s)",
    ])  # fmt: skip
