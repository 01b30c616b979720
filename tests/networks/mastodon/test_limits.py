"""How long to wait is read from the headers, by the server's own clock."""

from datetime import UTC, datetime, timedelta

import pytest

from socialplan.networks.mastodon.limits import pause_asked, seconds_to_wait

DATE = "Sat, 01 Aug 2026 13:51:40 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "120"}, 120),
        ({"retry-after": "Sat, 01 Aug 2026 13:53:40 GMT", "date": DATE}, 120),
        ({"x-ratelimit-reset": "2026-08-01T13:55:00.240Z", "date": DATE}, 200.24),
        (
            {
                "x-ratelimit-reset": str(int(datetime(2026, 8, 1, 13, 55, tzinfo=UTC).timestamp())),
                "date": DATE,
            },
            200,
        ),
        ({"x-ratelimit-reset": "2026-08-01T13:00:00Z", "date": DATE}, 1),  # over already
        ({"retry-after": "9999999"}, 86_400),
        ({"retry-after": "soon", "x-ratelimit-reset": "later"}, 300),
        ({}, 300),
    ],
)
def test_how_long_to_wait(headers: dict[str, str], seconds: float) -> None:
    assert seconds_to_wait(headers) == pytest.approx(seconds)


def test_without_the_servers_clock_ours_counts() -> None:
    reset = (datetime.now(UTC) + timedelta(seconds=60)).isoformat()
    assert seconds_to_wait({"x-ratelimit-reset": reset}) == pytest.approx(60, abs=2)


@pytest.mark.parametrize(
    ("left", "pauses"), [("299", False), ("10", False), ("9", True), ("0", True), ("", False)]
)
def test_a_few_requests_are_left_to_others(left: str, pauses: bool) -> None:
    found = pause_asked(
        {"x-ratelimit-remaining": left, "x-ratelimit-reset": "2026-08-01T13:55:00Z", "date": DATE}
    )
    assert (found > 0) is pauses
