"""A server that speaks as much of Mastodon as a source asks, and has a feed; it fails in the usual ways."""

import json
import threading
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import time

FEED = "/feed"
RSS = b'<rss version="2.0"><channel><title>made up</title></channel></rss>'
AHEAD = 600.0  # seconds its clock is ahead of ours, once ours is late


class Network:
    """Listens on loopback. `mode`: ok, refuses (401), silent (never answers), ahead (its clock), down."""

    def __init__(self, name: str) -> None:
        self.name, self.mode = name, "ok"
        self.hanging = 0
        self._ended, self._asked = threading.Event(), threading.Condition()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self._server.server_port}"

    @property
    def address(self) -> str:
        return f"http://{self.place}"

    def fail(self, mode: str) -> None:
        self.mode = mode
        if mode == "down":
            self.close()

    def close(self) -> None:
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()

    def hang(self) -> None:
        """Hold a request until this server goes."""
        with self._asked:
            self.hanging += 1
            self._asked.notify_all()
        self._ended.wait()

    def wait_for(self, requests: int, *, seconds: float) -> None:
        """Until so many requests hang, or hung. Raises RuntimeError."""
        with self._asked:
            if not self._asked.wait_for(lambda: self.hanging >= requests, seconds):
                raise RuntimeError(f"{self.name} was asked {self.hanging} times, not {requests}")


def _handler(network: Network) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if network.mode == "silent":
                network.hang()
                return
            refused = network.mode == "refuses"
            answer = {"error": "The access token was revoked"} if refused else _answer(network, self.path)
            feed = self.path == FEED
            body = RSS if feed else json.dumps(answer).encode()
            self.send_response(401 if refused else 200)
            self.send_header("content-type", "application/rss+xml" if feed else "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_HEAD = do_GET

        def date_time_string(self, timestamp: float | None = None) -> str:
            ahead = AHEAD if network.mode == "ahead" else 0.0
            return formatdate((timestamp or time()) + ahead, usegmt=True)

        def log_message(self, format: str, *args: object) -> None:
            """What is asked is nobody's concern here."""

    return Handler


def _answer(network: Network, path: str) -> object:
    last = path.partition("?")[0].rpartition("/")[2]
    if last not in ("verify_credentials", "1"):
        return []
    address = f"{network.address}/@{network.name}"
    counts = {"followers_count": 0, "following_count": 0, "statuses_count": 0}
    return {"id": "1", "acct": network.name, "username": network.name, "url": address, **counts}
