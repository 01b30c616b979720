"""What a network does not tell, in words; the codes are those of its connector."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

UNTOLD = {
    "mastodon_firehose": _("what is said on servers yours does not know"),
    "mastodon_views": _("how often a post was seen"),
    "mastodon_unfollows": _("who stopped following"),
    "mastodon_deletions": _("which older posts of others were removed"),
    "bluesky_views": _("how often a post was seen"),
    "bluesky_unfollows": _("who stopped following"),
    "bluesky_unlikes": _("who took a like back"),
}


def untold(not_offered: Mapping[str, str]) -> list[str]:
    """In the order in which the connector names them; a code without words is left out."""
    return [str(UNTOLD[code]) for code in not_offered.values() if code in UNTOLD]
