"""Sheets as Dutch marketers keep them, saved as CSV, are read without anybody naming a column."""

import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from socialplan.pipeline.collect.preview import header, preview, propose

# name: (sheet, times in UTC, network and kind of the first post, its figures)
SHEETS: dict[str, tuple[str, list[str], tuple[str, str], dict[str, float]]] = {
    "day and time apart, the network per row, a row of sums": (
        "Datum;Tijd;Kanaal;Type;Bericht;Link;Bereik;Weergaven;Likes;Reacties;Gedeeld;Klikken\n"
        "03-05-2024;14:30;Facebook;Foto;Kom langs!;https://voorbeeld.nl/a;1.250;2.300;12;3;4;56\n"
        "13-05-2024;9:05;Instagram;Video;Nieuw boek;;980;1.100;7;;1;\n"
        ";;;;;;;;;;;\n"
        "Totaal;;;;;;2.230;3.400;19;3;5;56\n",
        ["2024-05-03 12:30", "2024-05-13 07:05"], ("facebook", "photo"),
        {"reach": 1250, "impressions": 2300, "reactions": 12, "comments": 3, "shares": 4, "clicks": 56},
    ),
    "a title above the table": (
        "Rapport mei 2024;;;\n;;;\nDatum;Tekst;Vind-ik-leuks;Bereik\n"
        "1-5-2024;Hallo;1;1.000\n14-5-2024;Dag;3;2.000\n",
        ["2024-05-01 00:00", "2024-05-14 00:00"], ("other", "text"), {"reactions": 1, "reach": 1000},
    ),
    "a title alone on its line": (
        "Ons rapport\n\nDatum;Tekst;Likes\n1-5-2024;Hallo;1\n14-5-2024;Dag;3\n",
        ["2024-05-01 00:00", "2024-05-14 00:00"], ("other", "text"), {"reactions": 1},
    ),
    "means at the foot, in the column of days": (
        "Geplaatst op;Platform;Berichttekst;Soort bericht;Totaal aantal likes;Aantal keer gedeeld;Ratio\n"
        "1/5/2024;X;Hallo;Afbeelding;1.234;6;3,4%\n22/5/2024;X;Dag;Video;2.001;;2,9%\nGemiddeld;;;;1.617,5;6;3,15%\n",
        ["2024-05-01 00:00", "2024-05-22 00:00"], ("twitter", "photo"), {"reactions": 1234, "shares": 6},
    ),
    "months by name": (
        "Publicatiedatum;Titel;URL;Weergaven;Opmerkingen\n5 mei 2024;Een;https://youtu.be/a;1.234;3\n"
        "12 okt. 2024;Twee;https://youtu.be/b;12.345;33\n",
        ["2024-05-05 00:00", "2024-10-12 00:00"], ("other", "text"), {"impressions": 1234, "comments": 3},
    ),
    "the day of the week, and an hour": (
        "Dag;Uur;Bericht;Soort\nma 6 mei 2024;10:00;Hallo;foto\ndi 7 mei 2024;11:30;Dag;video\n",
        ["2024-05-06 08:00", "2024-05-07 09:30"], ("other", "photo"), {},
    ),
    "a time with a word": (
        "Maand;Datum plaatsing;Tijd plaatsing;Omschrijving;Contenttype;Views\n"
        "mei;01-05-24;10.30 uur;Hallo;Reel;1.234\nmei;22-05-24;11.30 uur;Dag;Carrousel;2.345\n",
        ["2024-05-01 08:30", "2024-05-22 09:30"], ("other", "video"), {"impressions": 1234},
    ),
    "day and time in one cell with words and commas": (
        '"Datum","Bericht","Likes","Bereik"\n"1 mei 2024, 10:30","Hallo, allemaal",1,"1.234"\n'
        '"22 mei 2024, 11:30","Regel\ntwee",3,"2.345"\n',
        ["2024-05-01 08:30", "2024-05-22 09:30"], ("other", "text"), {"reactions": 1, "reach": 1234},
    ),
    "short years, split by tabs": (
        "Datum\tBericht\tAantal weergaven\n31-12-24\tOud\t1.500\n01-01-25\tNieuw\t2.500\n",
        ["2024-12-31 00:00", "2025-01-01 00:00"], ("other", "text"), {"impressions": 1500},
    ),
    "months by short name": (
        "datum;tekst;likes\n1-mei-2024;hoi;3\n22-mrt-2024;dag;5\n",
        ["2024-05-01 00:00", "2024-03-22 00:00"], ("other", "text"), {"reactions": 3},
    ),
    "midnights are days": (
        "Datum;Bericht\n01-05-2024 00:00;a\n22-05-2024 00:00;b\n",
        ["2024-05-01 00:00", "2024-05-22 00:00"], ("other", "text"), {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_read_as_its_maker_means_it(desk: Any, name: str) -> None:
    text, times, (network, kind), figures = SHEETS[name]
    path = desk.write(text.encode("cp1252"))
    desk.bring(text.encode("cp1252"), propose([path], zone="Europe/Amsterdam").to_toml())
    posts = desk.rows()
    assert [f"{row['created_at']:%Y-%m-%d %H:%M}" for row in posts] == times
    assert (posts[0]["network"], posts[0]["kind"]) == (network, kind)
    first = [row for row in desk.rows("metrics") if row["subject_id"] == posts[0]["post_id"]]
    assert {row["name"]: row["value"] for row in first} == figures


def test_dates_typed_as_text_among_real_ones_are_read(desk: Any) -> None:
    book = openpyxl.Workbook()
    for row in (["Datum", "Bericht"], [datetime(2024, 5, 1), "a"], ["13-05-2024", "b"]):
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    path = desk.write(target.getvalue(), "posts.xlsx")
    desk.bring(target.getvalue(), propose([path]).to_toml(), name="posts.xlsx")
    assert desk.column("created_at") == [datetime(2024, 5, 1), datetime(2024, 5, 13)]


def test_a_column_that_names_the_network_is_no_column_left_over(desk: Any) -> None:
    rows = "03-05-2024;14:30;Instagram;a\n04-06-2024;9:30;Facebook;b\n"
    path = desk.write("Datum;Tijd;Platform;Bericht\n" + rows)
    seen = preview(desk.store, [path], zone="Europe/Amsterdam")
    assert (seen.unmapped, seen.problems, seen.rows["posts"]) == ((), (), 2)
    assert [warning["code"] for warning in seen.warnings] == ["no_writer", "day_month"]
    assert seen.since == datetime(2024, 5, 3, 12, 30)


def test_a_sum_below_the_rows_that_are_looked_at_is_no_post(desk: Any) -> None:
    text = "Datum;Bericht;Likes\n" + "13-05-2024;a;1\n" * 600 + "Totaal;;600\n"
    desk.bring(text, propose([desk.write(text)], zone="Europe/Amsterdam").to_toml())
    assert {row["created_at"] for row in desk.rows()} == {datetime(2024, 5, 13)}


def test_the_table_under_a_title_is_what_a_remembered_mapping_is_held_against(desk: Any) -> None:
    path = desk.write("Rapport;;\n;;\nDatum;Tekst;Likes\n1-5-2024;a;1\n")
    assert header(path) == ("Datum", "Tekst", "Likes")


def test_a_fraction_is_not_taken_for_thousands(desk: Any) -> None:
    mapping = propose([desk.write("Datum;Bericht;Bereik\n13-05-2024;a;0.125\n")])
    assert (mapping.read.decimal, mapping.read.thousands) == (".", "")
