"""A few conversations in the home of a running product: run as a module, in its environment."""

from datetime import datetime, timedelta
from typing import Any

import django

django.setup()

import pyarrow as pa  # noqa: E402

from socialplan.plan.listen.actions import label_new  # noqa: E402
from socialplan.plan.sources.queries import open_store  # noqa: E402
from socialplan.plan.team import actions as team  # noqa: E402
from socialplan.records import TABLES  # noqa: E402

FIRST = datetime(2026, 3, 2, 9)
CAKE, MORNING = "Fresh cake today", "Good morning everybody"
AWFUL = "This is terrible, awful and horrible service, I hate it."
ANNA, BEN = "~" + "a" * 20, "~" + "b" * 20
ANSWER = {"role": "reply", "about_account": "cafe", "root_id": "p1"}


def post(name: str, text: str, minutes: int, **more: Any) -> dict[str, Any]:
    at = FIRST + timedelta(minutes=minutes)
    return {"post_id": name, "text": text, "role": "post", "precision": "second", "created_at": at, **more}


def main() -> None:
    workspace = team.first_workspace(language="en")
    mornings = [
        post(f"m{place}", CAKE if place % 4 == 0 else MORNING, -1440 * place - 60, account_id="cafe",
             kind="photo")
        for place in range(120)
    ]  # fmt: skip
    talk = [
        post("p1", "New bread in the shop", 0, account_id="cafe"),
        post("a1", "What time do you open on Sunday?", 10, person_key=ANNA, parent_id="p1", **ANSWER),
        post("a2", AWFUL, 20, person_key=BEN, parent_id="p1", **ANSWER),
        post("a3", "At nine.", 30, account_id="cafe", parent_id="a1", role="reply", root_id="p1"),
    ]  # fmt: skip
    figures = [
        {"subject": "post", "subject_id": row["post_id"], "name": name, "native_name": name,
         "value": float(value), "aggregation": "total"}
        for row in (*mornings, talk[0])
        for name, value in (("reactions", 60 if row["text"] == CAKE else 20), ("shares", row["text"] == CAKE))
    ]  # fmt: skip
    likes = [
        {"interaction_id": f"l{place}", "kind": "like", "actor_key": ANNA if place % 3 else BEN,
         "post_id": f"m{place}", "occurred_at": FIRST - timedelta(days=place), "precision": "second"}
        for place in range(9)
    ]  # fmt: skip
    write(workspace.pk, {
        "accounts": [{"account_id": "cafe", "handle": "cafe", "owner_kind": "own"}],
        "people": [{"person_key": ANNA, "handle": "anna"}, {"person_key": BEN, "handle": "ben"}],
        "posts": [*mornings, *talk], "metrics": figures, "interactions": likes,
    })  # fmt: skip
    label_new(workspace=workspace.pk)
    print(f"/w/{workspace.slug}/listen/")


def write(workspace: int, tables: dict[str, list[dict[str, Any]]]) -> None:
    with open_store().writer(workspace) as writer:
        for name, rows in tables.items():
            whole = [{"network": "mastodon", "line": place + 1, **row} for place, row in enumerate(rows)]
            writer.add(name, pa.Table.from_pylist(whole, schema=TABLES[name].schema))
        writer.commit(sha256="listen", kind="import", source="listen")


if __name__ == "__main__":
    main()
