"""The ways in which an instance can stand still, and what its pages must show of each."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from socialplan.cli.verify.stuck_instance import SETTLE, Instance
from socialplan.cli.verify.stuck_network import FEED, Network

BOUND = 120.0  # seconds
DIES = 3  # times, until a source's job is given up
DISK_BYTES = 256 * 2**20
NETWORKS = ("down", "silent", "refuses", "ahead", "dies", "feed", "feed-silent")


@dataclass(frozen=True)
class Way:
    """`begin` makes it stand still; `shows` is what a page must show then."""

    name: str
    begin: Callable[[Instance, Mapping[str, Network]], None]
    shows: Callable[[set[str]], bool]


def connect(instance: Instance, network: Network) -> None:
    """As a person does, with an access token; until its sources were heard."""
    from socialplan.plan.sources.actions.connecting import connect

    connect(network="mastodon", server=network.address, given={"token": "made-up"}, by=instance.owner)
    heard = instance.until(lambda seen: _of(seen, network.name) == {"listening"}, seconds=SETTLE)
    if heard is None:
        raise RuntimeError(f"{network.name} was not heard: {sorted(instance.seen())}")


def _of(seen: set[str], name: str) -> set[str]:
    """The health of the sources of one network."""
    return {one.rpartition(":")[2] for one in seen if one.startswith(f"{name}@")}


def _fails(mode: str, health: str) -> Way:
    def begin(instance: Instance, networks: Mapping[str, Network]) -> None:
        connect(instance, networks[mode])
        networks[mode].fail(mode)

    return Way(f"network-{mode}", begin, lambda seen: health in _of(seen, mode))


def _feed(mode: str, name: str) -> Way:
    """A feed that is asked every quarter of an hour, and stops right after."""

    def begin(instance: Instance, networks: Mapping[str, Network]) -> None:
        from socialplan.plan.sources.actions.listening import add_source

        address = f"{networks[name].address}{FEED}"
        add_source(
            workspace=instance.workspace, network="feed", server=address, stream="entries", name=name,
            by=instance.owner,
        )  # fmt: skip
        heard = instance.until(lambda seen: f"{name}:listening" in seen, seconds=SETTLE)
        if heard is None:
            raise RuntimeError(f"the feed was not heard: {sorted(instance.seen())}")
        networks[name].fail(mode)

    return Way(f"feed-{mode}", begin, lambda seen: f"{name}:failing" in seen)


def _clock_off(instance: Instance, networks: Mapping[str, Network]) -> None:
    connect(instance, networks["ahead"])
    networks["ahead"].fail("ahead")


def _dies(instance: Instance, networks: Mapping[str, Network]) -> None:
    """A source whose turn kills the worker, again and again."""
    connect(instance, networks["dies"])
    networks["dies"].fail("silent")
    _ask(instance, "dies")
    for died in range(DIES):
        networks["dies"].wait_for(died + 1, seconds=SETTLE)
        instance.stop_working(signal.SIGKILL)
        instance.work()


def _ask(instance: Instance, name: str) -> None:
    from socialplan.plan.sources.actions.listening import ask_now
    from socialplan.plan.sources.queries import listening

    for line in listening.sources(workspace=instance.workspace):
        if line.name.startswith(f"{name}@"):
            ask_now(source=listening.source_by_id(line.id))


def _fill(instance: Instance, _: Mapping[str, Network]) -> None:
    with (instance.home / "filling").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(2**20))
        except OSError:
            return


def _killed(instance: Instance, _: Mapping[str, Network]) -> None:
    instance.stop_working(signal.SIGKILL)


def no_worker(seen: set[str]) -> bool:
    return "no_worker" in seen


WAYS = (
    Way("clock-late", _clock_off, lambda seen: "clock_off" in seen),
    _fails("down", "failing"),
    _fails("silent", "failing"),
    _fails("refuses", "refused"),
    _feed("down", "feed"),
    _feed("silent", "feed-silent"),
    Way("source-dies", _dies, lambda seen: "broken" in _of(seen, "dies")),
    Way("worker-killed", _killed, no_worker),
    Way("worker-frozen", lambda instance, _: instance.freeze(), no_worker),
    Way("clock-moved", lambda instance, _: instance.work("socialplan.cli.verify.stuck_clock"),
        lambda seen: "clock_moved" in seen),
    Way("disk-full", _fill, lambda seen: "disk_full" in seen),
)  # fmt: skip


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A disk of its own in that folder; false where there may be none."""
    made = os.geteuid() == 0 and _ran("mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", folder)
    try:
        yield made
    finally:
        if made:
            _ran("umount", "-l", folder)


def _ran(*words: object) -> bool:
    try:
        done = subprocess.run([str(word) for word in words], capture_output=True, check=False)
    except FileNotFoundError:
        return False
    return done.returncode == 0
