"""The first sentence of an answer: which row leads, in the words of what was measured."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

Words = str | Promise

# What leads, by measure; a measure that is told differently for one kind of group has the group beside it.
# %(Top)s starts the sentence, %(top)s stands inside it.
LEADS: Mapping[str | tuple[str, str], Words] = {
    "count": _("Most posts: %(top)s (%(value)s)."),
    "median": _("%(Top)s usually draws most: %(value)s per post."),
    "lift": _("%(Top)s draws most: %(value)s times the usual."),
    "shares": _("%(Top)s is passed on most: %(value)s times."),
    "responses": _("%(Top)s does it most: %(value)s times."),
    "median_minutes": _("%(Top)s takes longest: half of the answers come within %(value)s minutes."),
    "visits": _("%(Top)s brings most visits: %(value)s."),
    "spent": _("Most money went to %(top)s: %(value)s."),
    "per_week": _("%(Top)s posts most: %(value)s a week."),
    "share": _("%(Top)s has the largest share of the conversation: %(value)s."),
    "shared_share": _("%(Top)s is shared most often: %(value)s of the posts."),
    "people": _("Most people: %(top)s (%(value)s)."),
    ("people", "segment"): _("Most people wrote on %(top)s: %(value)s of them."),
}
OTHERWISE = _("%(Top)s is highest: %(value)s (%(unit)s).")
NEXT = _("Next is %(second)s: %(other)s.")
CHANCE = _("The difference with %(second)s may be chance.")
# The whole, where no row leads; by analysis.
WHOLES: Mapping[str, Words] = {
    "engagement": _("A usual post draws %(value)s: %(unit)s."),
    "responses": _("Half of the answers came within %(value)s minutes."),
    "themes": ngettext_lazy("%(value)s theme stands out.", "%(value)s themes stand out.", "n"),
    "spikes": ngettext_lazy("%(value)s day lies above usual.", "%(value)s days lie above usual.", "n"),
    "movements": ngettext_lazy("%(value)s lasting change.", "%(value)s lasting changes.", "n"),
    "utm": _("%(value)s of the posts with a link carry campaign tags."),
    "shared": _("%(value)s of the posts were shared."),
    "responders": ngettext_lazy("%(value)s person did it.", "%(value)s different people did it.", "n"),
}
HIGHEST = _("The highest is %(top)s: %(value)s posts.")


def lead(measure: str, group: str) -> Words:
    return LEADS.get((measure, group)) or LEADS.get(measure, OTHERWISE)
