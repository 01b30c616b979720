"""How a text addresses its reader, and how our own posts usually do: je or u."""

import pyarrow as pa

from socialplan.store import Store

from .reading import labels_read

READS = "address"
INFORMAL, FORMAL = FORMS = ("je", "u")


def address_in(text: str) -> str:
    """je, u, both or none; of a Dutch text."""
    from socialplan.labels.address import make  # brings a library that a page need not wait for

    read = make(("nl",)).label(pa.array([text]), pa.array(["nl"]))
    return str(read["label"][0].as_py() or "none")


def usual_address(store: Store, workspace: int) -> str:
    """What most posts of our own accounts use; "" where none was read, or as many use the other."""
    snapshot = store.snapshot(workspace)
    posts, accounts = store.current(snapshot, "posts"), store.current(snapshot, "accounts")
    ours = accounts.filter(accounts["owner_kind"] == "own").select("network", "account_id")
    mine = posts.semi_join(ours, ["network", "account_id"]).select("network", subject_id="post_id")
    read = labels_read(store, snapshot, [READS])
    read = read.filter(read["reads"] == READS, read["label"].isin(FORMS))
    read = read.semi_join(mine, ["network", "subject_id"]).select("label")
    counted = read.group_by("label").agg(n=read.count())
    counts = {row["label"]: row["n"] for row in store.execute(counted).to_pylist()}
    je, u = counts.get(INFORMAL, 0), counts.get(FORMAL, 0)
    return "" if je == u else INFORMAL if je > u else FORMAL
