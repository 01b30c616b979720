"""The web server's way in: every request runs in a thread that Python made and that stays.

The server ends its own threads when they have nothing to do. DuckDB's memory, once used in such a thread, is
then freed twice and the whole process falls (seen with granian 2.8 and DuckDB 2.0 after half a minute of
silence). Threads made by Python do not have this, and a few that stay also keep their warm connections.
"""

import gc
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialplan.config.settings")
THREADS = int(os.environ.get("SOCIALPLAN_THREADS", "8"))

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def in_own_threads(wsgi: Wsgi, threads: int = THREADS) -> Wsgi:
    """The same application, run by `threads` lasting threads while the server's thread waits."""
    pool = ThreadPoolExecutor(threads, thread_name_prefix="page")

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        return pool.submit(wsgi, environ, start_response).result()

    return application


def loaded() -> Wsgi:
    """Every page's code, read in one go; looking for garbage meanwhile would only cost, as there is none.

    What is loaded then stays, and is looked at no more: that took a tenth of the time of a page.
    """
    gc.disable()
    application = get_wsgi_application()
    import_module("socialplan.config.urls")
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()
    return application


application = in_own_threads(loaded())
