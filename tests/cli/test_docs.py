"""The pages of docs/ that follow from the code are as the code says."""

import pytest

from socialplan.cli import COMMANDS
from socialplan.cli.docs import DOCS, pages


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_a_generated_page_is_current(path) -> None:
    assert path.read_text() == pages()[path], "run ./run docs"


def test_every_command_stands_on_the_page() -> None:
    page = (DOCS / "cli.md").read_text()
    assert all(f"## ./run {name}\n" in page for name in COMMANDS)
