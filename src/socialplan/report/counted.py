"""How many of what an answer rests on: posts, visits, efforts."""

from django.utils.translation import get_language, gettext, ngettext

from . import numbers


def counted(n: int, unit: str = "posts") -> str:
    """8,750 visits, 8.750 bezoeken."""
    language = "nl" if (get_language() or "en").startswith("nl") else "en"
    return _words(n, unit) % {"n": numbers.number(n, language)}


def _words(n: int, unit: str) -> str:
    if unit in ("", "posts"):
        return ngettext("%(n)s post", "%(n)s posts", n)
    if unit == "visits":
        return ngettext("%(n)s visit", "%(n)s visits", n)
    if unit == "efforts":
        return ngettext("%(n)s effort", "%(n)s efforts", n)
    return "%(n)s " + gettext(unit)
