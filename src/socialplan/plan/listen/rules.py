"""Plain decisions about tracked queries: what the brief offers, what following changes, what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from socialplan.tracked import BadQuery, NoRows, Rows, folded, parse_query, rows_of, write_query
from socialplan.tracked.rows import listed

DAY = 86_400.0
PAGES_A_TURN = 20  # answers a source takes before others get their turn
TOO_MANY, TOO_MUCH = 1_000, 0.5  # posts a day; share of all that is said
SAMPLE = 20


def spelled(texts: Sequence[str]) -> tuple[str, ...]:
    """Spellings of the brief as phrases of a query; one without a letter or digit is left out."""
    found: list[str] = []
    for text in texts:
        try:
            found += [folded(one) for one in listed(text.replace(",", " "))]
        except BadQuery:
            continue
    return tuple(dict.fromkeys(found))


def query_of(spellings: Sequence[str]) -> str:
    """The query one starts with: any of these spellings, posts of our own left out."""
    return write_query(Rows(groups=(tuple(spellings),), own=True).query())


def followed_text(text: str, before: Sequence[str], now: Sequence[str]) -> str:
    """The query with the spellings of the brief as they are now: in its first row those that were taken go
    and the new ones come; what people added stays. As it is where its rows no longer say so."""
    try:
        rows = rows_of(parse_query(text))
    except NoRows:
        return text
    first, *others = rows.groups
    kept = [one for one in first if one not in before]
    group = tuple(dict.fromkeys([*now, *kept]))
    return write_query(replace(rows, groups=(group, *others)).query()) if group else text


@dataclass(frozen=True)
class Cost:
    """What asking one network takes, in seconds of the requests it allows; None where that is not known.
    `first`: for what was said before, `reach_days` back; `a_day`: every day from then on. `keeps_up`: whether
    what is said a day can be heard at all; None where nothing says how much that is."""

    first: float | None
    a_day: float | None
    reach_days: float | None
    keeps_up: bool | None


def cost(
    *, questions: int, every: float, page: int, back: int, requests: int, seconds: float,
    per_day: float | None,
) -> Cost:  # fmt: skip
    """`per_day`: posts a day of all questions together. Each question is asked every `every` seconds; an
    answer holds `page` posts, and the network allows `requests` in `seconds`."""
    each = seconds / requests if requests else None
    turns = questions * DAY / every
    pages = max(turns, (per_day or 0) / page) if page else turns
    reach = back * page * questions / per_day if page and back and per_day else None
    most = turns * PAGES_A_TURN * page
    possible = min(most, DAY / each * page) if each else most
    return Cost(
        first=questions * back * each if each and back else None,
        a_day=pages * each if each and page else None,
        reach_days=reach,
        keeps_up=None if per_day is None or not page else per_day <= possible,
    )


def too_wide(per_day: float | None, share: float | None) -> bool:
    """More than anybody reads, or about everything that is said."""
    return (per_day or 0) > TOO_MANY or (share or 0) > TOO_MUCH
