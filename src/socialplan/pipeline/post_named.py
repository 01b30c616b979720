"""The id of a post by the address people see in their browser."""

from socialplan.store import Store


def post_named(store: Store, workspace: int, address: str) -> str | None:
    """Of a stored post with this address or id; None where it was not heard (yet)."""
    posts = store.current(store.snapshot(workspace), "posts")
    same = (posts["url"] == address) | (posts["post_id"] == address)
    found = store.execute(posts.filter(same).select("post_id").limit(1))["post_id"].to_pylist()
    return found[0] if found else None
