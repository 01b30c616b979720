"""What a network that is listened to offers the pipeline, and how its kept answers are read."""

from .kept import MAPPING, Row, heard_format, kept_line, moment
from .matching import Matcher
from .queries import BadQuery, Query, parse_query
from .terms import (
    Begin,
    Begun,
    Connector,
    Expired,
    Gap,
    Identity,
    Item,
    NotOffered,
    Order,
    Page,
    Paused,
    Place,
    Refused,
    Revoked,
    Stream,
)

__all__ = [
    "MAPPING", "BadQuery", "Begin", "Begun", "Connector", "Expired", "Gap", "Identity", "Item", "Matcher",
    "NotOffered", "Order", "Page", "Paused", "Place", "Query", "Refused", "Revoked", "Row", "Stream",
    "heard_format", "kept_line", "moment", "parse_query",
]  # fmt: skip
