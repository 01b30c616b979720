"""A query laid out in rows, as people build one: one of these, and one of these, none of these."""

from collections.abc import Sequence
from dataclasses import dataclass

from .query import FROM, LANGUAGE, OWN, UNDER, All, Any, Fact, Not, Phrase, Query, all_of, any_of, leaves
from .reading import QUOTES, BadQuery, sayable
from .texts import folded


class NoRows(ValueError):
    """This query cannot be laid out in rows; it stays text."""


@dataclass(frozen=True)
class Rows:
    """`groups`: of each at least one phrase must be there. `without`: phrases that may not. `languages`: one
    of these codes, where any is named. `leave_out`: accounts by handle; `own`: ours too. `under`: the
    addresses of posts it must answer to."""

    groups: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    own: bool = False
    under: tuple[str, ...] = ()

    def query(self) -> Query:
        """Raises BadQuery where no word must be there."""
        parts = [any_of([Phrase(one) for one in group]) for group in self.groups if group]
        if not parts:
            raise BadQuery("empty")
        for name, values in ((LANGUAGE, self.languages), (UNDER, self.under)):
            if values:
                parts.append(any_of([Fact(name, one) for one in values]))
        away: list[Query] = [Phrase(one) for one in self.without]
        away += [Fact(FROM, f"@{one}") for one in self.leave_out]
        away += [Fact(FROM, OWN)] if self.own else []
        return all_of([*parts, *([Not(any_of(away))] if away else [])])

    def steps(self) -> tuple[tuple[str, Query], ...]:
        """Each row by itself, as (kind, query), in the order in which they narrow."""
        found = [("group", any_of([Phrase(one) for one in group])) for group in self.groups if group]
        for name, values in ((LANGUAGE, self.languages), (UNDER, self.under)):
            if values:
                found.append((name, any_of([Fact(name, one) for one in values])))
        if self.without:
            found.append(("without", Not(any_of([Phrase(one) for one in self.without]))))
        people: list[Query] = [Fact(FROM, f"@{one}") for one in self.leave_out]
        people += [Fact(FROM, OWN)] if self.own else []
        return (*found, *([("leave_out", Not(any_of(people)))] if people else []))


def listed(text: str) -> tuple[str, ...]:
    """The phrases of one row: commas and lines stand between them, quotes make no difference. Raises
    BadQuery for one without a letter or digit."""
    plain = text.translate(QUOTES).replace('"', " ").replace("\n", ",")
    said = (folded(one) for one in plain.split(","))
    return tuple(dict.fromkeys(sayable(one) for one in said if one))


def rows_of(query: Query) -> Rows:
    """Raises NoRows for one that is built otherwise."""
    rows: dict[str, list[str]] = {LANGUAGE: [], FROM: [], UNDER: [], "without": []}
    groups: list[tuple[str, ...]] = []
    for part in query.parts if isinstance(query, All) else (query,):
        if isinstance(part, Not):
            _away(part.part, rows)
        elif (name := _one_kind(part)) == "phrase":
            groups.append(_values(part))
        elif name in (LANGUAGE, UNDER) and not rows[name]:
            rows[name] += _values(part)
        else:
            raise NoRows
    people = [one for one in rows[FROM] if one != OWN]
    return Rows(
        groups=tuple(groups), without=tuple(rows["without"]), languages=tuple(rows[LANGUAGE]),
        leave_out=tuple(one.lstrip("@") for one in people), own=OWN in rows[FROM], under=tuple(rows[UNDER]),
    )  # fmt: skip


def _away(part: Query, rows: dict[str, list[str]]) -> None:
    for one in part.parts if isinstance(part, Any) else (part,):
        if isinstance(one, Phrase):
            rows["without"].append(one.text)
        elif isinstance(one, Fact) and one.name == FROM:
            rows[FROM].append(one.value)
        else:
            raise NoRows


def _one_kind(part: Query) -> str:
    """`phrase` or the name of a fact, where all alternatives are of that kind."""
    kinds = {_kind(one) for one in _each(part)}
    return kinds.pop() if len(kinds) == 1 else ""


def _kind(one: Query) -> str:
    if isinstance(one, Fact):
        return one.name
    return "phrase" if isinstance(one, Phrase) else ""


def _values(part: Query) -> tuple[str, ...]:
    every = [one.text if isinstance(one, Phrase) else one.value for one in leaves(part)]
    return tuple(dict.fromkeys(every))


def _each(part: Query) -> Sequence[Query]:
    return part.parts if isinstance(part, Any) else (part,)
