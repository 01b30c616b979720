"""From what somebody typed to the parameters of a question, the same for every face."""

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any
from zoneinfo import available_timezones

from ..tracked import BadQuery, parse_query, write_query
from .base import BadParameter, Params
from .entry import Analysis, Option

FIRST_YEAR, LAST_YEAR = 1900, 2200  # beyond these no network posted, and zones are not defined
COMMON = ("by", "account", "network", "since", "until", "zone", "query")
TOGETHER = "-"  # no groups, where an analysis has some by itself
YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


def parse(analysis: Analysis, given: Mapping[str, Any], *, zone: str) -> Params:
    """The parameters of a question to `analysis`; `zone` holds where none is given.

    `given` holds text by parameter name (None and "" mean: not given; `by` may be a list). Raises
    BadParameter with what would do.
    """
    typed = {name: value for name, value in given.items() if value not in (None, "", (), [])}
    options = {option.name: option for option in analysis.options}
    refused = {"account": not analysis.accounts, "query": not analysis.of_posts}
    known = [name for name in (*COMMON, *options) if not refused.get(name)]
    for name in typed:
        if name not in known:
            raise BadParameter("parameter", analysis=analysis.name, name=name, names=known)
    since, until = (_date(typed, name) for name in ("since", "until"))
    if since and until and since >= until:
        raise BadParameter("order", since=since, until=until)
    return Params(
        by=_groups(analysis, typed.get("by")),
        account=_text(typed, "account"),
        network=_text(typed, "network"),
        since=since,
        until=until,
        zone=checked_zone(str(typed.get("zone", zone))),
        query=_query(typed),
        options={name: _option(option, typed.get(name)) for name, option in options.items()},
        given=frozenset(typed),
    )


def shown(params: Params, *, default_by: tuple[str, ...] = ()) -> dict[str, Any]:
    """The parameters as they are shown: what was given, or with nothing known of that all that is set.

    Read again by `parse` they give the same question, also one without the analysis's own groups.
    """
    dates = {"since": params.since, "until": params.until}
    everything = {
        "by": list(params.by),
        "account": params.account,
        "network": params.network,
        **{name: day.isoformat() if day else None for name, day in dates.items()},
        "zone": params.zone,
        "query": params.query,
        **params.options,
    }
    names = everything if params.given is None else params.given
    together = {"by": TOGETHER} if default_by and not params.by else {}
    return together | {
        name: value for name, value in everything.items() if name in names and value not in (None, [], "")
    }


def checked_zone(name: str) -> str:
    """The name itself; raises BadParameter when it is no IANA zone."""
    zones = available_timezones()
    if name not in zones:
        near = [zone for zone in sorted(zones) if zone.casefold() == name.casefold()]
        near = near or get_close_matches(name, sorted(zones), 3, 0.7)
        if near:
            raise BadParameter("zone_near", name=name, names=near)
        raise BadParameter("zone", name=name)
    return name


def _text(typed: Mapping[str, Any], name: str) -> str | None:
    text = str(typed.get(name, "")).strip()
    return text.lstrip("@") or None if name == "account" else text or None


def _query(typed: Mapping[str, Any]) -> str | None:
    """The query as it is written for everybody, so that the same one is the same question."""
    asked = _text(typed, "query")
    if asked is None:
        return None
    try:
        return write_query(parse_query(asked))
    except BadQuery as error:
        raise BadParameter(f"query_{error.code}", **error.values) from error


def _date(typed: Mapping[str, Any], name: str) -> date | None:
    value = typed.get(name)
    if value is None:
        return None
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value).strip())
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValueError
        return day
    except ValueError as error:
        raise BadParameter("date", field=name, value=value) from error


def _groups(analysis: Analysis, value: Any) -> tuple[str, ...]:
    if value is None:
        return analysis.default_by
    if value == TOGETHER:
        return ()
    names = value.split(",") if isinstance(value, str) else list(value)
    by = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    for name in by:
        if name not in analysis.by:
            code = "group" if analysis.by else "no_groups"
            raise BadParameter(code, analysis=analysis.name, group=name, groups=analysis.by)
    return by


def _option(option: Option, value: Any) -> Any:
    if value is None:
        return option.default
    if option.kind is bool:
        return _flag(option, value)
    try:
        parsed = option.kind(value)
    except ValueError as error:
        raise BadParameter("number", field=option.name, value=value) from error
    if option.choices and parsed not in option.choices:
        raise BadParameter("choice", field=option.name, value=value, names=option.choices)
    if isinstance(parsed, float) and not abs(parsed) < float("inf"):
        raise BadParameter("number", field=option.name, value=value)
    return parsed


def _flag(option: Option, value: Any) -> bool:
    word = str(value).casefold()
    if word not in YES + NO:
        raise BadParameter("flag", field=option.name, value=value)
    return word in YES
