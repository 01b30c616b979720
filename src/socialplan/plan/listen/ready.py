"""Queries the brief has ready: our own names, and each product or service with its spellings."""

from dataclasses import dataclass

from ..brief.models import Name, Offer
from ..brief.rules import spellings
from ..team.models import Workspace
from .models import TrackedQuery
from .rules import query_of, spelled

NAMES, OFFER = "names", "offer-"


@dataclass(frozen=True)
class Ready:
    """`title` is the first spelling; `taken`: a query follows it already."""

    code: str
    title: str
    spellings: tuple[str, ...]
    taken: bool = False

    @property
    def others(self) -> int:
        return len(self.spellings) - 1

    @property
    def text(self) -> str:
        return query_of(self.spellings)


def ready(workspace: Workspace) -> tuple[Ready, ...]:
    """In the order of the brief; what has no spelling that can be looked for is left out."""
    taken = set(TrackedQuery.objects.of(workspace).values_list("follows", flat=True))
    names = [row.text for row in Name.objects.of(workspace)]
    found = [(NAMES, names)] if names else []
    found += [
        (f"{OFFER}{row.pk}", list(spellings(row.name, row.aliases))) for row in Offer.objects.of(workspace)
    ]
    return tuple(
        Ready(code, texts[0], said, code in taken)
        for code, texts in found
        if texts and (said := spelled(texts))
    )


def spellings_of(workspace: Workspace, code: str) -> tuple[str, ...]:
    """Of one part of the brief, none where it is gone."""
    return next((one.spellings for one in ready(workspace) if one.code == code), ())
