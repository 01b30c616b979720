"""What comes whole in the simulated world: accounts, events, and what was heard and what not."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from .phrases import NAMES
from .world import PAGES, TALK, World

SOURCE = "simulated"


def accounts(world: World) -> Iterator[dict[str, Any]]:
    for account in world.plants.accounts:
        for network in (PAGES, TALK):
            yield {
                "network": network, "account_id": account.account_id, "handle": account.account_id,
                "brand": account.brand, "owner_kind": account.owner_kind,
                "url": f"https://{account.account_id}.example",
            }  # fmt: skip


def events(world: World) -> Iterator[dict[str, Any]]:
    names = NAMES[world.language]
    for number, campaign in enumerate(world.plants.campaigns, start=1):
        yield {
            "network": "", "event_id": f"campaign-{number}", "kind": "campaign", "precision": "day",
            "name": names.get(campaign.key, campaign.key), "source": SOURCE,
            "starts_at": _at(world.day(campaign.begins)), "ends_at": _at(world.day(campaign.ends)),
        }  # fmt: skip


def coverage(world: World, since: date, until: date) -> Iterator[dict[str, Any]]:
    """Whole, but for the month of which nobody kept anything."""
    since, until = max(since, world.first), min(until, world.end)
    silence_from, silence_to = (min(max(edge, since), until) for edge in world.silence)
    stretches = (
        (since, silence_from, "complete", ""),
        (silence_from, silence_to, "gap", NAMES[world.language]["gap"]),
        (silence_to, until, "complete", ""),
    )
    for network, account_id in _heard(world):
        for start, end, state, reason in stretches:
            if start < end:
                yield {
                    "network": network, "source": SOURCE, "stream": "posts", "account_id": account_id,
                    "from_at": _at(start), "to_at": _at(end), "state": state, "why": reason,
                }  # fmt: skip


def _heard(world: World) -> list[tuple[str, str]]:
    return [(network, account.account_id) for network in (PAGES, TALK) for account in world.plants.accounts]


def _at(day: date) -> datetime:
    return datetime.combine(day, time())
