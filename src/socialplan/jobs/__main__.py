"""The worker's way in: `python -m socialplan.jobs [--only KINDS | --without KINDS]`."""

import argparse
import logging
import os

import django


def main() -> None:
    asked = _asked()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialplan.config.settings")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    django.setup()
    logging.getLogger("httpx2").setLevel(logging.WARNING)  # else a line per question to a network
    from . import JOBS
    from .worker import Worker

    kinds = [kind for kind in asked.only or JOBS if kind not in asked.without]
    Worker(kinds).run()


def _asked() -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="python -m socialplan.jobs", description="Do jobs that are due.")
    options.add_argument("--only", type=_kinds, default=[], help="Kinds of jobs, with commas.")
    options.add_argument("--without", type=_kinds, default=[], help="Kinds of jobs, with commas.")
    return options.parse_args()


def _kinds(text: str) -> list[str]:
    from . import JOBS

    unknown = [kind for kind in text.split(",") if kind not in JOBS]
    if unknown:
        raise argparse.ArgumentTypeError(f"there is no job '{unknown[0]}'; there are {', '.join(JOBS)}")
    return text.split(",")


if __name__ == "__main__":
    main()
