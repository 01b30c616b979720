"""Bluesky's own server software for tests, in a network namespace of its own, and how to step into that."""

import ctypes
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[3]
CLONE_NEWNET = 0x40000000
FILES = ("start.mjs", "package.json", "package-lock.json")


def missing() -> str:
    """Why it cannot be started here, blank where it can."""
    if os.geteuid() != 0 or not all(shutil.which(name) for name in ("unshare", "ip", "setpriv")):
        return "it needs a network namespace of its own, which only root can make"
    if not (installed() / "node_modules/@atproto/dev-env").is_dir():
        return "it is not installed; ./run test does that"
    return ""


def installed() -> Path:
    return Path(os.environ.get("SOCIALPLAN_TEST_BLUESKY", CHECKOUT / ".stamps/bluesky")).resolve()


@dataclass(frozen=True)
class Network:
    """`where`: full (where PostgreSQL and Redis are), single, forgetful -> server, directory, view."""

    process: subprocess.Popen[str]
    where: Mapping[str, Mapping[str, str]]

    @property
    def inside(self) -> str:
        """Its addresses, as an administrator allows them."""
        every = {url for places in self.where.values() for url in places.values()}
        return ", ".join(sorted(url.partition("://")[2] for url in every))

    def settle(self) -> None:
        """Until everybody sees what was said."""
        assert self.process.stdin is not None
        self.process.stdin.write("settle\n")
        self.process.stdin.flush()
        assert _line(self.process) == {"done": True}

    def stop(self) -> None:
        """It ends with its input; who is in its namespace stays there."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=30)


@contextmanager
def running() -> Iterator[Network]:
    command = ["unshare", "--net", "sh", str(HERE / "start.sh"), str(installed())]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:  # its errors are shown
        network = Network(process, _line(process))
        try:
            yield network
        finally:
            network.stop()


@contextmanager
def within(network: Network) -> Iterator[None]:
    """This thread opens its connections in the network's namespace."""
    with open("/proc/thread-self/ns/net") as home, open(f"/proc/{network.process.pid}/ns/net") as there:
        _enter(there.fileno())
        try:
            yield
        finally:
            _enter(home.fileno())


def _enter(namespace: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.setns(namespace, CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "the network namespace cannot be entered")


def _line(process: "subprocess.Popen[str]") -> Any:
    """The next line of JSON; other lines are the software's own talk."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("{"):
            return json.loads(line)
    raise AssertionError("Bluesky's server software ended")
