"""Asking another machine something: with an end in time and in size, and only for what was expected."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self

import httpcore2
import httpx2
import orjson
from httpx2.websockets import HTTPXWSException

from .addresses import Lookup, looked_up
from .connecting import Backend, Deadline
from .failures import Answer, Broken, NoStream, TooLarge, TooSlow, Unencrypted, Unreachable, WrongKind

MOST_SECONDS = 30.0
SILENT_SECONDS = 15.0  # without a byte: then nothing comes any more, and others wait for their turn
MOST_BYTES = 16 * 2**20
MOST_REDIRECTS = 5
AGENT = "socialplan (self-hosted)"


class Outside:
    """A client for one piece of work in one thread. Nothing is taken from the environment.

    `allowed` are (host, port) pairs inside the own network that the administrator named; only these may be
    reached without encryption when a secret goes along.
    """

    def __init__(
        self, allowed: frozenset[tuple[str, int]] = frozenset(), *, lookup: Lookup = looked_up,
        seconds: float = MOST_SECONDS, most_bytes: int = MOST_BYTES,
    ) -> None:  # fmt: skip
        self._allowed, self._seconds, self._most = allowed, seconds, most_bytes
        self.clock_off: float | None = None  # seconds our clock is ahead of that of who answered last
        self._deadline = Deadline()
        self._client = httpx2.Client(
            transport=_Transport(Backend(allowed, self._deadline, lookup)), trust_env=False,
            follow_redirects=False, max_redirects=MOST_REDIRECTS, timeout=seconds,
            headers={"user-agent": AGENT},
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, url: str, **more: Any) -> Answer:
        return self.ask("GET", url, **more)

    def post(self, url: str, **more: Any) -> Answer:
        return self.ask("POST", url, **more)

    def ask(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None,
        params: Mapping[str, Any] | None = None, json: Any = None, data: Mapping[str, str] | None = None,
        kinds: tuple[str, ...] = (), token: str = "",
    ) -> Answer:  # fmt: skip
        """The answer, of whatever status. `kinds` are what its content type may begin with (any when
        blank); `token` goes along as a bearer token. Raises Failure, NotAllowed."""
        self._deadline.set(self._seconds)
        sent = dict(headers or {}) | ({"authorization": f"Bearer {token}"} if token else {})
        body = orjson.dumps(json) if json is not None else None
        if body is not None:
            sent["content-type"] = "application/json"
        with told(url):
            request = self._client.build_request(
                method, _clean(url), headers=sent, params=params, content=body, data=data,
                timeout=min(self._seconds, SILENT_SECONDS),
            )  # fmt: skip
            self._secure(request, secret=bool(token or data or body))
            follow = method in ("GET", "HEAD") and not token
            opened = self._client.send(request, stream=True, follow_redirects=follow)
            self.clock_off = _ahead(opened.headers, self.clock_off)
            try:
                return _answer(opened, self._most, kinds)
            finally:
                opened.close()

    @contextmanager
    def events(self, url: str, *, token: str = "", params: Mapping[str, Any] | None = None,
               seconds: float = MOST_SECONDS) -> Iterator[Iterator[tuple[str, str]]]:  # fmt: skip
        """Server-sent events as (name, data) for at most `seconds` once open; then the stream just ends.

        While the stream is open other things may be asked; what is sent meanwhile waits. Raises NoStream.
        """
        self._deadline.set(self._seconds)
        sent = {"authorization": f"Bearer {token}"} if token else {}
        with told(url):
            self._secure(self._client.build_request("GET", _clean(url)), secret=bool(token))
            with self._client.sse(url, params=params, headers=sent) as source:
                if not source.response.is_success:
                    raise NoStream(url, source.response.status_code)
                self._deadline.set(seconds)
                yield _events(source, self._deadline, self._deadline.at)

    @contextmanager
    def messages(self, url: str, *, seconds: float = MOST_SECONDS) -> Iterator[Iterator[bytes]]:
        """Binary messages of a web socket for at most `seconds`; then the stream just ends."""
        self._deadline.set(seconds + 5)
        with told(url):
            _clean(url.replace("ws", "http", 1))
            with self._client.websocket(url, max_message_size_bytes=self._most) as socket:
                yield _messages(socket, seconds)

    def _secure(self, request: httpx2.Request, *, secret: bool) -> None:
        place = (request.url.host.lower(), request.url.port or 80)
        if secret and request.url.scheme != "https" and place not in self._allowed:
            raise Unencrypted(f"{request.url.host} would get a secret unencrypted: its address needs https")


class _Transport(httpx2.HTTPTransport):
    """Connections of our own backend in place of the library's."""

    def __init__(self, backend: Backend) -> None:
        context = httpx2.create_ssl_context(trust_env=False)
        self._pool = httpcore2.ConnectionPool(ssl_context=context, network_backend=backend)


def _clean(url: str) -> str:
    """Raises Broken for what is no address of the web, and for one with a name and password in it."""
    try:
        parsed = httpx2.URL(url)
    except (httpx2.InvalidURL, TypeError) as error:
        raise Broken(f"{url!r} is no web address") from error
    if parsed.scheme not in ("http", "https") or not parsed.host or parsed.userinfo:
        raise Broken(f"{url!r} is no web address")
    return url


def _ahead(headers: Mapping[str, str], known: float | None) -> float | None:
    """By how many seconds our clock is ahead of the date of an answer; an answer out of a cache is older."""
    try:
        theirs = parsedate_to_datetime(headers["date"])
        fresh = int(headers.get("age", "0")) == 0
    except (KeyError, ValueError):
        return known
    return time.time() - theirs.timestamp() if fresh and theirs.tzinfo else known


def _answer(opened: httpx2.Response, most: int, kinds: tuple[str, ...]) -> Answer:
    found = opened.headers.get("content-type", "").lower()
    if kinds and opened.is_success and opened.status_code != 204 and not found.startswith(kinds):
        raise WrongKind(f"{opened.url} answered {found or 'something without a kind'}")
    content = bytearray()
    for piece in opened.iter_bytes():
        content += piece
        if len(content) > most:
            raise TooLarge(f"{opened.url} answered more than {most:,} bytes")
    headers = {name.lower(): value for name, value in opened.headers.items()}
    return Answer(opened.status_code, headers, bytes(content), str(opened.url))


def _events(source: Any, deadline: Deadline, ending: float) -> Iterator[tuple[str, str]]:
    arriving = iter(source)
    try:
        while True:
            deadline.at = ending  # something else may have been asked since
            event = next(arriving, None)
            if event is None:
                return
            yield event.event, event.data
    except (httpx2.ReadTimeout, httpcore2.ReadTimeout):
        return


def _messages(socket: Any, seconds: float) -> Iterator[bytes]:
    ending = Deadline()
    ending.set(seconds)
    try:
        while True:
            yield socket.receive_bytes(timeout=ending.left(None))
    except (TimeoutError, httpcore2.ReadTimeout, httpx2.ReadTimeout):
        return


@contextmanager
def told(url: str) -> Iterator[None]:
    """What the library meets, in our words."""
    try:
        yield
    except httpx2.TimeoutException as error:
        raise TooSlow(f"{url} did not answer in time") from error
    except (httpx2.TooManyRedirects, httpx2.DecodingError, httpx2.ProtocolError, ValueError) as error:
        raise Broken(f"{url}: {error}") from error
    except (httpx2.HTTPError, httpcore2.NetworkError, HTTPXWSException, OSError) as error:
        raise Unreachable(f"{url}: {error}") from error
