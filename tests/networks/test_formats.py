"""Every usual export is recognised by itself and read as a person reads it: one test per sample pair."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from socialplan.networks import FORMATS, file_format
from socialplan.networks.base import EVIDENCE
from socialplan.pipeline.collect.errors import BadImport
from socialplan.pipeline.collect.importing import import_files
from socialplan.pipeline.collect.parse_mapping import parse_mapping
from socialplan.pipeline.collect.recognise import recognise
from socialplan.store import Store

SAMPLES = Path(__file__).parent / "samples"
PAIRS = sorted(SAMPLES.glob("*/*/expected.json"))


def input_of(pair: Path) -> Path:
    return next(path for path in pair.parent.iterdir() if path.name != "expected.json")


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.parts[-3]}/{pair.parts[-2]}")
def test_a_sample_is_recognised_and_read(pair: Path, store: Store) -> None:
    expected = json.loads(pair.read_text())
    path = input_of(pair)
    found = recognise(path, zone=expected.get("zone"))
    assert found is not None
    assert (found.format.name, list(found.unknown)) == (expected["format"], expected["unknown"])
    mapping = parse_mapping(found.mapping.to_toml())  # what is remembered is the text
    assert mapping == found.mapping
    import_files(store, workspace=1, paths=[path], mapping=mapping)
    assert seen(store, expected) == {name: expected[name] for name in expected if name not in ASKED}


ASKED = ("format", "unknown", "zone")


def seen(store: Store, expected: dict[str, Any]) -> dict[str, Any]:
    """What was stored, in the words and with the fields of the expectation."""
    found: dict[str, Any] = {}
    for name in expected:
        if name in ASKED:
            continue
        table = store.execute(store.current(store.snapshot(1), name).order_by("line")).to_pylist()
        if name == "accounts":
            found[name] = sorted([row["account_id"], row["owner_kind"]] for row in table)
        elif name == "people":
            found[name] = sorted(row["handle"] for row in table)
        elif name == "metrics":
            rows = [[row["subject_id"], row["name"], row["value"]] for row in table]
            found[name] = in_order(rows, expected[name])
        else:
            fields = [list(row) for row in expected[name]]
            fields += [fields[0]] * (len(table) - len(fields))
            pairs = zip(table, fields, strict=True)
            found[name] = [{key: shown(row[key]) for key in keys} for row, keys in pairs]
    return found


def in_order(rows: list[list[Any]], expected: list[list[Any]]) -> list[list[Any]]:
    """Rows in the order of the expectation, further ones behind them."""
    known = [row for row in expected if row in rows]
    return known + sorted(row for row in rows if row not in expected)


def shown(value: Any) -> Any:
    return value.isoformat(sep=" ") if isinstance(value, datetime) else value


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_what_it_rests_on_and_has_a_sample(name: str) -> None:
    known = file_format(name)
    assert known.name == name
    assert known.evidence in EVIDENCE
    assert bool(known.needed) != bool(known.begins)
    assert set(known.needed) <= set(known.columns)
    assert known.how_to["en"] and len(known.how_to["en"]) == len(known.how_to["nl"])
    assert any(pair.parts[-3] == name for pair in PAIRS)


def test_an_export_per_day_says_to_ask_for_lifetime_figures(store: Store, tmp_path: Path) -> None:
    sample = (SAMPLES / "meta_pages/dutch/input.csv").read_text(encoding="utf-8-sig")
    header, post, *_rest = sample.splitlines()
    figures = (("14-03-2026", ";1;"), ("15-03-2026", ";9;"))
    days = [post.replace("Levensduur", day).replace(";12;", likes) for day, likes in figures]
    path = tmp_path / "per dag.csv"
    path.write_text("\n".join([header, *days]), encoding="utf-8")
    found = recognise(path, zone="Europe/Amsterdam")
    assert found is not None
    with pytest.raises(BadImport, match="export it again with lifetime figures") as refused:
        import_files(store, workspace=1, paths=[path], mapping=found.mapping)
    assert (refused.value.code, refused.value.line) == ("daily", 3)
