"""The worker's way in: `python -m socialplan.jobs`."""

import logging
import os

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialplan.config.settings")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("httpx2").setLevel(logging.WARNING)  # else a line per question to a network
    django.setup()
    from .worker import Worker

    Worker().run()


if __name__ == "__main__":
    main()
