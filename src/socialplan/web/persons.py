"""Handles for the person keys of a finding, joined at the moment of showing."""

from collections.abc import Iterable, Mapping
from textwrap import shorten
from typing import TYPE_CHECKING

from socialplan.pipeline.items import texts
from socialplan.pipeline.names import names
from socialplan.plan.sources.queries import open_store

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import Finding
    from socialplan.plan.team.models import Workspace

POSTS = ("largest_message_post", "most_telling_post", "top")  # columns that hold the id of a post
MOST_SIGNS = 90


def names_of(workspace: "Workspace", finding: "Finding") -> dict[str, str]:
    """Key -> handle for every person in the rows, and id -> first words for the posts they name."""
    columns = [column["name"] for column in finding.columns if column["role"] == "person"]
    keys = {str(row[name]) for row in finding.rows for name in columns if row.get(name)}
    return handles(workspace, keys) | _words(workspace, finding)


def _words(workspace: "Workspace", finding: "Finding") -> dict[str, str]:
    return first_words(workspace, {str(row[name]) for row in finding.rows for name in POSTS if row.get(name)})


def first_words(workspace: "Workspace", ids: Iterable[str]) -> dict[str, str]:
    """Id -> first words, of posts that are here and have words."""
    found = texts(open_store(), workspace.pk, sorted(set(ids)))
    return {post: shorten(words, MOST_SIGNS, placeholder="…") for post, words in found.items()}


def handles(workspace: "Workspace", keys: Iterable[str]) -> dict[str, str]:
    wanted = set(keys)
    if not wanted:
        return {}
    store = open_store()
    known: Mapping[str, str] = names(store, store.snapshot(workspace.pk), wanted)
    return dict(known)
