"""Data for the discipline of claims: a real set where one is at hand, else posts made by a seed."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from socialplan.pipeline.apart import rows_of
from socialplan.pipeline.ledger import Store

from .discipline import Posts

KINDS = ("photo", "video", "link", "text")


def real_data_folder() -> Path | None:
    """The folder of SOCIALPLAN_TEST_DATA, else the usual place beside the checkout."""
    checkout = Path(__file__).resolve().parents[4]
    folder = Path(os.environ.get("SOCIALPLAN_TEST_DATA", checkout / "../shared/data"))
    return folder if folder.is_dir() else None


def imported(store: Store, folder: Path, mapping: Path, *, workspace: int = 1) -> Posts:
    """Every post of a set, brought in by its mapping."""
    from socialplan.pipeline.collect.importing import import_files
    from socialplan.pipeline.collect.parse_mapping import parse_mapping

    files = sorted(path for path in folder.iterdir() if path.suffix in (".gz", ".csv"))
    import_files(store, workspace=workspace, paths=files, mapping=parse_mapping(mapping.read_text()))
    return Posts(rows_of(store, workspace, "posts"), rows_of(store, workspace, "metrics")).slim()


def made(*, seed: int, accounts: int = 4, posts: int = 1200) -> Posts:
    """Skewed responses (lognormal), whose usual level differs per account and kind."""
    dice = np.random.default_rng(seed)
    rows, figures = [], []
    for account in range(accounts):
        levels = {kind: float(dice.uniform(30, 900)) for kind in KINDS}
        for place in range(posts):
            kind = KINDS[int(dice.choice(len(KINDS), p=(0.4, 0.2, 0.3, 0.1)))]
            post = f"{account}-{place}"
            rows.append(_post(f"account{account}", post, kind, place))
            figures.append(_figure(post, levels[kind] * float(np.exp(dice.normal(0, 1)))))
    return Posts(pa.Table.from_pylist(rows), pa.Table.from_pylist(figures))


def _post(account: str, post: str, kind: str, place: int) -> dict[str, object]:
    return {
        "network": "made", "post_id": post, "account_id": account, "kind": kind, "role": "post",
        "created_at": datetime(2026, 1, 1) + timedelta(hours=5 * place), "precision": "second",
        "text": "made", "line": place,
    }  # fmt: skip


def _figure(post: str, value: float) -> dict[str, object]:
    return {
        "network": "made", "subject": "post", "subject_id": post, "name": "reactions",
        "native_name": "reactions", "value": float(round(value)), "aggregation": "total",
    }  # fmt: skip
