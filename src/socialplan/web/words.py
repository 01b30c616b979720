"""Codes of the floors below in words for a person: why a file does not fit, what a note says."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from socialplan.analysis import ANALYSES
from socialplan.analysis.refusals import REASONS as PARAMETERS
from socialplan.analysis.refusals import BadParameter
from socialplan.pipeline.collect.errors import REASONS
from socialplan.pipeline.collect.warnings import WARNINGS
from socialplan.plan.evidence.columns import COLUMNS
from socialplan.report import numbers
from socialplan.report.shown import unit_words
from socialplan.web.columns import STATES, WORDS, said
from socialplan.web.import_words import cause_words
from socialplan.web.period import period_words


class _Forgiving(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def reason_words(error: Mapping[str, Any]) -> str:
    """Why a file could not be imported, in the reader's language."""
    text = REASONS.get(str(error.get("code")))
    if text is None:
        return str(error.get("reason") or _("It stopped for a reason that stands in the log of the server."))
    values = {name: cause_words(name, str(value)) for name, value in (error.get("values") or {}).items()}
    return sentence(_(text).format_map(_Forgiving(values)))


def sentence(text: str) -> str:
    """Starts with a capital and ends with a stop."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else text + "."


FIELD_WORDS = {
    "since": _lazy("From"), "until": _lazy("Until (not included)"), "zone": _lazy("Time zone"),
}  # fmt: skip
KIND_WORDS = {
    "text": _lazy("text"),
    "link": _lazy("link"),
    "photo": _lazy("photo"),
    "video": _lazy("video"),
    "carousel": _lazy("carousel"),
    "story": _lazy("story"),
    "event": _lazy("event"),
    "other": _lazy("other"),
}
ROLE_WORDS = {
    "post": _lazy("post"),
    "reply": _lazy("reply"),
    "quote": _lazy("quote"),
    "repost": _lazy("repost"),
    "review": _lazy("review"),
    "message": _lazy("message"),
}
TYPE_WORDS = {
    "word": _lazy("word"), "two words": _lazy("two words"), "hashtag": _lazy("hashtag"),
    "domain": _lazy("website"),
}  # fmt: skip
VERDICTS = {
    "more_people": _lazy("more people"),
    "more_negative": _lazy("more negative than usual"),
    "more_said": _lazy("more said, as negative as usual"),
    "amplified": _lazy("one message passed on"),
    "gap": _lazy("data missing"),
    "no_baseline": _lazy("too little to compare with"),
    "higher": _lazy("lastingly higher"),
    "lower": _lazy("lastingly lower"),
    "moved": _lazy("moved"),
    "steady": _lazy("did not move"),
    "far_below": _lazy("far less than usual"),
    "unfinished": _lazy("perhaps not a whole day"),
}


def parameter_words(error: BadParameter) -> str:
    """Why a question cannot be asked like this, in the reader's language."""
    values = dict(error.values)
    if values.get("analysis") in ANALYSES:
        values["analysis"] = _(ANALYSES[values["analysis"]].title)
    for name in ("field", "group"):
        if name in values:
            values[name] = str(FIELD_WORDS.get(values[name]) or column_word(values[name]))
    if "groups" in values:
        values["groups"] = ", ".join(column_word(name).lower() for name in values["groups"].split(", "))
    return _(PARAMETERS[error.code]).format_map(_Forgiving(values))


def asked_words(params: Mapping[str, Any]) -> str:
    """The choices of a question in a few words: per kind, cnn, 01/01/2026 to 31/03/2026."""
    language = (get_language() or "en")[:2]
    by = [column_word(name).lower() for name in str(params.get("by", "-")).split(",") if name != "-"]
    parts = [_("per %(groups)s") % {"groups": ", ".join(by)}] if by else []
    parts += [str(params[name]) for name in ("account", "network", "query", "phrase") if params.get(name)]
    parts += [str(period_words(str(params["period"])))] if params.get("period") else []
    parts += _window(params, "since", "until", language)
    other = [str(params["versus_account"])] if params.get("versus_account") else []
    other += _window(params, "versus_since", "versus_until", language)
    if other:
        parts.append(_("compared with %(other)s") % {"other": ", ".join(other)})
    return ", ".join(parts)


def _window(params: Mapping[str, Any], first: str, after: str, language: str) -> list[str]:
    days = [params.get(first), params.get(after)]
    shown = [numbers.short_day(date.fromisoformat(str(day)), language) if day else "…" for day in days]
    return [" – ".join(shown)] if any(days) else []


def column_word(name: str) -> str:
    word = COLUMNS.get(name) or WORDS.get(name)
    return capital(str(word or name.replace("_", " ")))


def group_word(name: str | None, value: Any, language: str) -> str:
    """The value of a group in words: a weekday, an hour, a kind, a date, a name."""
    if value is None:
        return _("unknown")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return _small(value, language)
    if name == "weekday":
        return _weekday(int(value))
    if name == "hour":
        return f"{int(value):02d}:00"
    if name in ("day", "week") and isinstance(value, str):
        return numbers.short_day(date.fromisoformat(value), language)
    if isinstance(value, str) and (told := said(name, value, language)) is not None:
        return told
    if name == "forms":  # "video 12, link 3"
        parts = [part.rpartition(" ") for part in str(value).split(", ")]
        return ", ".join(f"{KIND_WORDS.get(kind, kind)} {count}" for kind, _space, count in parts)
    known = {"kind": KIND_WORDS, "form": KIND_WORDS, "role": ROLE_WORDS, "verdict": VERDICTS | STATES,
             "type": TYPE_WORDS}  # fmt: skip
    words = known.get(str(name), {})
    return str(words.get(value, "#" + str(value) if name == "hashtag" else value))


def _small(value: float, language: str) -> str:
    """Chances and the like, which may be very small."""
    if 0 < value < 0.001:
        return "< " + numbers.number(0.001, language, 3)
    return numbers.number(value, language, 3)


def _weekday(day: int) -> str:
    from django.utils.dates import WEEKDAYS

    return capital(str(WEEKDAYS[day - 1]))


def unit_word(unit: str, value: object = None) -> str:
    """A unit in words; a share says so by its percent sign."""
    return unit_words(unit, value)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def listed(words: Sequence[str]) -> str:
    """a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return _("%(several)s and %(last)s") % {"several": ", ".join(words[:-1]), "last": words[-1]}


REFUSALS = {
    "no_files": _lazy("Choose at least one file."),
    "too_many_files": _lazy("Bring at most %(most)s files at a time; these are %(given)s."),
    "too_large": _lazy("%(name)s is larger than %(limit)s."),
}


def refusal_words(code: str, values: Mapping[str, Any]) -> str:
    """Why files were not taken in at all."""
    limit = filesizeformat(settings.UPLOAD_MOST_BYTES)
    return str(REFUSALS[code]) % {**values, "limit": limit}


def warning_sentence(warning: Mapping[str, Any]) -> str:
    """What an import did that a person should know."""
    text = WARNINGS.get(str(warning.get("code")), str(warning.get("code")))
    return sentence(_(text).format_map(_Forgiving(warning)))
