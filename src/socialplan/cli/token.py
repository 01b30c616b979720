"""`./run token`: a key for programs; it is shown once and only its hash is kept."""

from typing import Annotated

import typer

from .instance import open_instance
from .instance import workspace as workspace_named

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command("token")
def token(
    name: Annotated[str, typer.Option(help="What the key is for, to find it again")] = "command line",
    workspace: Annotated[str | None, typer.Option(help="Else the only one")] = None,
) -> None:
    """Make a key for the API. Send it as: Authorization: Bearer KEY."""
    open_instance()
    from socialplan.plan.team.actions import make_token
    from socialplan.plan.team.queries import owner_of

    _row, secret = make_token(member=owner_of(workspace_named(workspace)), name=name)
    print(secret)
    typer.echo("Keep it now: it is not shown again. Revoke it on the team page.", err=True)
