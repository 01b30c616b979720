"""The short form of `verify stuck`: forged signs of life hide a dead worker; else it is soon seen."""

import json

from .test_import_kill import verify


def test_a_dead_worker_is_seen_on_the_page() -> None:
    done = verify("stuck", "--ways", "worker-killed", "--json")
    report = json.loads(done.stdout)
    assert report["planted_fault"] and report["false_alarms"] == [] and report["good"], done.stdout
    assert 0 < report["seconds"]["worker-killed"] < 45


def test_an_unknown_way_is_refused_with_those_there_are() -> None:
    done = verify("stuck", "--ways", "earthquake")
    assert done.returncode == 2 and "worker-killed" in done.stderr
