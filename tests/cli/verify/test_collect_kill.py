"""The short form of `verify collect-kill`: the fault is found; what is killed loses and doubles nothing."""

import json

from .test_import_kill import verify


def test_killed_listening_leaves_every_item_once_and_the_cursor_behind() -> None:
    done = verify("collect-kill", "--kills", "4", "--seed", "7", "--json")
    report = json.loads(done.stdout)
    assert report["planted_fault"].startswith("found") and report["wrong"] == [], done.stdout + done.stderr
    assert report["kills"] == 4 and report["in_writing"] >= 1
    assert report["acknowledged"] == report["rows"] > 0
