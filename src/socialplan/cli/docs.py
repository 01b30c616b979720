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
    ("query", "only posts that this asks for, where an analysis is about posts: words, phrases, #hashtags, "
     "AND, OR, NOT and brackets ([tracked queries](../tracked-queries.md))"),
    ("workspace", "else the only one"),
)  # fmt: skip

EXPORTS = (
    "These files need no mapping: `./run import FILE...` and the import page know them by their columns, in",
    "English and in Dutch where the Dutch names are known, or by how they begin. Columns are matched without",
    "looking at capitals; ones that are not there are left out, others are kept aside with the post. The row",
    "with the names is looked for in the first twenty rows and, in a spreadsheet, in every sheet.",
    "",
    "*real file*: read on a file as the network gives it. *documentation*: written from what is published,",
    "not yet held against a file. The check page says which. A zip archive is brought as it came.",
)
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
    whole = {
        "analyses/README.md": overview(), "cli.md": commands_page(), "exports.md": exports_page(),
        "models.md": models_page(),
    }  # fmt: skip
    return {**made, **{DOCS / name: text for name, text in whole.items()}}


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


def exports_page() -> str:
    from socialplan.pipeline.collect.known import every_format

    formats = every_format()
    lines = [MADE, "# Usual exports", "", *EXPORTS, ""]
    lines += ["| export | recognised by | rests on |", "|---|---|---|"]
    lines += [f"| {one.label} | {_marks(one)} | {one.evidence}, {one.known_at} |" for one in formats]
    for one in formats:
        lines += ["", f"## {one.label}", ""]
        lines += [f"{place}. {step}" for place, step in enumerate(one.how_to["en"], start=1)]
        lines += ["", "What of it becomes which field:", "", "```toml", one.mapping.strip(), "```"]
        named = {name: others for name, others in one.columns.items() if others}
        if named and not one.rows:
            lines += ["", "Columns by other names: "]
            lines[-1] += "; ".join(f"{name}: {', '.join(others)}" for name, others in named.items()) + "."
    return "\n".join([*lines, ""])


def models_page() -> str:
    from socialplan.pipeline.accuracy.page import page

    return MADE + "\n" + page()


def _marks(known: Any) -> str:
    """What a file must have, in words."""
    if known.needed:
        return ", ".join(f"`{name}`" for name in known.needed)
    return "how the file begins"


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
