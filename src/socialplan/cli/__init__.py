"""The face for the terminal. A command is loaded only when it is called."""

import os
import sys
from dataclasses import dataclass
from importlib import import_module
from types import TracebackType
from typing import Any


@dataclass(frozen=True)
class Command:
    """One command. `module` holds a Typer app named `app`; `permission` stands in the policy table."""

    module: str
    permission: str
    help: str


COMMANDS: dict[str, Command] = {
    "analyses": Command("socialplan.cli.analyses", "data.read", "Which questions can be asked of the data."),
    "analyse": Command("socialplan.cli.analyse", "data.read", "Ask one of them."),
    "changes": Command("socialplan.cli.changes", "plan.read", "What changed since a day, and why."),
    "export": Command("socialplan.cli.export", "data.read", "Take a table of the data out as a file."),
    "import": Command("socialplan.cli.import_files", "data.import", "Bring in files with a mapping."),
    "link": Command("socialplan.cli.link", "instance.owner", "Make a one-time sign-in link."),
    "recheck": Command("socialplan.cli.recheck", "plan.edit", "Answer what is due; see which claims turn."),
    "models": Command("socialplan.cli.models", "data.read", "What reads posts, and how often it is right."),
    "docs": Command("socialplan.cli.docs", "instance.owner", "Write the pages of docs/ made from the code."),
    "plan": Command("socialplan.cli.plan", "plan.read", "The plan document as PDF or Markdown."),
    "serve": Command("socialplan.cli.serve", "instance.owner", "Start the pages and the worker."),
    "token": Command("socialplan.cli.token", "instance.owner", "Make a key for programs that use the API."),
    "verify": Command("socialplan.cli.verify", "instance.owner", "Prove a figure this product is held to."),
}


def build(name: str) -> Any:
    """The command: a Typer app whose only command has the name itself is that command, else a group."""
    import typer

    app: typer.Typer = import_module(COMMANDS[name].module).app
    if [command.name for command in app.registered_commands] == [name] and not app.registered_callback:
        return typer.main.get_command(app)
    root = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    root.add_typer(app, name=name, help=COMMANDS[name].help)
    return typer.main.get_command(root).commands[name]  # type: ignore[attr-defined]


def listing() -> str:
    width = max(map(len, COMMANDS), default=0)
    lines = [f"  {name:<{width}}  {command.help}" for name, command in sorted(COMMANDS.items())]
    return "Usage: ./run COMMAND [OPTIONS]\n\nCommands:\n" + "\n".join(lines)


def say_what_failed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """One line instead of a traceback; SOCIALPLAN_DEBUG=1 gives the traceback."""
    if os.environ.get("SOCIALPLAN_DEBUG") == "1" or issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    said = " ".join(str(error).split())
    print(f"This failed: {said or kind.__name__} (SOCIALPLAN_DEBUG=1 shows more.)", file=sys.stderr)


def main() -> None:
    sys.excepthook = say_what_failed
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(listing())
        return
    if arguments[0] not in COMMANDS:
        print(f"There is no command '{arguments[0]}'.\n\n{listing()}", file=sys.stderr)
        sys.exit(2)
    build(arguments[0])(args=arguments[1:], prog_name=f"./run {arguments[0]}")
