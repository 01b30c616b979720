"""An instance of its own: pages, a worker that can be killed or frozen, and somebody who looks."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from http.cookiejar import CookieJar
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

from socialplan.cli.verify.stuck_network import Network

if TYPE_CHECKING:
    from socialplan.plan.team.models import Member, Workspace

LOOK_EVERY, SETTLE = 1.0, 60.0
SOURCE = re.compile(r'data-source="([^"]*)" data-health="(\w+)"')
TROUBLE = re.compile(r'data-trouble="(\w+)"')


class Instance:
    """Opens in SOCIALPLAN_HOME; `networks` are the only addresses inside that it may ask."""

    def __init__(self, home: Path, networks: Sequence[Network]) -> None:
        self.home, self.port = home, _free_port()
        os.environ |= {
            "SOCIALPLAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "socialplan.config.settings",
            "SOCIALPLAN_PORT": str(self.port),
            "SOCIALPLAN_LISTEN_INSIDE": ",".join(network.place for network in networks),
        }  # fmt: skip
        os.environ.pop("DATABASE_URL", None)
        os.environ.pop("SOCIALPLAN_COLLECTED", None)
        self.workspace, self.owner = _own_workspace()
        self._asking = build_opener(HTTPCookieProcessor(CookieJar()), ProxyHandler({}))
        self.worker: subprocess.Popen[bytes] | None = None
        self._web: subprocess.Popen[bytes] | None = None

    def open(self) -> None:
        from socialplan.cli.serve import start_web, wait_for
        from socialplan.plan.team import links

        self._web = start_web("127.0.0.1", self.port)
        wait_for(self.port, "/sign-in/", self._web)
        with self._asking.open(links.sign_in_link(self.owner.user), timeout=60):
            self.work()

    def work(self, module: str = "socialplan.jobs") -> None:
        """A worker, in place of the one before, until it gave its first sign of life."""
        from socialplan.plan.sources.queries.health import gave_sign

        self.stop_working()
        self.worker = subprocess.Popen([sys.executable, "-m", module], stderr=subprocess.DEVNULL)
        until = time.monotonic() + SETTLE
        while not gave_sign(self.worker.pid):
            if time.monotonic() > until:
                raise RuntimeError("the worker gave no sign of life")
            time.sleep(0.1)

    def stop_working(self, number: int = signal.SIGTERM) -> None:
        if self.worker is not None:
            self.worker.send_signal(number)
            self.worker.send_signal(signal.SIGCONT)
            self.worker.wait()
            self.worker = None

    def freeze(self) -> None:
        assert self.worker is not None
        self.worker.send_signal(signal.SIGSTOP)

    def close(self) -> None:
        self.stop_working(signal.SIGKILL)
        if self._web is not None:
            self._web.terminate()
            self._web.wait()

    def seen(self) -> set[str]:
        """What the page Data & connections shows now: troubles, and `source:health` of every source."""
        address = f"http://127.0.0.1:{self.port}/w/{self.workspace.slug}/data/"
        with self._asking.open(address, timeout=60) as answer:
            page = answer.read().decode()
        return {*TROUBLE.findall(page), *(":".join(one) for one in SOURCE.findall(page))}

    def settle(self, shows: Callable[[set[str]], bool]) -> None:
        """Until the page no longer shows what is tried next. Raises RuntimeError."""
        if self.until(lambda seen: not shows(seen), seconds=SETTLE) is None:
            raise RuntimeError(f"it is shown before it is there: {sorted(self.seen())}")

    def until(self, wanted: Callable[[set[str]], bool], *, seconds: float) -> float | None:
        """Seconds until the page shows it; None where it does not in time."""
        begun = time.monotonic()
        while time.monotonic() - begun <= seconds:
            if wanted(self.seen()):
                return time.monotonic() - begun
            time.sleep(LOOK_EVERY)
        return None


def _own_workspace() -> "tuple[Workspace, Member]":
    from socialplan.cli.instance import open_instance

    open_instance()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from socialplan.plan.team import actions
    from socialplan.plan.team.queries import membership

    owner = actions.first_owner()
    workspace = actions.create_workspace(name="stuck", owner=owner)
    member = membership(user=owner, slug=workspace.slug)
    assert member is not None
    return workspace, member


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
