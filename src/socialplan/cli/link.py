"""A fresh one-time sign-in link for somebody with an account."""

import typer

from .instance import open_instance, stop

app = typer.Typer(add_completion=False)


@app.command("link")
def link(email: str = typer.Option("", help="Whose account; empty: the owner of this instance.")) -> None:
    """Print an address that signs in once, within a day."""
    open_instance()
    from socialplan.plan.team import actions, links, queries

    actions.first_workspace()
    user = queries.account(email) if email else actions.first_owner()
    print(links.sign_in_link(user) if user else stop(f"There is no account with the address {email}."))
