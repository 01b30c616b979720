"""A preview shows what would be read and stores nothing; without a mapping it proposes one."""

from datetime import datetime
from typing import Any

import pytest

from socialplan.pipeline.collect.guess import guess
from socialplan.pipeline.collect.parse_mapping import parse_mapping
from socialplan.pipeline.collect.preview import header, preview

DUTCH = (
    "Pagina;Datum;Bericht;Type;Vind-ik-leuks;Reacties;Bereik\r\n"
    "Café Zon;13-05-2024 14:30;Kom langs #zon;Foto;12;3;1.250\r\n"
    "Café Zon;02-06-2024 09:00;Nieuw;Video;;1;12.980\r\n"
    "Totaal;;;;12;4;14.230\r\n"
).encode("cp1252")


def look(desk: Any, content: bytes | str, mapping: str | None = None, name: str = "facebook.csv", **more: Any) -> Any:  # noqa: E501
    path = desk.write(content, name)
    return preview(desk.store, [path], parse_mapping(mapping) if mapping else None, **more)


def test_a_dutch_spreadsheet_needs_no_mapping(desk: Any) -> None:
    seen = look(desk, DUTCH, zone="Europe/Amsterdam")
    assert (seen.files[0].encoding, seen.files[0].delimiter, seen.guessed) == ("cp1252", ";", True)
    assert (seen.rows["posts"], seen.problems) == (2, ())
    assert [(one.name, one.posts) for one in seen.accounts] == [("Café Zon", 2)]
    assert (seen.since, seen.until) == (datetime(2024, 5, 13, 12, 30), datetime(2024, 6, 2, 7, 0))
    read = {example.field: (example.raw, example.read) for example in seen.examples}
    assert read["posts.created_at"] == ("13-05-2024 14:30", "2024-05-13 12:30 UTC")
    assert read["metrics.reach"] == ("1.250", "1250")
    assert read["posts.kind"] == ("Foto", "photo")


def test_it_warns_about_what_it_guessed_and_left_out(desk: Any) -> None:
    codes = {warning["code"] for warning in look(desk, DUTCH, zone="Europe/Amsterdam").warnings}
    assert codes == {"encoding", "left_out", "blank_unknown"}


def test_days_that_could_be_months_are_pointed_out(desk: Any) -> None:
    content = "Datum;Account;Bericht\n02-05-2024;x;a\n03-06-2024;x;b\n"
    assert [warning["code"] for warning in look(desk, content).warnings] == ["day_month"]


@pytest.mark.parametrize(
    ("column", "codes"),
    [("Partij", []), ("account", []), ("auteur", []), ("merk", []), ("stemming", ["no_writer"])],
)
def test_posts_of_nobody_are_pointed_out(desk: Any, column: str, codes: list[str]) -> None:
    content = f"Datum;{column};Bericht\n22-05-2024;x;a\n23-06-2024;y;b\n"
    assert [warning["code"] for warning in look(desk, content).warnings] == codes


def test_a_proposed_mapping_can_be_kept_and_imports(desk: Any) -> None:
    seen = look(desk, DUTCH, zone="Europe/Amsterdam")
    kept = seen.mapping.to_toml()
    assert parse_mapping(kept) == seen.mapping
    receipt = desk.bring(DUTCH, kept, name="facebook.csv")
    assert dict(receipt.rows) == {**seen.rows, "accounts": 1, "coverage": 1}


def test_every_misfit_is_listed_with_its_line_and_nothing_is_stored(desk: Any) -> None:
    mapping = 'network = "t"\n[[table.posts]]\npost_id = "id"\ncreated_at = { column = "at", format = "%Y-%m-%d" }\n'  # noqa: E501
    seen = look(desk, "id,at\n1,2024-01-01\n2,x\n3,2024-01-03\n4,y\n", mapping)
    assert [(problem["code"], problem["line"]) for problem in seen.problems] == [("time", 3), ("time", 5)]
    assert (seen.misfits, desk.store.snapshot(1).batch) == (2, 0)


def test_a_missing_zone_is_a_misfit_and_no_crash(desk: Any) -> None:
    seen = look(desk, "Datum,Bericht\n2024-05-13 10:00,a\n")
    assert [problem["code"] for problem in seen.problems] == ["zone"]


def test_repeats_are_counted(desk: Any) -> None:
    seen = look(desk, "id,text\n1,a\n1,a\n", 'network = "t"\n[[table.posts]]\npost_id = "id"\ntext = "text"\n')  # noqa: E501
    assert {"code": "repeated", "table": "posts", "rows": 1} in seen.warnings


def test_the_header_is_read_without_the_rest(desk: Any) -> None:
    assert header(desk.write("id;text\n1;a\n")) == ("id", "text")
    assert header(desk.write('{"id": 1, "user": {"name": "x"}}\n', "a.jsonl")) == ("id", "user.name")


def test_likes_alone_are_the_reactions() -> None:
    mapping = guess(file="x.csv", columns=["Text", "Likes"], rows=[["a", "1"]])
    assert mapping.blocks[1].values["reactions"].column == "Likes"
