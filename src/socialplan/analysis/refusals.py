"""What can be wrong with a parameter: a code, the values to show, and the English words."""

from collections.abc import Iterable
from typing import Any

from ..tracked.reading import REASONS as QUERY_REASONS

# The keys are the codes; the texts are the msgids of the faces (area `analyses`).
REASONS: dict[str, str] = {
    "analysis": "There is no analysis '{name}'. There are: {names}.",
    "parameter": "'{analysis}' has no parameter '{name}'. There are: {names}.",
    "order": "since ({since}) must lie before until ({until}); until itself is not included.",
    "zone": "There is no time zone '{name}'. Use a name such as Europe/Amsterdam.",
    "zone_near": "There is no time zone '{name}'. Did you mean {names}?",
    "date": "{field}: '{value}' is not a date. Write it as 2026-03-31.",
    "group": "'{analysis}' cannot be grouped by '{group}'. There are: {groups}.",
    "no_groups": "'{analysis}' cannot be grouped by '{group}'. It takes no groups.",
    "number": "{field}: '{value}' is not a number.",
    "choice": "{field}: '{value}' is not possible. There are: {names}.",
    "flag": "{field}: '{value}' is not possible. Use true or false.",
    "limit": "limit: give a number of people, 1 or more.",
    "k": "k: give a number above 0; 2 is usual.",
    "percent": "{field}: '{value}' is not possible. Give a number of percent above 0, at most {most}.",
    "products": "products: name at most {most} products, such as Espresso, coffee; Tea.",
    "panel": (
        "panel: '{value}' is not understood. Write accounts with commas, and a change after a semicolon with "
        "its first day: a, b; 2026-05-01: a, b, c."
    ),
    "account": "There is no account '{name}' in this workspace.",
    "account_near": "There is no account '{name}' in this workspace. Nearest: {names}.",
    "account_known": "There is no account '{name}' in this workspace. There are: {names}.",
    "network": "There is no network '{name}' in this workspace.",
    "network_near": "There is no network '{name}' in this workspace. Nearest: {names}.",
    "network_known": "There is no network '{name}' in this workspace. There are: {names}.",
    "versus_same": "What you compare is the same on both sides. Choose another account or period.",
    "versus_days": (
        "To compare with another period, give both periods a first day and the day after their last."
    ),
    "versus_overlap": "These two periods overlap, so the same posts would stand on both sides.",
    **{f"query_{code}": words for code, words in QUERY_REASONS.items()},
}


class BadParameter(ValueError):
    """A parameter nobody can use; the text says which and what would do."""

    def __init__(self, code: str, **values: Any) -> None:
        self.code = code
        self.values = {name: listed(value) for name, value in values.items()}
        super().__init__(REASONS[code].format(**self.values))


def listed(value: Any) -> str:
    """Names one after another, any other value as it is."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def near_or_all(what: str, name: str, *, near: Iterable[str], known: Iterable[str]) -> BadParameter:
    """No such account or network: the nearest names, else some that are there."""
    for ending, names in (("_near", tuple(near)), ("_known", tuple(known))):
        if names:
            return BadParameter(what + ending, name=name, names=names)
    return BadParameter(what, name=name)
