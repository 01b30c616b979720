"""Zip archives give the files they are about; a list of JSON objects reads as lines would."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from socialplan.pipeline.collect.errors import BadImport
from socialplan.pipeline.collect.limits import Limits
from socialplan.pipeline.collect.unpack import unpacked


def zipped(files: dict[str, str | bytes], path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def names_in(path: Path, limits: Limits | None = None) -> list[str]:
    with unpacked([path], limits) as found:
        assert all(one.read_bytes() for one in found)
        return [one.name for one in found]


def test_of_a_known_export_only_the_files_it_is_about(tmp_path: Path) -> None:
    studio = {"Table data.csv": "a", "Chart data.csv": "b", "Totals.csv": "c"}
    assert names_in(zipped(studio, tmp_path / "studio.zip")) == ["Table data.csv"]
    archive = {"data/tweets.js": "a", "data/tweets_media/1.jpg": "b", "data/account.js": "c"}
    assert names_in(zipped(archive, tmp_path / "twitter.zip")) == ["tweets.js"]


def test_of_any_other_archive_every_table(tmp_path: Path) -> None:
    files = {"a/posts.csv": "a", "b/posts.csv": "b", "__MACOSX/._posts.csv": "c", "readme.pdf": "d"}
    assert names_in(zipped(files, tmp_path / "files.zip")) == ["posts.csv", "posts.csv"]


def test_a_name_in_an_archive_leads_nowhere_else(tmp_path: Path) -> None:
    path = zipped({"../../outside.csv": "a", "/abs\\..\\evil.csv": "b"}, tmp_path / "odd.zip")
    with unpacked([path]) as found:
        folders = {one.resolve().parents[2].name for one in found}
    assert all(name.startswith("unpacked-") for name in folders)


@pytest.mark.parametrize(
    ("files", "limits", "code"),
    [
        ({"picture.png": "a"}, Limits(), "zip_empty"),
        ({f"{n}.csv": "a" for n in range(21)}, Limits(), "zip_many"),
        ({"a.csv": b"0" * 2**20}, Limits(ratio_from=2**16), "bomb"),
        ({"a.csv": b"0" * 100}, Limits(unpacked_bytes=50), "too_big"),
    ],
)
def test_what_cannot_be_taken_out_is_told(
    tmp_path: Path, files: dict[str, str | bytes], limits: Limits, code: str
) -> None:
    with pytest.raises(BadImport) as refusal:
        names_in(zipped(files, tmp_path / "a.zip"), limits)
    assert refusal.value.code == code


def test_a_damaged_archive_is_told(tmp_path: Path) -> None:
    path = zipped({"a.csv": "id,text\n" + "1,a\n" * 999}, tmp_path / "a.zip")
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(BadImport) as refusal:
        names_in(path)
    assert refusal.value.code == "broken_archive"


def test_a_spreadsheet_is_no_archive(tmp_path: Path) -> None:
    import openpyxl

    target = io.BytesIO()
    openpyxl.Workbook().save(target)
    (tmp_path / "a.xlsx").write_bytes(target.getvalue())
    with unpacked([tmp_path / "a.xlsx"]) as found:
        assert found == [tmp_path / "a.xlsx"]


LIST = [{"id": "1", "text": "a", "user": {"name": "ann"}}, {"id": "2", "text": "b"}]


def test_a_list_of_objects_is_read_like_lines(desk: Any) -> None:
    receipt = desk.bring(json.dumps(LIST, indent=2), name="posts.json")
    assert receipt.read == {"posts.json": 2}
    assert desk.column("text") == ["a", "b"]
    assert json.loads(desk.column("extra")[0]) == {"user": {"name": "ann"}}


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [('[{"id": 1}, 5]', "json", 2), ('[{"id": 1},', "json_list", None), ("[]", "empty", None)],
)
def test_a_list_that_is_none_is_told(desk: Any, content: str, code: str, line: int | None) -> None:
    with pytest.raises(BadImport) as refusal:
        desk.bring(content, name="posts.json")
    assert (refusal.value.code, refusal.value.file, refusal.value.line) == (code, "posts.json", line)
