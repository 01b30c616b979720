"""The one line at the head of a chapter: how many claims stand."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .words import NEEDS_A_LOOK


def standing(states: Sequence[str]) -> str:
    """6 of 9 claims stand, 2 need a look, 1 has too little data."""
    if not states:
        return _("There are no claims yet.")
    count = Counter(states)
    look = sum(count[state] for state in NEEDS_A_LOOK)
    parts = [stand(count["supported"], len(states))]
    if look:
        parts.append(ngettext("%(n)s needs a look", "%(n)s need a look", look) % {"n": look})
    if little := count["insufficient"]:
        words = ngettext("%(n)s has too little data", "%(n)s have too little data", little)
        parts.append(words % {"n": little})
    if bare := count["unsupported"]:
        parts.append(ngettext("%(n)s has no evidence", "%(n)s have no evidence", bare) % {"n": bare})
    return ", ".join(parts) + "."


def stand(n: int, total: int) -> str:
    """6 of 9 claims stand, 1 of 9 claims stands."""
    words = ngettext("%(n)s of %(total)s claims stands", "%(n)s of %(total)s claims stand", n)
    if total == 1:
        words = _("%(n)s of %(total)s claim stands")
    return words % {"n": n, "total": total}


def notice(states: Sequence[str], reviews: int) -> str:
    """What a reader must know first; empty when all stands."""
    look = sum(state in NEEDS_A_LOOK for state in states)
    sentences = []
    if look:
        words = ngettext(
            "%(n)s of %(total)s claims needs a look.", "%(n)s of %(total)s claims need a look.", look
        )
        sentences.append(words % {"n": look, "total": len(states)})
    if reviews:
        sentences.append(
            ngettext("%(n)s decision must be reviewed.", "%(n)s decisions must be reviewed.", reviews)
            % {"n": reviews}
        )
    return " ".join(sentences)
