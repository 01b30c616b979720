"""What is told of a theme beside its lift: counted here post by post, in plain loops."""

from datetime import date, timedelta
from typing import Any

from tests.analysis.small_tables import answer, tables

FIRST = date(2026, 3, 1)


def posts(rows: list[dict[str, Any]]) -> dict[str, Any]:
    drawn = ["| post_id | account_id | person_key | kind | created_at | text |"]
    figures = ["| subject | subject_id | name | native_name | value | aggregation |"]
    for row in rows:
        cells = (row[name] for name in ("id", "account", "person", "kind", "at", "text"))
        drawn.append(f"| {' | '.join(cells)} |")
        figures.append(f"| post | {row['id']} | reactions | reactions | {row['value']} | total |")
    return tables(posts="\n".join(drawn), metrics="\n".join(figures))


def made() -> list[dict[str, Any]]:
    """Cake draws three times what other posts draw, on two kinds; three people and an account say so."""
    rows = []
    for place in range(240):
        cake = place % 4 == 0
        kind = "photo" if place % 3 else "video"
        person = "-" if place % 5 == 0 else f"~p{place % 3}"
        rows.append({
            "id": f"n{place:03}", "account": "cafe" if person == "-" else "-", "person": person, "kind": kind,
            "at": (FIRST + timedelta(days=239 - place)).isoformat(), "text": "A cake" if cake else "The rest",
            "value": (30 if cake else 10) * (5 if kind == "video" else 1) + place % 7,
        })  # fmt: skip
    return rows


def test_people_first_day_and_the_post_that_drew_most_are_those_of_the_posts_with_the_theme() -> None:
    rows = made()
    found = answer("themes", posts(rows), examples=True).rows
    cake = next(row for row in found if row["theme"] == "cake")
    said = [row for row in rows if "cake" in row["text"]]
    assert cake["people"] == len({(row["account"], row["person"]) for row in said})
    assert cake["first"] == min(row["at"] for row in said)
    assert cake["n"] == len(said)
    best = max(said, key=lambda row: row["value"] / _usual(rows, row))
    assert cake["top"] == best["id"]


def _usual(rows: list[dict[str, Any]], row: dict[str, Any]) -> float:
    """The middle response of the posts without cake of the same account and kind."""
    others = sorted(
        one["value"] for one in rows
        if one["kind"] == row["kind"] and one["account"] == row["account"] and "cake" not in one["text"]
    )  # fmt: skip
    middle = len(others) // 2
    return (others[middle] + others[~middle]) / 2


def test_without_the_option_nothing_else_is_told() -> None:
    result = answer("themes", posts(made()))
    assert "top" not in result.rows[0] and "people" not in [column.name for column in result.columns]


def test_groups_keep_their_posts_apart() -> None:
    rows = made()
    found = answer("themes", posts(rows), examples=True, by=("kind",)).rows
    for row in (row for row in found if row["theme"] == "cake"):
        said = [one for one in rows if "cake" in one["text"] and one["kind"] == row["kind"]]
        assert (row["n"], row["first"]) == (len(said), min(one["at"] for one in said))
