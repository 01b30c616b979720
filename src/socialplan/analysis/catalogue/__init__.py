"""The list of analyses, in the order people meet them: one module and one line each."""

from ..entry import Analysis
from . import engagement, responses, sharers, spikes, themes, volume

ENTRIES: tuple[Analysis, ...] = (
    volume.ENTRY, engagement.ENTRY, themes.ENTRY, sharers.ENTRY, responses.ENTRY, spikes.ENTRY,
)  # fmt: skip
