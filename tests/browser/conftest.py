"""A real server on a free port with a home of its own, and Chromium in front of it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, StorageState, sync_playwright

from tests.once import with_tables

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "frontend/dist/axe.js"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
# Of what is well axe tells one place of each kind: telling every place took as long as looking for faults.
LOOK = "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Server:
    """A running product: its address, its home, and its commands."""

    address: str
    environment: dict[str, str]
    home: Path

    def run(self, *arguments: str) -> str:
        """What `./run ...` prints for this home."""
        command = [sys.executable, "-m", "socialplan", *arguments]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, cwd=ROOT
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def link(self) -> str:
        return self.run("link").strip()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def further() -> dict[str, str]:
    """What a module's server is started with besides; a module that needs it says its own."""
    return {}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, further: dict[str, str]) -> Iterator[Server]:
    """Web and worker as `./run` starts them. One per test module, so modules do not see each other's data."""
    home, port = with_tables(tmp_path_factory, tmp_path_factory.mktemp("home")), _free_port()
    keep = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR", "HOME") if name in os.environ}
    environment = keep | {
        "PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "socialplan.config.settings",
        "SOCIALPLAN_HOME": str(home), "SOCIALPLAN_PORT": str(port), **further,
    }  # fmt: skip
    (home / "static").mkdir()
    running = subprocess.Popen([sys.executable, "-m", "socialplan", "serve"], env=environment, cwd=ROOT,
                               stdout=subprocess.DEVNULL)  # fmt: skip
    _wait_for(port, running)
    yield Server(f"http://127.0.0.1:{port}", environment, home)
    running.send_signal(signal.SIGTERM)
    assert running.wait(30) == 0, "the server did not stop cleanly"


def _wait_for(port: int, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and running.poll() is None:
        asking = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            asking.request("GET", "/sign-in/")
            asking.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            asking.close()
    raise AssertionError("the server did not start")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Closed after each module: while it is open an event loop runs, in which Django refuses its database."""
    assert CHROMIUM, "Chromium is not installed: ./run test says how"
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@dataclass
class Watch:
    """What a page did that it may not do: requests elsewhere, errors in the console."""

    host: str
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def on(self, context: BrowserContext) -> None:
        context.route("**/*", self._only_here)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on(
            "console", lambda said: self.complaints.append(said.text) if said.type == "error" else None
        )

    def _only_here(self, route: Route) -> None:
        address = urlparse(route.request.url)
        if address.scheme in ("data", "blob") or address.netloc == self.host:
            route.continue_()
        else:
            self.elsewhere.append(route.request.url)
            route.abort()


@pytest.fixture(params=list(SIZES))
def size(request: pytest.FixtureRequest) -> str:
    """desktop and phone; a test that asks for it runs at both."""
    return str(request.param)


@pytest.fixture
def watch(server: Server) -> Iterator[Watch]:
    watching = Watch(urlparse(server.address).netloc)
    yield watching
    assert not watching.elsewhere, f"requests left the machine: {watching.elsewhere}"
    blocked = [line for line in watching.complaints if "Content Security Policy" in line or "Error" in line]
    assert not blocked, blocked


def context_of(
    browser: Browser, server: Server, *, size: str = "desktop", scheme: str = "light",
    signed_in: StorageState | None = None,
) -> BrowserContext:  # fmt: skip
    width, height = SIZES[size]
    return browser.new_context(
        viewport={"width": width, "height": height}, base_url=server.address, storage_state=signed_in,
        color_scheme=scheme, reduced_motion="reduce", accept_downloads=True,
    )  # type: ignore[arg-type]  # fmt: skip


@pytest.fixture
def visitor(chromium: Browser, server: Server, watch: Watch) -> Iterator[Page]:
    """Somebody who is not signed in, on a desktop."""
    with context_of(chromium, server) as context:
        watch.on(context)
        yield context.new_page()


@pytest.fixture(scope="module")
def owner(chromium: Browser, server: Server) -> StorageState:
    """What a browser keeps of the owner, who signed in by the one-time link."""
    with context_of(chromium, server) as context:
        context.new_page().goto(server.link())
        return context.storage_state()


@pytest.fixture
def page(chromium: Browser, server: Server, watch: Watch, owner: StorageState) -> Iterator[Page]:
    """The owner, signed in, on a desktop, where signing in leads."""
    with context_of(chromium, server, signed_in=owner) as context:
        watch.on(context)
        opened = context.new_page()
        opened.goto("/")
        yield opened


def show(page: Page, *, size: str, language: str) -> None:
    """The same page as somebody else sees it: another width, another language."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    if page.locator("html").get_attribute("lang") != language:
        page.locator(f".sp-languages button[value={language}]").click()
    page.wait_for_load_state("networkidle")


def faults(page: Page) -> list[str]:
    """What axe finds on this page from its top, worded; an empty list is what we want.

    Scrolled down, the bar that stays lies half over whatever happens to pass beneath it.
    """
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text() + "; undefined")
    found = page.evaluate(LOOK, RULES)
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"] for node in one["nodes"]
    ]  # fmt: skip


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window; 0 is what we want."""
    return int(page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)"))
