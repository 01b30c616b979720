"""States can be read and told apart, also by people who see colours differently."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from .colours import BLINDNESS, contrast, distance

STATIC = Path(__file__).resolve().parents[2] / "src/socialplan/web/static/socialplan"
CSS = (STATIC / "app.css").read_text()
CHART = (STATIC / "chart.js").read_text()
FILLED = ("supported", "contested", "stale", "irreproducible")


def themes() -> dict[str, dict[str, str]]:
    light, dark = CSS.split("prefers-color-scheme: dark")[:2]
    found = {}
    for name, text in (("light", light), ("dark", dark.split("}")[0])):
        found[name] = dict(re.findall(r"--sp-([\w-]+): (#[0-9A-F]{6})", text))
    return found


THEMES = themes()
BOTH = pytest.mark.parametrize("theme", THEMES)


def test_the_arithmetic_agrees_with_published_values() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)  # the known edge of 4.5:1
    assert distance("#000000", "#FFFFFF") == pytest.approx(100, abs=0.01)
    assert distance("#FF0000", "#00FF00") == pytest.approx(170.58, abs=0.1)


@BOTH
@pytest.mark.parametrize("state", FILLED)
def test_text_on_a_filled_chip_is_at_least_7_to_1(theme: str, state: str) -> None:
    colours = THEMES[theme]
    assert contrast(colours[state], colours[f"{state}-text"]) >= 7


@BOTH
@pytest.mark.parametrize("ground", ["surface", "page", "hover"])
def test_text_on_an_open_chip_is_at_least_7_to_1(theme: str, ground: str) -> None:
    assert contrast(THEMES[theme]["quiet-chip-text"], THEMES[theme][ground]) >= 7


@BOTH
@pytest.mark.parametrize("sight", [None, *BLINDNESS])
def test_filled_chips_stay_apart(theme: str, sight: str | None) -> None:
    colours = THEMES[theme]
    near = {
        (one, two): round(distance(colours[one], colours[two], sight), 1)
        for one, two in combinations(FILLED, 2)
        if distance(colours[one], colours[two], sight) < 12
    }
    assert not near


@BOTH
def test_text_and_links_are_readable_on_every_ground(theme: str) -> None:
    colours = THEMES[theme]
    for ground in ("page", "surface", "hover"):
        assert contrast(colours["text"], colours[ground]) >= 7
        assert contrast(colours["quiet"], colours[ground]) >= 4.5
        assert contrast(colours["action"], colours[ground]) >= 4.5
    assert contrast(colours["action-text"], colours["action"]) >= 4.5
    assert contrast(colours["border"], colours["surface"]) >= 3


@BOTH
@pytest.mark.parametrize("stripe", ["sim-fill", "sim-stripe"])
def test_the_simulated_mark_is_readable_on_both_stripes(theme: str, stripe: str) -> None:
    assert contrast(THEMES[theme]["sim-text"], THEMES[theme][stripe]) >= 7


@pytest.mark.parametrize(("list_name", "theme"), [("LIGHT", "light"), ("DARK", "dark")])
def test_series_stand_out_from_the_surface_and_from_each_other(list_name: str, theme: str) -> None:
    colours = re.findall(r"#[0-9A-F]{6}", re.search(rf"{list_name} = \[([^\]]*)\]", CHART)[1])  # type: ignore[index]
    assert len(colours) == 5
    assert min(contrast(colour, THEMES[theme]["surface"]) for colour in colours) >= 3.6
    for sight in BLINDNESS:
        assert min(distance(one, two, sight) for one, two in combinations(colours, 2)) >= 12
