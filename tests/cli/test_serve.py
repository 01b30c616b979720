"""Starting: a taken port is refused, and both parts stop with their supervisor."""

import socket
import subprocess
import sys

import pytest

from socialplan.cli import serve


@pytest.mark.parametrize("shared", [False, True])
def test_a_port_that_is_taken_is_refused(shared: bool, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        if shared:
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit):
            serve.refuse_taken("127.0.0.1", port)
    assert f"Port {port} is in use" in capsys.readouterr().err


def test_a_free_port_is_taken_without_a_word() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
    serve.refuse_taken("127.0.0.1", port)


def sleeping(ignoring: bool) -> subprocess.Popen[bytes]:
    ignore = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);" if ignoring else ""
    code = f"{ignore} print('ready', flush=True); import time; time.sleep(60)"
    part = subprocess.Popen([sys.executable, "-c", code.strip()], stdout=subprocess.PIPE)
    assert part.stdout
    part.stdout.readline()
    return part


def test_a_part_that_does_not_stop_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "PATIENCE", 0.3)
    parts = {"web": sleeping(ignoring=False), "worker": sleeping(ignoring=True)}
    serve.end(parts)
    assert all(part.returncode is not None for part in parts.values())


def test_without_the_web_part_everything_stops() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    with pytest.raises(SystemExit):
        serve.watch({"web": ended, "worker": ended})


def test_who_listens_comes_with_the_first_source(monkeypatch: pytest.MonkeyPatch) -> None:
    sources, started = [False, False, True], []
    monkeypatch.setattr(serve, "LOOK_EVERY", 0.0)
    monkeypatch.setattr(serve, "something_to_hear", lambda: sources.pop(0))
    monkeypatch.setattr(serve.time, "sleep", lambda _: None)
    web, worker = sleeping(ignoring=False), sleeping(ignoring=False)

    def start(part: str) -> "subprocess.Popen[bytes]":
        started.append(part)
        web.kill()
        web.wait()
        return sleeping(ignoring=False)

    monkeypatch.setattr(serve, "start_worker", start)
    parts = {"web": web, "worker": worker}
    with pytest.raises(SystemExit):
        serve.watch(parts)
    assert started == ["listener"] and sources == []
    serve.end(parts)
