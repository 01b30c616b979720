"""The catalogue: every entry complete, loadable, and in Dutch."""

import inspect

import pytest

from socialplan.analysis import ANALYSES, GRAINS, GROUPS, Analysis
from socialplan.analysis.entry import EFFORT_GROUPS, TAG_GROUPS, VISIT_GROUPS
from socialplan.records import TABLES
from tests.house.messages import dutch


@pytest.mark.parametrize("entry", ANALYSES.values(), ids=lambda entry: entry.name)
def test_an_entry_names_a_module_with_gather_and_conclude(entry: Analysis) -> None:
    module = entry.load()
    assert list(inspect.signature(module.gather).parameters) == ["tables", "params"]
    assert list(inspect.signature(module.conclude).parameters) == ["rows", "params"]
    assert set(entry.tables) <= TABLES.keys()
    assert TABLES[entry.tables[0]].time or entry.tables == ("facts",)  # figures stand by their period
    known = {*GROUPS, *GRAINS, *VISIT_GROUPS, *EFFORT_GROUPS, *TAG_GROUPS}
    assert set(entry.by) <= known and set(entry.default_by) <= set(entry.by)


@pytest.mark.parametrize("entry", ANALYSES.values(), ids=lambda entry: entry.name)
def test_an_entry_is_there_in_dutch(entry: Analysis) -> None:
    known = dutch()
    words = [entry.title, entry.question, entry.about, entry.method, entry.unit]
    assert [text for text in [*words, *(option.help for option in entry.options)] if text not in known] == []
