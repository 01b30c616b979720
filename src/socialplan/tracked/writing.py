"""A query written as text: read again by `parse_query` it is the same query."""

from .query import UNDER, All, Any, Fact, Not, Query
from .reading import FACTS, OPERATORS

SIGNS = '(),"'


def write_query(query: Query) -> str:
    """In one line, with brackets only where they are needed."""
    if isinstance(query, Any):
        return " OR ".join(_inside(part, Any) for part in query.parts)
    if isinstance(query, All):
        return _joined([_inside(part, All) for part in query.parts])
    if isinstance(query, Not):
        return f"NOT {_inside(query.part, Not)}"
    return _fact(query) if isinstance(query, Fact) else quoted(query.text)


def _joined(parts: list[str]) -> str:
    """NOT follows what it is taken from; AND stands between the rest."""
    return parts[0] + "".join(f" {one}" if one.startswith("NOT ") else f" AND {one}" for one in parts[1:])


def _inside(part: Query, around: type) -> str:
    written = write_query(part)
    loose = isinstance(part, Any) or (isinstance(part, All) and around in (Not, All))
    return f"({written})" if loose else written


def _fact(fact: Fact) -> str:
    plain = not any(sign.isspace() or sign in SIGNS for sign in fact.value) and fact.name != UNDER
    return f"{fact.name}:{fact.value}" if plain else f'{fact.name}:"{fact.value}"'


def quoted(text: str) -> str:
    """A phrase as it is written: in quotes where words would be read otherwise."""
    known = text.partition(":")[0] in FACTS and ":" in text
    bare = not any(sign.isspace() or sign in SIGNS for sign in text) and text.upper() not in OPERATORS
    return text if bare and not known else f'"{text}"'
