"""Proposes a mapping for a file nobody has mapped: from the names of its columns and from samples."""

from collections.abc import Iterable, Sequence
from typing import Any

from .grammar import Block, Mapping, Reading, Where
from .reading import ReadSettings
from .samples import is_number, numbers_of, time_format
from .words import KIND_WORDS, METRIC_WORDS, NETWORKS, POST_WORDS, folded

SIGNS = {
    "twitter": ("tweet",), "facebook": ("angrys", "hahas", "fbid"),
    "instagram": ("from hashtags", "from explore", "ig-", "ig "),
}  # fmt: skip
TOTALS = ("total", "totaal", "grand total", "eindtotaal")


def guess(
    *, file: str, columns: Sequence[str], rows: Sequence[Sequence[str | None]], zone: str | None = None,
    read: ReadSettings | None = None,
) -> Mapping:  # fmt: skip
    """A mapping for posts and their figures; what no name or sample tells is left out (and kept as extra)."""
    cells = {name: [row[place] or "" for row in rows] for place, name in enumerate(columns)}
    metrics = _found(columns, METRIC_WORDS, lambda name: is_number(cells[name]) or not any(cells[name]))
    left = [name for name in columns if name not in metrics.values()]
    posts = _found(left, POST_WORDS, lambda name: True)
    _check_samples(posts, cells)
    if "likes" in metrics and "reactions" not in metrics:
        metrics["reactions"] = metrics.pop("likes")  # a network that gives only likes
    decimal, thousands = numbers_of(cells[name] for name in metrics.values())
    settings = {"decimal": decimal, "thousands": thousands}
    fields = {name: _reading(name, column, cells[column]) for name, column in posts.items()}
    blocks = [Block("posts", where=_not_total(cells, columns), fields=fields)]
    if metrics:
        values = {name: Reading(column=column) for name, column in metrics.items()}
        blocks.append(Block("metrics", where=blocks[0].where, values=values))
    base = read or ReadSettings()
    return Mapping(
        network=Reading(const=network_of(file, columns)), blocks=tuple(blocks), zone=zone,
        read=ReadSettings(**{**base.__dict__, **settings}),
    )  # fmt: skip


def network_of(file: str, columns: Iterable[str]) -> str:
    """From the name of the file, else of its columns."""
    text = " ".join([file, *columns]).lower()
    for network in NETWORKS:
        if network in text:
            return network
    for network, signs in SIGNS.items():
        if any(sign in text for sign in signs):
            return network
    return "other"


def _found(columns: Sequence[str], words: dict[str, tuple[str, ...]], fits: Any) -> dict[str, str]:
    """Field -> column: each column serves once, better names first."""
    names = {column: folded(column) for column in columns}
    found: dict[str, str] = {}
    for field, known in words.items():
        for word in known:
            match = [column for column in columns if names[column] == word and column not in found.values()]
            if match and fits(match[0]):
                found[field] = match[0]
                break
    return found


def _check_samples(posts: dict[str, str], cells: dict[str, list[str]]) -> None:
    """A name alone is not enough: ids differ in every row, and times can be read."""
    identifier = posts.get("post_id")
    if identifier and len({*cells[identifier]}) < len(cells[identifier]) * 0.95:
        del posts["post_id"]
    when = posts.get("created_at")
    if when and time_format(cells[when]) is None:
        others = [name for name in cells if name not in posts.values() and time_format(cells[name])]
        if others:
            posts["created_at"] = others[0]
        else:
            del posts["created_at"]


def _reading(field: str, column: str, cells: list[str]) -> Reading:
    if field == "created_at":
        return Reading(column=column, format=(time_format(cells) or "iso",))
    if field == "kind":
        seen = {folded(cell) for cell in cells if cell}
        known = {
            cell: KIND_WORDS[folded(cell)] for cell in dict.fromkeys(cells) if folded(cell) in KIND_WORDS
        }
        return Reading(column=column, map=known if seen else {}, default="other", ignore_case=True)
    if field == "hashtags":
        return Reading(column=column, split=" ")
    return Reading(column=column)


def _not_total(cells: dict[str, list[str]], columns: Sequence[str]) -> Where | None:
    """Exports close with a row of sums; it is no post."""
    if not columns:
        return None
    words = [cell for cell in cells[columns[0]] if cell.strip().lower() in TOTALS]
    return Where(column=columns[0], not_in=tuple(dict.fromkeys(words))) if words else None
