"""The short form of `verify import-kill`: the fault is found, and killed imports leave whole batches."""

import json
import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]


def verify(*words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT / "src")}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "socialplan", "verify", *words],
        env=environment,
        capture_output=True,
        text=True,
    )


def test_killed_imports_leave_whole_batches_or_nothing() -> None:
    done = verify("import-kill", "--rounds", "4", "--seed", "7", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert report["good"] and report["planted_fault"].startswith("found")
    assert report["partial"] == report["lost"] == report["strange"] == []
    assert report["mid_import"] >= 2 and report["acknowledged"] == report["whole"] > 0


def test_verifications_are_listed_and_an_unknown_one_is_refused() -> None:
    assert "import-kill" in verify().stdout
    wrong = verify("nothing")
    assert wrong.returncode == 2 and "There is no verification 'nothing'" in wrong.stderr
    assert "Traceback" not in wrong.stderr
