"""`verify`: the figures this product is held to, one command each; every one first finds a planted fault."""

from importlib import import_module
from typing import Annotated

import typer

# name -> (module with a Typer app whose only command has that name, what it proves)
VERIFICATIONS: dict[str, tuple[str, str]] = {
    "claims": (
        "socialplan.cli.verify.claims",
        "Claims rarely fall without reason, and mostly fall with one.",
    ),
    "collect-kill": (
        "socialplan.cli.verify.collect_kill",
        "Listening killed at any moment: nothing lost, nothing doubled, the cursor never ahead.",
    ),
    "import-kill": (
        "socialplan.cli.verify.import_kill",
        "Imports killed at any moment: what was acknowledged is whole, the rest is not there.",
    ),
    "stuck": (
        "socialplan.cli.verify.stuck",
        "Whatever stands still is seen on the pages within two minutes.",
    ),
    "themes": (
        "socialplan.cli.verify.themes",
        "Themes are rarely found where there are none, and mostly found where there are.",
    ),
}
app = typer.Typer()


@app.command(
    "verify",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
)
def verify(context: typer.Context, name: Annotated[str, typer.Argument()] = "") -> None:
    """Prove one of the figures this product is held to."""
    if name not in VERIFICATIONS:
        unknown = bool(name) and not name.startswith("-")
        typer.echo((f"There is no verification '{name}'.\n\n" if unknown else "") + listing(), err=unknown)
        raise typer.Exit(2 if unknown else 0)
    command = typer.main.get_command(import_module(VERIFICATIONS[name][0]).app)
    command(args=context.args, prog_name=f"./run verify {name}")


def listing() -> str:
    width = max(map(len, VERIFICATIONS))
    lines = [f"  {name:<{width}}  {about}" for name, (_, about) in sorted(VERIFICATIONS.items())]
    return "Usage: ./run verify NAME [OPTIONS]\n\n" + "\n".join(lines)
