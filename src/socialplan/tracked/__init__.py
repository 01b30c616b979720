"""What we listen for: the language of tracked queries, read, written, laid out in rows, held against texts.

It stands below networks and analysis, so that a firehose, a stored post and a page mean the same by a query.
"""

from .broader import Abilities, broader, questions
from .matching import Matcher
from .query import All, Any, Fact, Not, Phrase, Query, facts, phrases
from .reading import BadQuery, parse_query
from .rows import NoRows, Rows, rows_of
from .texts import folded, spoken
from .writing import write_query

__all__ = [
    "Abilities", "All", "Any", "BadQuery", "Fact", "Matcher", "NoRows", "Not", "Phrase", "Query", "Rows",
    "broader", "facts", "folded", "parse_query", "phrases", "questions", "rows_of", "spoken", "write_query",
]  # fmt: skip
