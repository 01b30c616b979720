"""The filters of the pages of Listen: what can be chosen, what is in force, and the address without it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import BadParameter, Params
from socialplan.analysis.parameters import parse
from socialplan.pipeline.holdings import HeldAccount
from socialplan.pipeline.label_choices import choices
from socialplan.plan.evidence.codes import network_word
from socialplan.plan.listen.stream import OTHERS, US
from socialplan.plan.listen.tracked import text_named

from .label_words import label_words, reader_words
from .words import ROLE_WORDS, parameter_words

if TYPE_CHECKING:
    from .access import PageRequest
    from .period import Period

Words = str | Promise
EVERYBODY = "-"  # in the address: no account in particular
OURS, COMPETITORS = "+own", "+competitor"  # no handle begins with a plus
LABELS = ("sentiment", "question")
UNSURE = "unsure"
PASSING = ("page", "item", "part", "around")  # steers the page, filters nothing
LONGEST = 2_000  # signs of a query


@dataclass(frozen=True)
class Filter:
    """One filter: `options` are (value, words); `value` is in force, empty for all."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str = ""
    all: bool = True  # whether one may choose none of them

    @property
    def words(self) -> str:
        return next((words for value, words in self.options if value == self.value), self.value)


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the address of the page without it."""

    label: str
    words: str
    without: str


def account_filter(accounts: Sequence[HeldAccount], query: QueryDict, *, by_owner: bool = True) -> Filter:
    """Accounts by kind of owner, and one by one."""
    kinds = {one.owner_kind for one in accounts if one.posts and by_owner}
    groups = [
        (code, str(words)) for code, kind, words in (
            (OURS, "own", _lazy("all of ours")), (COMPETITORS, "competitor", _lazy("all competitors")),
        ) if kind in kinds
    ]  # fmt: skip
    names = dict.fromkeys(one.name for one in accounts if one.posts)
    return _chosen("account", _("Account"), [*groups, *((name, name) for name in names)], query)


def ours_first(accounts: Sequence[HeldAccount], query: QueryDict) -> Filter:
    """One account by name: ours where nothing is chosen, and EVERYBODY for all together."""
    held = [one for one in accounts if one.posts]
    names = dict.fromkeys(one.name for one in held)
    options = [*((name, name) for name in names), (EVERYBODY, _("all accounts together"))]
    chosen = _chosen("account", _("About whom"), options, query)
    first = next((one.name for one in held if one.owner_kind == "own"), EVERYBODY)
    return replace(chosen, value=chosen.value or first, all=False)


def network_filter(networks: Iterable[str], query: QueryDict) -> Filter:
    return _chosen("network", _("Network"), [(name, network_word(name)) for name in networks], query)


def role_filter(query: QueryDict) -> Filter:
    roles = [(code, str(words)) for code, words in ROLE_WORDS.items()]
    return _chosen("role", _("Kind of post"), roles, query)


def said_filter(query: QueryDict) -> Filter:
    return _chosen("said", _("Written by"), [(US, _("us")), (OTHERS, _("others"))], query)


def label_filters(query: QueryDict) -> list[Filter]:
    words = {reads: [(code, label_words(code, reads)) for code in _labels(reads)] for reads in LABELS}
    return [_chosen(reads, reader_words(reads), options, query) for reads, options in words.items()]


def _labels(reads: str) -> tuple[str, ...]:
    return (*choices(reads), UNSURE) if reads == "sentiment" else choices(reads)


def _chosen(name: str, label: str, options: Sequence[tuple[str, str]], query: QueryDict) -> Filter:
    """What is not among the options is no filter."""
    asked = query.get(name, "").strip().lstrip("@")
    value = next((one for one, _words in options if one.casefold() == asked.casefold()), "")
    return Filter(name, label, tuple(options), value)


def chips(request: "PageRequest", filters: Iterable[Filter], query: str = "") -> list[Chip]:
    found = [Chip(one.label, one.words, address(request, without=one.name)) for one in filters if one.value]
    return [*found, Chip(_("Words"), query, address(request, without="query"))] if query else found


def scope_of(request: "PageRequest", period: "Period", given: Mapping[str, str | None]) -> tuple[Params, str]:
    """The scope of what is asked, and what is wrong with its query: then it is left out. A query may go by
    the name of a tracked one."""
    entry, zone = ANALYSES["volume"], request.workspace.zone
    query = text_named(request.workspace, given.get("query") or "")
    try:
        return parse(entry, {**given, "query": query, **period.given}, zone=zone), ""
    except BadParameter as error:
        rest = {name: value for name, value in given.items() if name != "query"}
        return parse(entry, {**rest, **period.given}, zone=zone), parameter_words(error)


def address(request: "PageRequest", *, without: str = "", **given: str) -> str:
    """This page with other things in its address; it starts at its first page again."""
    left_out = (*PASSING, without, "csrfmiddlewaretoken", *given)
    kept = [(name, value) for name, values in request.GET.lists() for value in values
            if value and name not in left_out]  # fmt: skip
    return "?" + urlencode([*kept, *given.items()])
