"""Values of columns that are codes, in words: one word per code, wherever it is read."""

from typing import Any

from django.utils.translation import gettext_lazy as _lazy

VALUES: dict[str, dict[str, Any]] = {
    "owner_kind": {"own": _lazy("ours"), "competitor": _lazy("competitor"), "other": _lazy("others")},
    "window": {"even": _lazy("as the others"), "uneven": _lazy("differs")},
    "feature": {
        "kind": _lazy("form"), "hashtag": _lazy("hashtag"), "mention": _lazy("mention"),
        "link": _lazy("link"), "domain": _lazy("website"), "question": _lazy("question"),
        "length": _lazy("length"), "language": _lazy("language"), "weekend": _lazy("at the weekend"),
    },
    "signal": {
        "praise": _lazy("praise, unasked"), "recommending": _lazy("recommending"),
        "helping": _lazy("questions that another person answered"),
        "returning helpers": _lazy("people who helped more than once"),
    },
    "theme": {"no clear theme": _lazy("no clear theme")},
    "segment": {
        "one day": _lazy("one day"), "2 to 4 days": _lazy("2 to 4 days"),
        "5 days or more": _lazy("5 days or more"),
    },
    "detail": {
        "short": _lazy("short"), "medium": _lazy("medium length"), "long": _lazy("long"),
        "text": _lazy("text"), "photo": _lazy("photo"), "event": _lazy("event"), "other": _lazy("other"),
    },
    "problems": {
        "no_source": _lazy("no source"), "no_medium": _lazy("no medium"), "empty": _lazy("empty value"),
        "twice": _lazy("twice"), "name": _lazy("misspelled name"), "unknown_name": _lazy("unknown name"),
        "separator": _lazy("wrong sign before it"), "after_hash": _lazy("after the hash"),
        "escaped": _lazy("&amp; instead of &"), "placeholder": _lazy("not filled in"),
        "capitals": _lazy("capitals"), "spaces": _lazy("spaces"),
    },
}  # fmt: skip
NETWORKS = {"linkedin": "LinkedIn", "tiktok": "TikTok", "youtube": "YouTube"}  # others take one capital


def network_word(network: str) -> str:
    """A network by its own name: LinkedIn, Mastodon."""
    return NETWORKS.get(network, network[:1].upper() + network[1:])
