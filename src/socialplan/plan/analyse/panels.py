"""The panel of competitors: accounts that are chosen and kept; a change is a break in every series."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ..team.actions import audit, require
from ..team.edits import add_row, save_row
from ..team.models import Member, Workspace
from .situation import Panel

LEAST, MOST = 2, 8
APART = ",;:"  # signs that part names in the text an analysis takes


class BadPanel(ValueError):
    """These accounts are no panel; the text says why."""


def panels(workspace: Workspace) -> list[Panel]:
    """The panels that were chosen, the earliest first."""
    return list(Panel.objects.of(workspace))


def panel_text(workspace: Workspace) -> str:
    """As the analysis takes it; empty when nobody chose: then our own accounts and the competitors count."""
    return "; ".join(
        (f"{one.since.isoformat()}: " if one.since else "") + ", ".join(one.accounts)
        for one in panels(workspace)
    )


def choose_panel(
    *, workspace: Workspace, accounts: Sequence[str], since: date | None, by: Member, now: datetime
) -> Panel:
    """Compare these accounts from a day on (None: all the time). Later panels, and on the same day, go.
    Raises BadPanel, NotAllowed."""
    require(by, "plan.edit")
    names = _checked(accounts)
    with transaction.atomic():
        Workspace.objects.select_for_update().get(pk=workspace.pk)  # one change of the panel at a time
        for old in panels(workspace):
            if since is None or (old.since is not None and old.since >= since):
                save_row(old, changes={"removed_at": now}, version=None, by=by)
        panel = add_row(Panel(workspace=workspace, accounts=names, since=since), by=by)
        audit(workspace=workspace, by=by, action="choose_panel", object=f"panel {panel.pk}",
              details={"accounts": len(names)})  # fmt: skip
    return panel


def _checked(accounts: Sequence[str]) -> list[str]:
    names = list(
        {name.strip().lstrip("@").casefold(): name.strip().lstrip("@") for name in accounts}.values()
    )
    names = [name for name in names if name]
    if not LEAST <= len(names) <= MOST:
        raise BadPanel(_("Choose 2 to 8 accounts."))
    if odd := next((name for name in names if any(sign in name for sign in APART)), ""):
        raise BadPanel(
            _("“%(name)s” has a comma, colon or semicolon in it and cannot be in a panel.") % {"name": odd}
        )
    return names
