"""`./run analyse NAME`: one question to the data of a workspace, answered as a table, CSV or JSON."""

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from socialplan.analysis import ANALYSES, Analysis

from .instance import open_instance, stop, store
from .instance import workspace as workspace_named
from .reading import read_first

if TYPE_CHECKING:
    from socialplan.pipeline.measure import Finding

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
EXTRA = {"allow_extra_args": True, "ignore_unknown_options": True}
Text = Annotated[str | None, typer.Option()]


class Format(StrEnum):
    TABLE = "table"
    CSV = "csv"
    JSON = "json"


@app.command("analyse", context_settings=EXTRA)
def analyse(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="One of ./run analyses")],
    by: Annotated[str | None, typer.Option(help="Groups and grains, such as kind or account,day")] = None,
    account: Annotated[str | None, typer.Option(help="A handle")] = None,
    network: Annotated[str | None, typer.Option(help="A network")] = None,
    since: Annotated[str | None, typer.Option(help="First day, such as 2026-01-31")] = None,
    until: Annotated[str | None, typer.Option(help="The day after the last")] = None,
    zone: Annotated[str | None, typer.Option(help="Time zone; else the workspace's")] = None,
    query: Annotated[str | None, typer.Option(help="Only posts this asks for: words, AND, OR, NOT")] = None,
    versus_account: Annotated[str | None, typer.Option(help="Compare with this account")] = None,
    versus_since: Annotated[str | None, typer.Option(help="Compare with a period from this day")] = None,
    versus_until: Annotated[str | None, typer.Option(help="The day after that period")] = None,
    workspace: Annotated[str | None, typer.Option(help="Else the only one")] = None,
    format: Annotated[Format, typer.Option("--format", help="table, csv or json")] = Format.TABLE,
) -> None:
    """Ask one question of the data. An analysis's own options go the same way: --option value."""
    if name not in ANALYSES:
        stop(f"There is no analysis '{name}'. There are: {', '.join(ANALYSES)}.")
    given: dict[str, Any] = {
        "by": by, "account": account, "network": network, "since": since, "until": until, "zone": zone,
        "query": query,
        "versus_account": versus_account, "versus_since": versus_since, "versus_until": versus_until,
    }  # fmt: skip
    open_instance()
    given.update(_own_options(context.args, ANALYSES[name]))
    print(_answer(name, given, workspace, format))


def _own_options(words: list[str], entry: Analysis) -> dict[str, str]:
    """--option value and --option=value; a yes-or-no option may stand alone."""
    flags = {option.name for option in entry.options if option.kind is bool}
    found: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--"):
            stop(f"'{word}' is not understood. Options look like --account NAME.")
        key, equals, value = word[2:].partition("=")
        key = key.replace("-", "_")
        if not equals and key in flags and (not rest or rest[0].startswith("--")):
            value = "true"
        elif not equals:
            value = rest.pop(0) if rest else stop(f"--{key} needs a value.")
        found[key] = value
    return found


def _answer(name: str, given: dict[str, Any], slug: str | None, format: Format) -> str:
    from socialplan.analysis.base import BadParameter
    from socialplan.analysis.parameters import parse
    from socialplan.analysis.reads import labellers_of
    from socialplan.analysis.versus import other_side, split
    from socialplan.pipeline.measure import measure
    from socialplan.pipeline.names import with_names
    from socialplan.plan.listen.queries import with_waiting

    meant = workspace_named(slug)
    own, versus = split(given)
    try:
        params = parse(ANALYSES[name], own, zone=meant.zone)
        sides = [params, other_side(ANALYSES[name], params, versus)]
        if any(labellers_of(ANALYSES[name], one.query) for one in sides if one):
            read_first(meant, quiet=format is not Format.TABLE)
        opened = store()
        found = [
            with_waiting(meant, with_names(opened, meant.pk, measure(opened, meant.pk, name, one)))
            for one in sides if one
        ]  # fmt: skip
    except BadParameter as error:
        stop(str(error))
    return _shown(found[0], format) if len(found) == 1 else _compared(found[0], found[1], format)


def _compared(one: "Finding", other: "Finding", format: Format) -> str:
    """Both answers, and the difference of every figure with its own interval."""
    from socialplan.plan.evidence.queries import comparison_json

    from . import tables

    versus = comparison_json(one, other)
    if format is Format.JSON:
        return json.dumps({**one.as_json(), "versus": versus}, ensure_ascii=False)
    rows = [versus["difference"], *versus["rows"]]
    names = list(dict.fromkeys(name for row in reversed(rows) for name in row))
    if format is Format.CSV:
        return tables.as_csv(names, rows).rstrip("\n")
    heads = [f"{ANALYSES[one.analysis].title}: {_asked(one)} compared with {_asked(other)}"]
    if versus["per_day"]:
        heads.append("The periods differ in length, so counts are per day.")
    return "\n".join([*heads, "", tables.table(names, rows)])


def _asked(finding: "Finding") -> str:
    names = ("account", "network", "since", "until")
    return ", ".join(f"{name} {finding.params[name]}" for name in names if finding.params.get(name)) or "all"


def _shown(finding: "Finding", format: Format) -> str:
    from . import tables

    names = [column.name for column in finding.columns]
    if format is Format.JSON:
        return json.dumps(finding.as_json(), ensure_ascii=False)
    if format is Format.CSV:
        return tables.as_csv(names, finding.rows).rstrip("\n")
    head = finding.headline
    value, low, high = (tables.shown(end) for end in (head.value, head.low, head.high))
    ends = f" (likely between {low} and {high})" if head.low is not None else ""
    lines = [
        f"{ANALYSES[finding.analysis].title}: {value} {head.unit}{ends}",
        f"n = {finding.n}, data up to {finding.as_of or 'no date'}, snapshot {finding.snapshot}"
        + (", simulated" if finding.simulated else ""),
        "",
        tables.table(names, finding.rows) if finding.rows else "Nothing to show.",
        *_words(finding),
    ]
    return "\n".join(lines)


def _words(finding: "Finding") -> list[str]:
    from socialplan.report.gaps import gaps_text
    from socialplan.report.notes import note_text

    notes = [note_text(note.code, note.values) for note in finding.notes]
    if not finding.coverage["complete"]:
        notes.append(gaps_text(finding.coverage["gaps"]))
    return ["", *notes] if notes else []
