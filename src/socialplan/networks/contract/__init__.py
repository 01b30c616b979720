"""What a network that is listened to offers the pipeline, and how its kept answers are read."""

from .kept import MAPPING, Row, heard_format, kept_line, moment
from .terms import (
    Asks,
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
    "MAPPING", "Asks", "Begin", "Begun", "Connector", "Expired", "Gap", "Identity", "Item", "NotOffered",
    "Order", "Page", "Paused", "Place", "Refused", "Revoked", "Row", "Stream", "heard_format", "kept_line",
    "moment",
]  # fmt: skip
