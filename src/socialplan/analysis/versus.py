"""The other side of a comparison: the same question, of another account or over another period."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from .base import Params
from .entry import Analysis
from .parameters import parse
from .refusals import BadParameter

NAMES = ("versus_account", "versus_since", "versus_until")


def split(given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was given for the question itself, and for its other side (by the names without `versus_`)."""
    own = {name: value for name, value in given.items() if name not in NAMES}
    other = {name.removeprefix("versus_"): given[name] for name in NAMES if given.get(name) not in (None, "")}
    return own, other


def other_side(analysis: Analysis, params: Params, given: Mapping[str, Any]) -> Params | None:
    """The parameters of the other side, None when nothing was given for it. Raises BadParameter.

    Both sides are independent samples only while no post stands on both, so overlapping periods of one
    account are refused, and two periods must both have a first day and an end.
    """
    if not given:
        return None
    parsed = parse(analysis, given, zone=params.zone)
    if parsed.since or parsed.until:
        other = replace(params, since=parsed.since, until=parsed.until)
        if not (other.since and other.until and params.since and params.until):
            raise BadParameter("versus_days")
    else:
        other = params
    other = replace(other, account=parsed.account or params.account, given=_names(params, given))
    _check(params, other)
    return other


def _names(params: Params, given: Mapping[str, Any]) -> frozenset[str] | None:
    return None if params.given is None else params.given | frozenset(given)


def _check(params: Params, other: Params) -> None:
    if (params.account or "").casefold() != (other.account or "").casefold():
        return
    if (params.since, params.until) == (other.since, other.until):
        raise BadParameter("versus_same")
    assert params.since and params.until and other.since and other.until
    if params.since < other.until and other.since < params.until:
        raise BadParameter("versus_overlap")


def days_of(since: Any, until: Any) -> int | None:
    """How many days a closed period has; dates or ISO text."""
    if not since or not until:
        return None
    first, after = (date.fromisoformat(str(day)) for day in (since, until))
    return (after - first).days
