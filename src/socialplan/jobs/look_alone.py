"""The process that looks for the worker: `python -m socialplan.jobs.look_alone JOB` prints the finding."""

import os
import sys

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialplan.config.settings")
    django.setup()
    from socialplan.plan.evidence.actions import run_look

    print(run_look(job=int(sys.argv[1])))


if __name__ == "__main__":
    main()
