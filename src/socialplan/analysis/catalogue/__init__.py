"""The list of analyses, in the order people meet them: one module and one line each."""

from ..entry import Analysis
from . import engagement, responses, sharers, spend, spikes, themes, traffic, volume

ENTRIES: tuple[Analysis, ...] = (
    volume.ENTRY, engagement.ENTRY, themes.ENTRY, sharers.ENTRY, responses.ENTRY, spikes.ENTRY,
    traffic.ENTRY, spend.ENTRY,
)  # fmt: skip
