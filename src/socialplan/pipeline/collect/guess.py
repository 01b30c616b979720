"""Proposes a mapping for a file nobody has mapped: from the names of its columns and from samples."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from .grammar import Block, Mapping, Reading, Where
from .guess_times import Cells, format_of, time_reading
from .reading import ReadSettings
from .samples import is_number, numbers_of
from .shaping import SPOILED
from .words import (
    KIND_WORDS,
    METRIC_WORDS,
    NETWORK_COLUMNS,
    NETWORK_WORDS,
    NETWORKS,
    POST_WORDS,
    TOTALS,
    folded,
    is_total,
    network_named,
)

SIGNS = {
    "twitter": ("tweet",), "facebook": ("angrys", "hahas", "fbid"),
    "instagram": ("from hashtags", "from explore", "ig-", "ig "),
}  # fmt: skip
MOSTLY = 0.8
POST_ADDRESS = re.compile(
    r"(facebook|fb|instagram|linkedin|twitter|x|tiktok|youtube|threads|bsky)\.\w+/.+|youtu\.be/\w+"
)
LONG = 500  # so many rows are looked at: below them a row of sums may stand that nobody saw


def guess(
    *, file: str, columns: Sequence[str], rows: Sequence[Sequence[str | None]], zone: str | None = None,
    read: ReadSettings | None = None,
) -> Mapping:  # fmt: skip
    """A mapping for posts and their figures; what no name or sample tells is left out (and kept as extra)."""
    cells = {name: [row[place] or "" for row in rows] for place, name in enumerate(columns)}
    network = _network_column(cells)
    free = [name for name in columns if name != network]
    metrics = _found(free, METRIC_WORDS, lambda name: is_number(cells[name]) or not any(cells[name]))
    left = [name for name in free if name not in metrics.values()]
    posts = _found(left, POST_WORDS, lambda name: True)
    _check_samples(posts, cells)
    if "likes" in metrics and "reactions" not in metrics:
        metrics["reactions"] = metrics.pop("likes")  # a network that gives only likes
    decimal, thousands = numbers_of(cells[name] for name in metrics.values())
    settings = {"decimal": decimal, "thousands": thousands}
    fields = {name: _reading(name, column, cells) for name, column in posts.items()}
    blocks = [Block("posts", where=_not_total(cells, columns, when=posts.get("created_at")), fields=fields)]
    if metrics:
        values = {name: Reading(column=column) for name, column in metrics.items()}
        blocks.append(Block("metrics", where=blocks[0].where, values=values))
    base = read or ReadSettings()
    return Mapping(
        network=_network(file, columns, network), blocks=tuple(blocks), zone=zone,
        read=ReadSettings(**{**base.__dict__, **settings}),
    )  # fmt: skip


def known_names(columns: Iterable[str]) -> int:
    """How many of these are names of columns as exports and spreadsheets write them."""
    words = {word for known in (*POST_WORDS.values(), *METRIC_WORDS.values()) for word in known}
    return sum(folded(name) in words or folded(name) in NETWORK_COLUMNS for name in columns if name.strip())


def _network_column(cells: Cells) -> str | None:
    """The column that names the network of each row."""
    for column, values in cells.items():
        known = [cell for cell in values if cell.strip() and not is_total(cell)]
        named = sum(network_named(cell) is not None for cell in known)
        if folded(column) in NETWORK_COLUMNS and known and named >= MOSTLY * len(known):
            return column
    return None


def _network(file: str, columns: Sequence[str], column: str | None) -> Reading:
    if column is None:
        return Reading(const=network_of(file, columns))
    words = {**{name: name for name in NETWORKS}, **NETWORK_WORDS, "x (twitter)": "twitter"}
    return Reading(column=column, map=words, default="other", ignore_case=True)


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
    if identifier and not _are_ids(cells[identifier]):
        del posts["post_id"]
    when = posts.get("created_at")
    if when and format_of(cells[when]) is None:
        others = [name for name in cells if name not in posts.values() and format_of(cells[name])]
        if others:
            posts["created_at"] = others[0]
        else:
            del posts["created_at"]
    if "text" not in posts and "title" in posts:
        posts["text"] = posts["title"]
    if "url" not in posts and "links" in posts and _are_posts(cells[posts["links"]]):
        posts["url"] = posts.pop("links")


def _are_ids(cells: Sequence[str]) -> bool:
    """Whether nearly every row has another one, and no spreadsheet has rounded them."""
    return len({*cells}) >= len(cells) * 0.95 and not any(re.match(SPOILED, cell) for cell in cells)


def _are_posts(cells: Sequence[str]) -> bool:
    """Whether these are addresses of posts: on a network, another one in each row."""
    known = [cell.strip() for cell in cells if cell.strip()]
    return bool(known) and len({*known}) == len(known) and all(POST_ADDRESS.search(cell) for cell in known)


def _reading(field: str, column: str, cells: Cells) -> Reading:
    if field == "created_at":
        return time_reading(column, cells) or Reading(column=column, format=("iso",))
    if field == "kind":
        known = [cell.strip() for cell in cells[column] if folded(cell) in KIND_WORDS]
        seen = {cell: KIND_WORDS[folded(cell)] for cell in known}
        return Reading(column=column, map={**seen, **KIND_WORDS}, default="other", ignore_case=True)
    if field == "hashtags":
        return Reading(column=column, split=" ")
    return Reading(column=column)


def _not_total(cells: Cells, columns: Sequence[str], *, when: str | None) -> Where | None:
    """Sheets close with rows of sums or means, no posts. The word stands in front, or for the day."""
    places = dict.fromkeys((*columns[:1], *((when,) if when else ())))
    words = {name: _total_words(cells[name]) for name in places}
    tests = tuple(Where(column=name, not_in=found) for name, found in words.items() if found)
    return Where(all=tests) if len(tests) > 1 else tests[0] if tests else None


def _total_words(cells: Sequence[str]) -> tuple[str, ...]:
    """The words for sums in these cells; of a long file all words, as its end is not seen."""
    found = [cell for cell in cells if is_total(cell)]
    if len(cells) >= LONG:
        found += [shown for word in TOTALS for shown in (word, word.capitalize(), word.upper())]
    return tuple(dict.fromkeys(found))
