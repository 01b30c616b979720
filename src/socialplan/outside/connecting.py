"""Connections to checked addresses, each with an end in time."""

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore2

from .addresses import Lookup, checked, looked_up


class Deadline:
    """When the work under way must be over; reads and writes get no more than what is left."""

    def __init__(self) -> None:
        self.at = float("inf")

    def set(self, seconds: float) -> None:
        self.at = time.monotonic() + seconds

    def left(self, most: float | None) -> float:
        """Raises httpcore2.ReadTimeout when nothing is left."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the answer took too long")
        return left if most is None else min(most, left)


class Stream(httpcore2.NetworkStream):
    """A connection whose reads and writes end with the deadline: a server that drips is not waited for."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        secure = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return Stream(secure, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class Backend(httpcore2.NetworkBackend):
    """Opens connections: to the first checked address that answers, never through a socket file."""

    def __init__(
        self, allowed: frozenset[tuple[str, int]], deadline: Deadline, lookup: Lookup = looked_up
    ) -> None:
        self._inner = httpcore2.SyncBackend()
        self._allowed, self._deadline, self._lookup = allowed, deadline, lookup

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:  # fmt: skip
        try:
            addresses = checked(host, port, allowed=self._allowed, lookup=self._lookup)
        except OSError as error:
            raise httpcore2.ConnectError(f"{host} has no address: {error}") from error
        failed: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in addresses:
            left = self._deadline.left(timeout)
            try:
                opened = self._inner.connect_tcp(address, port, left, local_address, socket_options)
                return Stream(opened, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        raise failed
