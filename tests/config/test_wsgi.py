"""Pages run in threads that stay."""

import threading

from socialplan.config.wsgi import in_own_threads


def test_a_page_never_runs_in_the_servers_own_thread() -> None:
    seen: list[str] = []

    def page(environ: dict[str, object], start_response: object) -> list[bytes]:
        seen.append(threading.current_thread().name)
        return [b"x"]

    application = in_own_threads(page, threads=1)  # type: ignore[arg-type]
    answers = [list(application({}, lambda *_: None)) for _ in range(3)]
    assert answers == [[b"x"]] * 3
    assert len(set(seen)) == 1
    assert seen[0].startswith("page")
