"""The face for the terminal. A command is loaded only when it is called."""

import sys
from dataclasses import dataclass
from importlib import import_module

import typer


@dataclass(frozen=True)
class Command:
    """One command. `module` holds a Typer app named `app`; `permission` stands in the policy table."""

    module: str
    permission: str
    help: str


COMMANDS: dict[str, Command] = {}


def build(name: str) -> typer.Typer:
    """A Typer app that knows this one command."""
    root = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    root.add_typer(import_module(COMMANDS[name].module).app, name=name, help=COMMANDS[name].help)
    return root


def listing() -> str:
    width = max(map(len, COMMANDS), default=0)
    lines = [f"  {name:<{width}}  {command.help}" for name, command in sorted(COMMANDS.items())]
    return "Usage: ./run COMMAND [OPTIONS]\n\nCommands:\n" + "\n".join(lines)


def main() -> None:
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(listing())
        return
    if arguments[0] not in COMMANDS:
        print(f"There is no command '{arguments[0]}'.\n\n{listing()}", file=sys.stderr)
        sys.exit(2)
    build(arguments[0])()
