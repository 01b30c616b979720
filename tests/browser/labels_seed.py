"""Posts that were read, and corrections of all but one, in the home of a running product."""

from datetime import datetime, timedelta

import django

django.setup()

import pyarrow as pa  # noqa: E402

from socialplan.plan.listen.actions import label_new  # noqa: E402
from socialplan.plan.sources.queries import open_store  # noqa: E402
from socialplan.plan.team import actions as team  # noqa: E402
from socialplan.records import TABLES  # noqa: E402

POSTS = [f"The service at our shop was wicked, table {place}" for place in range(20)]
POSTS += [f"What a terrible and awful mess at table {place}, I hate it" for place in range(20)]
NEWEST = "The bread of today is a wonderful treat"


def main() -> None:
    workspace = team.first_workspace(language="en")
    start = datetime(2026, 3, 1, 12)
    rows = [
        {
            "network": "net", "post_id": str(place), "text": text, "account_id": "cafe", "role": "post",
            "precision": "second", "created_at": start + timedelta(hours=place),
        }
        for place, text in enumerate([*POSTS, NEWEST])
    ]  # fmt: skip
    write(workspace.pk, "posts", rows)
    label_new(workspace=workspace.pk)
    write(workspace.pk, "labels", [
        {
            "network": "net", "subject_id": str(place), "labeller": "sentiment@person", "language": "en",
            "label": "positive" if place < 20 else "negative",
        }
        for place in range(len(POSTS))
    ])  # fmt: skip
    print(f"/w/{workspace.slug}/")


def write(workspace: int, table: str, rows: list[dict[str, object]]) -> None:
    with open_store().writer(workspace) as writer:
        writer.add(table, pa.Table.from_pylist(rows, schema=TABLES[table].schema))
        writer.commit(sha256=table, kind="import", source=table)


if __name__ == "__main__":
    main()
