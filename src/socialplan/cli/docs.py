"""`./run docs`: writes the pages of docs/ that follow from the code: every analysis, every command."""

from pathlib import Path
from typing import Annotated, Any

import typer

from socialplan.analysis import ANALYSES, Analysis

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
DOCS = Path(__file__).resolve().parents[3] / "docs"
LEFT_OUT = ("help", "install_completion", "show_completion")
MADE = "<!-- Made by ./run docs from the code; change it there. -->\n"
COMMON = (
    ("by", "groups (account, brand, network, kind, native_kind, role, hashtag) and grains (hour 0-23, "
     "weekday 1-7 from Monday, day, week by its Monday), separated by commas"),
    ("account", "a handle, whatever its capitals"),
    ("network", "a network"),
    ("since, until", "dates in the zone, half-open: until itself is not included"),
    ("zone", "a time zone such as Europe/Amsterdam; else the workspace's"),
    ("workspace", "else the only one"),
)  # fmt: skip

RANGES = (
    "Ranges (`low`, `high`) are 95 % intervals. What has no time is left out as soon as a window is given. A "
    "date without a time stays that day in every zone."
)


@app.command("docs")
def docs(
    check: Annotated[bool, typer.Option("--check", help="Only say which pages are out of date")] = False,
) -> None:
    """Write the pages of docs/ that follow from the code."""
    old = {path: text for path, text in pages().items() if not path.exists() or path.read_text() != text}
    for path, text in old.items():
        if not check:
            path.write_text(text)
        print(f"{'out of date' if check else 'written'}: {path.relative_to(DOCS.parent)}")
    if check and old:
        raise typer.Exit(1)


def pages() -> dict[Path, str]:
    """Every generated page and what should stand in it."""
    made = {DOCS / "analyses" / f"{entry.name}.md": analysis_page(entry) for entry in ANALYSES.values()}
    return {**made, DOCS / "analyses" / "README.md": overview(), DOCS / "cli.md": commands_page()}


def overview() -> str:
    lines = [MADE, "# Analyses", "", "Every analysis is asked the same way in every face:", ""]
    lines += ["    ./run analyse NAME [--by kind,day] [--account HANDLE] [--since DATE] [--format json]"]
    lines += ["    GET /api/analyses/NAME?by=kind,day&account=HANDLE", ""]
    lines += ["| analysis | question | gives |", "|---|---|---|"]
    lines += [
        f"| [{entry.name}]({entry.name}.md) | {entry.question} | {', '.join(entry.measures)} |"
        for entry in ANALYSES.values()
    ]
    lines += ["", "## Parameters of every analysis", "", "| parameter | means |", "|---|---|"]
    lines += [f"| {name} | {means} |" for name, means in COMMON]
    return "\n".join([*lines, "", RANGES, ""])


def analysis_page(entry: Analysis) -> str:
    lines = [MADE, f"# {entry.name}: {entry.title.lower()}", "", entry.question, "", entry.about, ""]
    lines += ["## Method", "", entry.method, ""]
    lines += [f"Unit: {entry.unit}. Measures: {', '.join(entry.measures)}. Version {entry.version}."]
    lines += ["", f"Groups it takes: {', '.join(entry.by)}." if entry.by else "It takes no groups."]
    if entry.options:
        lines += ["", "| option | default | means |", "|---|---|---|"]
        lines += [f"| {one.name} | {one.default!r} | {one.help} |" for one in entry.options]
    example = DOCS / "analyses" / "examples" / f"{entry.name}.md"
    lines += ["", "## Example", "", example.read_text().rstrip()] if example.exists() else []
    return "\n".join([*lines, ""])


def commands_page() -> str:
    from . import COMMANDS, build

    lines = [MADE, "# Commands", "", "`./run` alone starts the product. Every command knows `--help`.", ""]
    for name, command in sorted(COMMANDS.items()):
        lines += [f"## ./run {name}", "", command.help, ""]
        lines += _described(build(name), f"./run {name}")
    return "\n".join(lines)


def _described(command: Any, words: str) -> list[str]:
    own = [_parameter(one) for one in command.params if one.name not in LEFT_OUT]
    lines = [*own, ""] if own else []
    for name, inner in sorted(getattr(command, "commands", {}).items()):
        lines += [f"### {words} {name}", "", " ".join((inner.help or "").split()), ""]
        lines += _described(inner, f"{words} {name}")
    return lines


def _parameter(parameter: Any) -> str:
    name = ", ".join(parameter.opts) if parameter.param_type_name == "option" else parameter.name.upper()
    said = getattr(parameter, "help", None)
    return f"- `{name}`" + (f": {said}" if said else "")
