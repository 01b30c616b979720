"""What the room Listen says while nothing was heard: what one can start from."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from socialplan.plan.brief.queries import names_of_us
from socialplan.plan.sources.queries import listening

if TYPE_CHECKING:
    from socialplan.plan.team.models import Workspace


@dataclass(frozen=True)
class Empty:
    """Words and the one button of a room without posts."""

    what: str
    missing: str
    address: str
    label: str


def empty_of(workspace: "Workspace") -> Empty:
    sources = listening.sources(workspace=workspace)
    if sources:
        what = _("Nothing has come in yet. We listen to %(name)s.") % {"name": sources[0].name}
        return Empty(what, _("As soon as somebody says something, you see it here."),
                     reverse("data", args=[workspace.slug]), _("See how the sources do"))  # fmt: skip
    return Empty(f"{_('You are not listening to anything yet.')} {_start(names_of_us(workspace))}", "",
                 reverse("tracked-queries", args=[workspace.slug]), _("New tracked query"))  # fmt: skip


def troubled(workspace: "Workspace") -> list[listening.SourceLine]:
    """Sources that no longer tell what is said."""
    return [one for one in listening.sources(workspace=workspace) if one.urgent]


def _start(names: int) -> str:
    """What one can begin with; the first name is our own."""
    if not names:
        return _("You can start from your own name: write it in the brief, with other spellings.")
    if names == 1:
        return _("We can start from your own name.")
    words = ngettext("We can start from your own name and %(n)s alias.",
                     "We can start from your own name and %(n)s aliases.", names - 1)  # fmt: skip
    return words % {"n": names - 1}
