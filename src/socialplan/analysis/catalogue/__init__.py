"""The list of analyses, in the order people meet them: one module and one line each."""

from ..entry import Analysis
from . import (
    audience,
    channels,
    compare,
    engagement,
    enough,
    goodwill,
    movements,
    official,
    pace,
    products,
    questions,
    reputation,
    responders,
    responses,
    sentiment,
    shared,
    sharers,
    spend,
    spikes,
    theme_map,
    themes,
    traffic,
    utm,
    volume,
)

ENTRIES: tuple[Analysis, ...] = (
    volume.ENTRY, pace.ENTRY, engagement.ENTRY, themes.ENTRY, sharers.ENTRY, responders.ENTRY,
    responses.ENTRY, spikes.ENTRY, movements.ENTRY, traffic.ENTRY, spend.ENTRY, utm.ENTRY, channels.ENTRY,
    audience.ENTRY, compare.ENTRY, shared.ENTRY, enough.ENTRY, official.ENTRY,
    sentiment.ENTRY, questions.ENTRY, goodwill.ENTRY, products.ENTRY, reputation.ENTRY, theme_map.ENTRY,
)  # fmt: skip
