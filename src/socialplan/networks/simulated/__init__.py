"""A network whose truth is known: streams of records of a fictional company, made from a seed."""

from .hearing import CONNECTOR
from .streams import IN_TIME, STREAMS, Portion, everything, marked, stream
from .truth import STREAMED, WHOLE, truth
from .world import World

__all__ = [
    "CONNECTOR", "IN_TIME", "STREAMED", "STREAMS", "WHOLE", "Portion", "World", "everything", "marked",
    "stream", "truth",
]  # fmt: skip
