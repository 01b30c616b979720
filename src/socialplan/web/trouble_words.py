"""What stands still, in words: what is wrong, what of it is safe, what to do."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from socialplan.plan.sources.queries.troubles import Trouble
from socialplan.report import numbers

if TYPE_CHECKING:
    from socialplan.plan.team.models import Workspace


def trouble_words(trouble: Trouble, workspace: "Workspace") -> str:
    values = trouble.values
    if trouble.code == "no_worker":
        return _(
            "Nothing has been working since %(since)s: imports, sources and checks stand still. Start "
            "socialplan again, or its worker; then everything goes on by itself."
        ) % {"since": _moment(trouble, workspace)}  # fmt: skip
    if trouble.code == "disk_full":
        return _(
            "The disk is full (%(size)s left): nothing new can be stored. What is stored is safe. Make room; "
            "then everything goes on by itself."
        ) % {"size": filesizeformat(values["bytes"])}  # fmt: skip
    if trouble.code == "disk_low":
        return _("Little room is left on the disk: %(size)s. Make room before it is full.") % {
            "size": filesizeformat(values["bytes"])
        }
    if trouble.code == "clock_off":
        return _clock_off(values["seconds"], str(values["server"]))
    said = (
        _("The clock of this machine was moved back by %(time)s. Times around then may be wrong.")
        if values["seconds"] < 0
        else _("The clock of this machine was moved forward by %(time)s. Times around then may be wrong.")
    )
    return said % {"time": _span(values["seconds"])}


def _clock_off(seconds: float, server: str) -> str:
    behind, ahead = (
        _("The clock of this machine is %(time)s behind that of %(server)s. Set it right: times are "
          "wrong now, and sources are asked at the wrong moment."),
        _("The clock of this machine is %(time)s ahead of that of %(server)s. Set it right: times are "
          "wrong now, and sources are asked at the wrong moment."),
    )  # fmt: skip
    named = urlsplit(server).hostname or server or _("a network")
    return (behind if seconds < 0 else ahead) % {"time": _span(seconds), "server": named}


def _span(seconds: float) -> str:
    minutes = round(abs(seconds) / 60)
    if minutes < 120:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    hours = round(minutes / 60)
    if hours < 48:
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    days = round(hours / 24)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def _moment(trouble: Trouble, workspace: "Workspace") -> str:
    if trouble.since is None:
        return "–"
    local = timezone.localtime(trouble.since, ZoneInfo(workspace.zone))
    return f"{numbers.day(local, (get_language() or 'en')[:2])}, {local:%H:%M}"
