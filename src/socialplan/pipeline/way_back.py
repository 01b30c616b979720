"""The mapping with which posts that were taken out as CSV for data are brought in again."""

from collections.abc import Sequence

from socialplan.records import METRICS

PLAIN = (
    "post_id", "account_id", "about_account", "person", "language_hint", "role", "kind", "native_kind",
    "parent_id", "root_id", "turn", "url",
)  # fmt: skip
TIMES = ("created_at", "edited_at", "deleted_at")
WRITTEN = ("text", "title")  # an apostrophe was put before what looks like a formula
LISTS = ("hashtags", "mentions", "links")
UNESCAPED = '{ first = [{ column = "NAME", extract = "(?s)^\'([=+@\\\\-\\t\\r].*)$" }, "NAME"] }'


def way_back(columns: Sequence[str]) -> str:
    """TOML for a file of `taking_out.take_out(..., "posts")` with these columns."""
    fields = [f'{name} = "{name}"' for name in PLAIN if name in columns]
    fields += [f'{name} = {{ column = "{name}", format = "iso" }}' for name in TIMES if name in columns]
    fields += [f"{name} = {UNESCAPED.replace('NAME', name)}" for name in WRITTEN if name in columns]
    fields += [f'{name} = {{ column = "{name}", split = " " }}' for name in LISTS if name in columns]
    figures = [f'{name} = "{name}"' for name in METRICS if name in columns]
    lines = [
        'name = "socialplan posts"', 'network = { column = "network" }', 'zone = "UTC"', "",
        "[[table.posts]]", *fields, "extra = false",
    ]  # fmt: skip
    if figures:
        lines += ["", "[[table.metrics]]", f"values = {{ {', '.join(figures)} }}"]
    return "\n".join(lines) + "\n"
