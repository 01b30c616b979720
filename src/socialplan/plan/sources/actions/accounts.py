"""Say whose an account is."""

from socialplan.pipeline import marking

from ...team.actions import audit
from ...team.models import Member, Workspace
from ..queries.store import open_store


def mark_account(
    *, workspace: Workspace, network: str, account_id: str, owner_kind: str, by: Member | str
) -> int | None:
    """Mark it own, competitor or other; None when it was so already. Raises ValueError, Busy."""

    def noted(batch: int) -> None:
        details = {"owner_kind": owner_kind, "batch": batch}
        audit(workspace=workspace, by=by, action="mark_account", object=account_id, details=details)

    return marking.mark_account(
        open_store(also=noted), workspace=workspace.pk, network=network, account_id=account_id,
        owner_kind=owner_kind, by=str(by),
    )  # fmt: skip
