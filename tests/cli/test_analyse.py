"""The terminal: questions asked, answered, refused in one line."""

import csv
import io
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from socialplan.cli import build
from socialplan.cli.tables import as_csv, table
from socialplan.plan.sources.queries import open_store
from socialplan.plan.team.models import ApiToken, Workspace
from tests.people import joined, person
from tests.pipeline.test_measure import brought, post

SOURCE = Path(__file__).resolve().parents[2] / "src"


@pytest.fixture(autouse=True)
def workspace(settings: Any, tmp_path: Any, db: None) -> Workspace:
    settings.HOME = tmp_path
    made = Workspace.objects.create(pk=1, slug="bakery", name="Bakery", zone="Europe/Amsterdam")
    joined(made, person("Owner"), "owner")
    brought(open_store(), "a", post("1", kind="photo"), post("2", kind="=1+1"), simulated=True)
    return made


def asked(*words: str) -> None:
    build("analyse")(args=list(words), standalone_mode=False)


def test_json_is_the_public_shape(capsys: pytest.CaptureFixture[str]) -> None:
    asked("volume", "--by", "kind", "--format", "json")
    shown = json.loads(capsys.readouterr().out)
    assert (shown["analysis"], shown["n"], shown["simulated"]) == ("volume", 2, True)


def test_csv_cannot_run_as_a_formula(capsys: pytest.CaptureFixture[str]) -> None:
    asked("volume", "--by", "kind", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["kind"] for row in rows} == {"photo", "'=1+1"} and rows[0]["count"] == "1"
    assert as_csv(["a"], [{"a": -1.5}, {"a": None}, {"a": "-x"}]) == 'a\n-1.5\n""\n\'-x\n'


def test_a_table_says_simulated_and_the_snapshot(capsys: pytest.CaptureFixture[str]) -> None:
    asked("volume", "--account=CAFE")
    out = capsys.readouterr().out
    assert "simulated" in out and "w1:b1:e0" in out and "likely between" in out
    assert "2 posts (likely between 0.2422 and 7.22)" in out
    assert table(["a", "b"], [{"a": 1, "b": None}, {"a": 10, "b": "x"}]) == " a  b\n 1  -\n10  x"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nothing"], "There are: volume"),
        (["volume", "--account", "caffe"], "Nearest: cafe"),
        (["volume", "--workspace", "x"], "Workspaces: bakery"),
        (["spikes", "--k"], "--k needs a value"),
        (["volume", "stray"], "is not understood"),
        (["themes", "--all", "perhaps"], "Use true or false"),
    ],
)
def test_bad_use_is_one_line_and_code_2(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        asked(*words)
    assert ended.value.code == 2
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1


def test_a_flag_may_stand_alone(capsys: pytest.CaptureFixture[str]) -> None:
    asked("themes", "--all", "--format", "json")
    assert json.loads(capsys.readouterr().out)["params"] == {"all": True}


def test_a_key_is_shown_once_and_kept_as_a_hash(capsys: pytest.CaptureFixture[str]) -> None:
    build("token")(args=["--name", "notebook"], standalone_mode=False)
    secret = capsys.readouterr().out.strip()
    kept = ApiToken.objects.get()
    assert kept.name == "notebook" and secret not in kept.token_hash and len(kept.token_hash) == 64


def test_the_catalogue_needs_no_engine_and_no_database() -> None:
    code = (
        "import sys, socialplan.cli; socialplan.cli.build('analyses')(args=[], standalone_mode=False); "
        "assert not {'ibis', 'duckdb', 'pyarrow', 'numpy', 'django'} & set(sys.modules)"
    )
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "volume" in done.stdout and time.monotonic() - began < 10


def test_what_fails_is_one_line_without_a_traceback() -> None:
    code = "from socialplan.cli import main; import sys; sys.argv = ['x', 'analyse', 'volume']; main()"
    bare = {"SOCIALPLAN_HOME": "/proc/nothing", "PATH": "", "PYTHONPATH": str(SOURCE)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=bare)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr and done.stderr.count("\n") == 1


def test_two_accounts_are_compared_with_the_interval_of_the_difference(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Two posts against one: 1 (Poisson -3.6 to 6.6 by MOVER), which may be chance."""
    brought(open_store(), "b", post("3", account_id="rival"))
    asked("volume", "--account", "cafe", "--versus-account", "rival", "--format", "json")
    shown = json.loads(capsys.readouterr().out)
    difference = shown["versus"]["difference"]
    assert (difference["value"], difference["other"], difference["difference"]) == (2, 1, 1)
    assert difference["low"] < 0 < difference["high"] and difference["verdict"] == "unsure"
    asked("volume", "--account", "cafe", "--versus-account", "rival")
    assert "compared with account rival" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        asked("volume", "--account", "cafe", "--versus-account", "CAFE")
    assert "the same on both sides" in capsys.readouterr().err


def test_a_table_is_taken_out_with_its_way_back(
    capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    build("export")(args=["posts", "--format", "jsonl", "--out", str(tmp_path / "p")], standalone_mode=False)
    lines = [json.loads(line) for line in (tmp_path / "p").read_text().splitlines()]
    assert [line["post_id"] for line in lines] == ["1", "2"]
    build("export")(args=["posts", "--mapping"], standalone_mode=False)
    assert b"[[table.posts]]" in capfdbinary.readouterr().out
    with pytest.raises(SystemExit):
        build("export")(args=["passwords"], standalone_mode=False)
    assert b"There are: accounts" in capfdbinary.readouterr().err
