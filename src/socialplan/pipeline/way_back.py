"""The mapping that brings a table back that was taken out as CSV for data or as JSON lines."""

from collections.abc import Sequence

from socialplan.records import DIMS, METRICS

from .collect import fields

# An apostrophe was put before what looks like a formula.
UNESCAPED = r"""{ first = [{ column = "NAME", extract = "(?s)^'('*[=+@\\-\\t\\r].*)$" }, "NAME"] }"""
KINDS = {
    fields.TIME: '{ column = "NAME", format = ["%Y-%m-%dT%H:%MZ", "iso"] }',  # to the minute, or finer
    **dict.fromkeys((fields.LIST, fields.HANDLES, fields.LINKS), '{ column = "NAME", split = "json" }'),
    **dict.fromkeys((fields.PLAIN, fields.TEXT, fields.HANDLE, fields.ACCOUNT), UNESCAPED),
}
BY_WORD = ("role", "kind", "owner_kind", "subject", "aggregation", "result")  # never a formula


def way_back(columns: Sequence[str], table: str = "posts") -> str:
    """TOML for a file of `taking_out.take_out(..., table)` with these columns. Raises KeyError for a table
    that files cannot fill: what is covered follows from the posts."""
    lines = [f'name = "socialplan {table}"', 'network = { column = "network" }', 'zone = "UTC"', ""]
    if table == "metrics":
        return "\n".join([*lines, *_metrics(columns)]) + "\n"
    lines += [f"[[table.{table}]]", *_fields(columns, table)]
    if table == "posts":
        lines.append("extra = false")
        lines += _figures(columns)
    if table == "efforts":
        lines.append(f"dims = {{ {', '.join(f'{name} = {_dim(name)}' for name in DIMS)} }}")
    return "\n".join(lines) + "\n"


def _fields(columns: Sequence[str], table: str) -> list[str]:
    return [
        f"{name} = {_reading(name, kind)}" for name, kind in fields.FIELDS[table].items() if name in columns
    ]


def _reading(name: str, kind: str) -> str:
    plain = name in BY_WORD or kind not in KINDS
    return f'"{name}"' if plain else KINDS[kind].replace("NAME", name)


def _figures(columns: Sequence[str]) -> list[str]:
    figures = [f'{name} = "{name}"' for name in METRICS if name in columns]
    return ["", "[[table.metrics]]", f"values = {{ {', '.join(figures)} }}"] if figures else []


def _metrics(columns: Sequence[str]) -> list[str]:
    """A figure per row: its name stands beside it."""
    named = [f'{name} = {{ column = "value", where = {{ column = "name", equals = "{name}" }} }}'
             for name in METRICS]  # fmt: skip
    return ["[[table.metrics]]", *_fields(columns, "metrics"), f"values = {{ {', '.join(named)} }}"]


def _dim(name: str) -> str:
    return f'{{ column = "dims", extract = \'"name": ?"{name}", ?"value": ?"([^"]*)"\' }}'
