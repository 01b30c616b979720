"""The four blocks of the brief as data: title, words of the buttons, what an empty one says."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Block:
    """One block. `lines_name` names the list of the brief it shows."""

    kind: str
    lines_name: str
    title: Words
    add: Words
    empty: Words
    hint: Words = ""
    lines: tuple[Any, ...] = ()
    own: tuple[str, ...] = ()  # accounts that are ours

    @property
    def template(self) -> str:
        return f"brief/_{self.kind}.html"

    def with_lines(self, lines: tuple[Any, ...], *, own: tuple[str, ...]) -> "Block":
        return replace(self, lines=lines, own=own)


BLOCKS: tuple[Block, ...] = (
    Block(
        "expectation", "expectations", _("Role and expectations"), _("Add an expectation"),
        _("Start with one sentence: what should social media do for the organisation? Everything later is "
          "measured against it."),
    ),
    Block(
        "name", "names", _("Who we are"), _("Add a name or spelling"),
        _("Add your name and the other ways people write it. Each shows how often it was heard."),
        _("Heard in the last 30 days of your data."),
    ),
    Block(
        "offer", "offers", _("What we offer"), _("Add a product or service"),
        _("Add what people may talk about: products, services, places."),
        _("Mentions in the last 30 days of your data, all spellings together."),
    ),
    Block(
        "campaign", "campaigns", _("What was done"), _("Add a campaign or event"),
        _("Add earlier campaigns and offline events. They are drawn on every time chart."),
        _("Drawn on every time chart. The figure counts what was said on those days; it does not prove an "
          "effect."),
    ),
)  # fmt: skip
