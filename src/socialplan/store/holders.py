"""Who holds a lease, and whether that process still lives.

A lease must outlive a slow disk and end at once when its process is killed. So a holder names its host, its
boot and its process: on the same host a dead process is seen directly, elsewhere the time decides. Time is
the host's uptime where both are on one host, so that a stepped clock robs nobody; the fence, not the time,
is what keeps data safe.
"""

import os
import socket
import time
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from uuid import uuid4


@dataclass(frozen=True)
class Term:
    """When a lease ends: `wall` in seconds since 1970, `up` in seconds since the host started."""

    wall: float
    up: float


def new_holder() -> str:
    """A name for one holder: host, boot, process with its start, and a part of its own."""
    return f"{_host()}:{_machine()}:{os.getpid()}.{_started(os.getpid())}:{uuid4().hex[:8]}"


def process_mark() -> str:
    """This process, in a form that can name a folder."""
    return f"{_host()}-{_machine()}-{os.getpid()}.{_started(os.getpid())}"


def process_gone(mark: str) -> bool:
    """Is the process of this mark one of this host that no longer runs? False where that is unknown."""
    start = f"{_host()}-{_machine()}-"
    pid, _, started = mark.removeprefix(start).partition(".")
    return mark.startswith(start) and pid.isdigit() and not _alive(int(pid), started)


def until(seconds: float) -> Term:
    return Term(time.time() + seconds, _uptime() + seconds)


def over(holder: str, term: Term | None) -> bool:
    """May a lease with this holder and term be taken over?"""
    if not holder or term is None or gone(holder):
        return True
    return _uptime() >= term.up if _here(holder) else time.time() >= term.wall


def gone(holder: str) -> bool:
    """Is the holder a process of this host that no longer runs? False where that cannot be known."""
    if not _here(holder):
        return False
    pid, _, started = holder.split(":")[2].partition(".")
    return not pid.isdigit() or not _alive(int(pid), started)


def _here(holder: str) -> bool:
    parts = holder.split(":")
    return len(parts) == 4 and parts[:2] == [_host(), _machine()]


def _alive(pid: int, started: str) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return _started(pid) == started


def _started(pid: int) -> str:
    """Start of the process in clock ticks, so that a reused number is not taken for it; "" unknown."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "zombie" if fields[0] in "ZX" else fields[19]


@lru_cache
def _host() -> str:
    return socket.gethostname().replace(":", "-")[:40]


@lru_cache
def _machine() -> str:
    """This boot and this space of process numbers (a container has its own)."""
    marks = []
    for path, read in (("/proc/sys/kernel/random/boot_id", _text), ("/proc/self/ns/pid", os.readlink)):
        try:
            marks.append(read(path))
        except OSError:
            marks.append("")
    return sha256("".join(marks).encode()).hexdigest()[:12]


def _text(path: str) -> str:
    return Path(path).read_text().strip()


def _uptime() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()
