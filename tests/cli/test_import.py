"""A file brought in by the command, and questions asked of it, with no worker anywhere."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.once import with_tables

CHECKOUT = Path(__file__).resolve().parents[2]
MAPPING = """
network = "test"
zone = "Europe/Amsterdam"
[[table.posts]]
post_id = "id"
person = "author"
about_account = "brand"
created_at = { column = "at", format = "%Y-%m-%d %H:%M" }
text = "text"
"""
POSTS = """id,author,brand,at,text
1,ann,cafe,2024-03-01 10:00,What a wonderful lovely place I love it
2,bob,cafe,2024-03-01 11:00,Terrible horrible coffee and awful rude service
3,cas,cafe,2024-03-02 12:00,Great friendly people and excellent cake thank you
"""


@pytest.fixture
def home(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new home with its database."""
    (tmp_path / "posts.csv").write_text(POSTS, encoding="utf-8")
    (tmp_path / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    with_tables(tmp_path_factory, tmp_path / "home")
    return tmp_path


def ran(home: Path, *words: str) -> str:
    own = {"SOCIALPLAN_HOME": str(home / "home"), "DJANGO_SETTINGS_MODULE": "socialplan.config.settings"}
    environment = {**os.environ, **own, "PYTHONPATH": str(CHECKOUT / "src")}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, text=True, check=False, cwd=home
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def run(home: Path, *words: str) -> str:
    return ran(home, "-m", "socialplan", *words)


def brought(home: Path) -> dict[str, object]:
    return dict(json.loads(run(home, "import", "posts.csv", "--map", "mapping.toml", "--json")))


def test_what_was_imported_is_read_when_a_question_needs_it(home: Path) -> None:
    receipt = brought(home)
    assert receipt["batch"] == 1 and receipt["rows"] == {
        "posts": 3, "people": 3, "accounts": 1, "coverage": 1,
    }  # fmt: skip
    assert json.loads(run(home, "analyse", "volume", "--format", "json"))["snapshot"] == "w1:b1:e0"
    found = json.loads(run(home, "analyse", "sentiment", "--format", "json"))
    assert found["snapshot"] == "w1:b2:e0" and found["n"] == 3
    assert not {note["code"] for note in found["notes"]} & {"posts_wait", "not_read", "no_labels"}
    assert json.loads(run(home, "analyse", "sentiment", "--format", "json")) == found


def test_labels_are_there_when_they_are_taken_out(home: Path) -> None:
    brought(home)
    rows = list(csv.DictReader(io.StringIO(run(home, "export", "labels", "--format", "csv"))))
    said = {row["subject_id"]: row["label"] for row in rows if row["labeller"].startswith("sentiment@")}
    assert said == {"1": "positive", "2": "negative", "3": "positive"}
