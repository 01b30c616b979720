"""Starts the web server and the workers, says where, and stops them."""

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from types import FrameType
from typing import NoReturn

import typer

from .instance import open_instance, stop

app = typer.Typer(add_completion=False)
PATIENCE = 15.0  # seconds a part gets to stop by itself
THREADS = 8
LOOK_EVERY = 3.0  # seconds between two looks whether there is something to hear
WORKERS = {"worker": ("--without", "listen"), "listener": ("--only", "listen")}


@app.command("serve")
def serve(
    port: int = typer.Option(int(os.environ.get("SOCIALPLAN_PORT", "8600")), help="The port of the pages."),
    host: str = typer.Option(os.environ.get("SOCIALPLAN_HOST", "127.0.0.1"), help="Where to listen."),
) -> None:
    """Start the pages and the worker; Ctrl-C stops both."""
    refuse_taken(host, port)
    os.environ["SOCIALPLAN_PORT"] = str(port)
    signal.signal(signal.SIGTERM, _interrupt)
    parts = {"web": start_web(host, port)}
    try:
        open_instance()
        announce(port, parts["web"])
        parts["worker"] = start_worker("worker")
        watch(parts)
    except KeyboardInterrupt:
        print("\nStopping.", flush=True)
    finally:
        end(parts)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def refuse_taken(host: str, port: int) -> None:
    """Two servers would share a port without a word, so the port is asked for first, unshared."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            stop(f"Port {port} is in use. Stop what runs there, or choose: SOCIALPLAN_PORT={port + 1} ./run")


def start_web(host: str, port: int) -> subprocess.Popen[bytes]:
    target = "socialplan.config.wsgi:application"
    options = ["--workers", "1", "--blocking-threads", str(THREADS), "--log-level", "error"]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    return subprocess.Popen([*command, *options, target], start_new_session=True)


def start_worker(part: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "socialplan.jobs", *WORKERS[part]]
    return subprocess.Popen(command, start_new_session=True)


def announce(port: int, web: subprocess.Popen[bytes]) -> None:
    """The address and a sign-in link, as soon as the first page answers."""
    from django.conf import settings

    from socialplan.plan.team import actions, links

    actions.first_workspace()
    link = links.sign_in_link(actions.first_owner())
    wait_for(port, "/sign-in/", web)
    print(f"socialplan runs at {settings.BASE_URL}", flush=True)
    print(f"Sign in once with: {link}", flush=True)
    print("Ctrl-C stops it.", flush=True)


def wait_for(port: int, page: str, web: subprocess.Popen[bytes], *, seconds: float = 120.0) -> None:
    """Asks this machine itself, never through a proxy of the environment."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and web.poll() is None:
        asking = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            asking.request("GET", page)
            asking.getresponse().read()
            return
        except OSError:
            time.sleep(0.05)
        finally:
            asking.close()
    stop("The pages do not answer. The lines above say why.", code=1)


def watch(parts: dict[str, subprocess.Popen[bytes]]) -> None:
    """Starts a worker again when it stops by itself; without the web part nothing is left to serve.

    The worker that listens comes with the first source: networks that answer slowly keep nobody waiting.
    """
    looked = 0.0
    while True:
        if parts["web"].poll() is not None:
            stop("The web part stopped. The lines above say why.", code=1)
        for part in WORKERS:
            if part in parts and parts[part].poll() is not None:
                print(f"The {part} stopped; starting it again.", file=sys.stderr, flush=True)
                time.sleep(2)
                parts[part] = start_worker(part)
        if "listener" not in parts and time.monotonic() - looked > LOOK_EVERY:
            looked = time.monotonic()
            if something_to_hear():
                parts["listener"] = start_worker("listener")
        time.sleep(0.5)


def something_to_hear() -> bool:
    from django.db import DatabaseError

    from socialplan.plan.sources.queries.listening import any_sources

    try:
        return any_sources()
    except DatabaseError:  # busy for a moment: it is asked again soon
        return False


def end(parts: dict[str, subprocess.Popen[bytes]]) -> None:
    """Asks every part to stop, and ends what does not."""
    for part in parts.values():
        part.terminate()
    until = time.monotonic() + PATIENCE
    for part in parts.values():
        try:
            part.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            part.kill()
            part.wait()
