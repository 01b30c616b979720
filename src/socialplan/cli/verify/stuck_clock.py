"""A worker whose machine has its clock moved back by an hour while it runs: `python -m` this module."""

import runpy
import time

AFTER, BACK = 12.0, 3_600.0
_right, _began = time.time, time.monotonic()


def moved() -> float:
    return _right() - (BACK if time.monotonic() - _began > AFTER else 0.0)


if __name__ == "__main__":
    time.time = moved
    runpy.run_module("socialplan.jobs", run_name="__main__")
