"""Tracked queries in words: what is asked, what collecting takes, and what that rests on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from socialplan.report import numbers
from socialplan.tracked import BadQuery, NoRows, Rows, parse_query, rows_of
from socialplan.tracked.reading import REASONS

if TYPE_CHECKING:
    from socialplan.plan.listen.actions.previewing import PlaceCost

LANGUAGES = {
    "nl": _("Dutch"), "en": _("English"), "de": _("German"), "fr": _("French"), "fy": _("Frisian"),
}  # fmt: skip
YEAR = 365
STREAMS = {
    "search": _("search"), "firehose": _("everything that is said, as it happens"),
    "live_tag": _("a hashtag, as it happens"),
}  # fmt: skip


def refusal_words(error: BadQuery) -> str:
    """The same sentence in the reader's language; the keys are those of `tracked.reading`."""
    return gettext(REASONS[error.code]).format(**error.values)


def query_words(text: str) -> str:
    """What is asked for, as one would say it; a query that no rows can show stays as it is written."""
    try:
        rows = rows_of(parse_query(text))
    except (BadQuery, NoRows):
        return text
    return ", ".join(_parts(rows))


def _parts(rows: Rows) -> list[str]:
    said = [_or([_quoted(one) for one in group]) for group in rows.groups]
    found = said[:1] + [gettext("and %(these)s") % {"these": one} for one in said[1:]]
    if rows.without:
        found.append(gettext("without %(these)s") % {"these": _or([_quoted(one) for one in rows.without])})
    if rows.languages:
        spoken = _or([language_word(code) for code in rows.languages])
        found.append(gettext("in %(languages)s") % {"languages": spoken})
    if rows.under:
        found.append(gettext("in answer to our question"))
    away = [f"@{one}" for one in rows.leave_out] + ([gettext("ourselves")] if rows.own else [])
    return [*found, *([gettext("not by %(people)s") % {"people": _or(away)}] if away else [])]


def language_word(code: str) -> str:
    return str(LANGUAGES.get(code, code))


def _quoted(phrase: str) -> str:
    return f"“{phrase}”" if " " in phrase else phrase


def _or(words: Sequence[str]) -> str:
    """a, b or c; of long lists the first five."""
    shown = list(words[:5])
    if len(words) > 5:
        more = len(words) - 5
        shown.append(ngettext("%(n)s more", "%(n)s more", more) % {"n": more})
    if len(shown) == 1:
        return shown[0]
    return gettext("%(some)s or %(last)s") % {"some": ", ".join(shown[:-1]), "last": shown[-1]}


def minutes(seconds: float) -> str:
    """A minute at least, 4 minutes, 3 hours."""
    if seconds < 5_400:
        count = max(1, round(seconds / 60))
        return ngettext("%(n)s minute", "%(n)s minutes", count) % {"n": count}
    count = round(seconds / 3_600)
    return ngettext("%(n)s hour", "%(n)s hours", count) % {"n": count}


def cost_words(one: "PlaceCost") -> list[str]:
    """What asking there takes, and what that rests on; unknown where nothing says so."""
    asked, cost = one.place.asked, one.cost
    if not asked.back and not asked.requests and asked.every < 60:
        found = [gettext("Heard as it is said, from now on; what was said before is not asked for.")]
    else:
        found = [_first(one), daily_words(one)]
    if cost.keeps_up is False:
        found.append(gettext("More is said than can be asked for there; some is missed. Make it narrower."))
    return [*found, _rests_on(one)]


def _first(one: "PlaceCost") -> str:
    if one.cost.first is None:
        return gettext("How long the first collection takes is unknown: the network states no limit.")
    took = {"time": minutes(one.cost.first)}
    if one.cost.reach_days is None:
        words = gettext("First what was said before: at most %(time)s. How far back that goes is unknown.")
        return words % took
    if one.cost.reach_days > YEAR:
        words = gettext("First what was said before, more than a year back: at most %(time)s.")
        return words % took
    days = max(1, round(one.cost.reach_days))
    back = ngettext("%(n)s day", "%(n)s days", days) % {"n": numbers.number(days, _spoken())}
    words = gettext("First what was said before, at most about %(days)s back: at most %(time)s.")
    return words % {**took, "days": back}


def daily_words(one: "PlaceCost") -> str:
    """What asking there takes every day."""
    if one.cost.a_day is None:
        return gettext("From then on, how many minutes of asking a day it takes is unknown.")
    return gettext("From then on about %(time)s of asking a day.") % {"time": minutes(one.cost.a_day)}


def _rests_on(one: "PlaceCost") -> str:
    asked, parts = one.place.asked, []
    if asked.page:
        parts.append(gettext("%(n)s posts an answer") % {"n": asked.page})
    if asked.requests:
        parts.append(
            gettext("%(n)s requests in %(time)s, as the network says")
            % {"n": numbers.number(asked.requests, _spoken()), "time": minutes(asked.seconds)}
        )
    if one.pace and isinstance(one.pace.value, int | float):
        heard = numbers.value(one.pace.value, "", _spoken(), one.pace.low, one.pace.high)
        parts.append(gettext("%(n)s posts a day in what is stored of this network") % {"n": heard})
    else:
        parts.append(gettext("nothing of this network is stored, so how much comes is unknown"))
    return gettext("This rests on: %(parts)s.") % {"parts": "; ".join(parts)}


def _spoken() -> str:
    return (get_language() or "en")[:2]
