"""Whose labels an answer reads: those of its analysis, and the language where a query asks for one."""

from ..tracked import facts, parse_query
from ..tracked.query import LANGUAGE
from .entry import Analysis

READS = "language"  # the labeller that says in which language a post is


def labellers_of(entry: Analysis, query: str | None) -> tuple[str, ...]:
    """Their names. Raises BadQuery."""
    return tuple(dict.fromkeys((*entry.labellers, *asked_of(query))))


def asked_of(query: str | None) -> tuple[str, ...]:
    """The labellers that a tracked query asks for by itself. Raises BadQuery."""
    return (READS,) if query and any(facts(parse_query(query), LANGUAGE)) else ()
