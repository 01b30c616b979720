"""No address that somebody gives, no redirect and no name that changes reaches what is inside."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from socialplan.outside import Failure, NotAllowed, Outside, checked
from tests.outside.hostile import INSIDE, written
from tests.servers import Asked, Reply, Server, serving

PUBLIC = "93.184.216.34"


@pytest.fixture
def sentinel() -> Iterator[Server]:
    """Stands for what is inside: nobody may reach it."""
    with serving(lambda asked: Reply(body=b"secret of the house")) as server:
        yield server


def asks(url: str, **more: object) -> bool:
    """Whether anything came back."""
    with Outside(seconds=2, **more) as outside:  # type: ignore[arg-type]
        try:
            outside.get(url)
        except (NotAllowed, Failure):
            return False
    return True


def test_a_named_host_can_be_reached_so_the_sentinel_would_notice(sentinel: Server) -> None:
    assert asks(f"{sentinel.url}/", allowed=frozenset({("127.0.0.1", sentinel.port)}))
    assert len(sentinel.asked) == 1


def test_no_written_address_reaches_the_inside(sentinel: Server) -> None:
    addresses = list(written(sentinel.port))
    reached = [url for url in addresses if asks(url)]
    assert (reached, sentinel.asked) == ([], [])
    assert len(addresses) >= 120


def test_no_name_leads_inside_whatever_it_looks_up_to(sentinel: Server) -> None:
    for address in INSIDE:
        for lookup in (lambda *_, one=address: [one], lambda *_, one=address: [PUBLIC, one]):
            with pytest.raises(NotAllowed):
                checked("friendly.example", 443, lookup=lookup)
    assert len(INSIDE) * 2 + len(list(written(1))) >= 200
    assert not asks(f"http://friendly.example:{sentinel.port}/", lookup=lambda *_: ["127.0.0.1"])
    assert sentinel.asked == []


@dataclass
class Changing:
    """A name that is public when it is checked and inside when it is looked up again."""

    times: int = 0

    def __call__(self, host: str, port: int) -> list[str]:
        self.times += 1
        return ["127.0.0.1"] if self.times > 1 else ["192.0.2.77"]


def test_a_name_is_looked_up_once_per_connection() -> None:
    lookup = Changing()
    assert not asks("http://changing.example/", lookup=lookup)
    assert lookup.times == 1


def test_a_public_address_is_allowed() -> None:
    assert checked("example.com", 443, lookup=lambda *_: [PUBLIC]) == [PUBLIC]
    assert checked("example.com", 443, lookup=lambda *_: ["2606:2800:220:1::1"]) == ["2606:2800:220:1::1"]


@pytest.mark.parametrize("port", [22, 25, 110, 111, 389, 445, 993])
def test_ports_of_other_services_are_not(port: int) -> None:
    with pytest.raises(NotAllowed):
        checked("example.com", port, lookup=lambda *_: [PUBLIC])


def redirecting(to: Callable[[], str], status: int) -> Callable[[Asked], Reply]:
    return lambda asked: Reply(status=status, headers={"location": to()})


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_does_not_lead_inside(sentinel: Server, status: int) -> None:
    targets = list(written(sentinel.port))
    place = {"at": 0}

    def next_target() -> str:
        place["at"] += 1
        return targets[place["at"] - 1].encode("ascii", "ignore").decode()

    with serving(redirecting(next_target, status)) as door:
        known = frozenset({("127.0.0.1", door.port)})
        for _ in targets:
            assert not asks(f"{door.url}/", allowed=known)
    assert sentinel.asked == []
    assert len(door.asked) >= len(targets)


def test_redirects_end() -> None:
    with serving(lambda asked: Reply(status=302, headers={"location": asked.path + "x"})) as door:
        assert not asks(f"{door.url}/", allowed=frozenset({("127.0.0.1", door.port)}))
    assert len(door.asked) < 10


def test_a_proxy_of_the_environment_is_not_used(sentinel: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, sentinel.url)
    assert not asks("http://192.0.2.1/")
    assert sentinel.asked == []
