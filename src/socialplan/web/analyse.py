"""The SWOT board: cards on four lists, suggestions beside them, and the question which side a fact is on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from socialplan.plan.analyse import actions, queries
from socialplan.plan.analyse.rules import COUNTING, INSIDE, QUADRANTS, SideDoubt
from socialplan.plan.evidence import actions as evidence
from socialplan.plan.evidence import queries as evidence_queries
from socialplan.plan.team.edits import CannotUndo, StaleEdit
from socialplan.plan.team.queries import has_data

from .access import PageRequest, page
from .stale import Clash, add_errors, clashes
from .typed import line, whole

TITLES = {
    "strength": gettext_lazy("Strengths"), "weakness": gettext_lazy("Weaknesses"),
    "opportunity": gettext_lazy("Opportunities"), "threat": gettext_lazy("Threats"),
}  # fmt: skip
ONE = {
    "strength": gettext_lazy("Strength"), "weakness": gettext_lazy("Weakness"),
    "opportunity": gettext_lazy("Opportunity"), "threat": gettext_lazy("Threat"),
}  # fmt: skip
HINTS = {
    "strength": gettext_lazy("inside, helps"), "weakness": gettext_lazy("inside, hinders"),
    "opportunity": gettext_lazy("outside, helps"), "threat": gettext_lazy("outside, hinders"),
}  # fmt: skip


class CardForm(forms.Form):
    sentence = forms.CharField(label=gettext_lazy("In one sentence"), max_length=280)
    claim = forms.TypedChoiceField(
        label=gettext_lazy("Evidence"), required=False, coerce=int, empty_value=None,
        help_text=gettext_lazy("A card without evidence cannot be supported."),
    )  # fmt: skip

    def __init__(self, *args: Any, workspace: Any, claim: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sentence"].widget.attrs["autofocus"] = True
        free = queries.claims_to_place(workspace)
        chosen = [claim] if claim is not None and claim not in free else []
        field_ = self.fields["claim"]
        assert isinstance(field_, forms.ChoiceField)
        field_.choices = [("", _("No evidence yet")), *((one.pk, one.sentence) for one in [*chosen, *free])]


@dataclass(frozen=True)
class Doubted:
    """A deed that waits for an answer: which side, or why it stays where it was put."""

    doubt: SideDoubt
    address: str
    hidden: Mapping[str, str]
    quadrant: str


@dataclass(frozen=True)
class Doing:
    """What is going on on the board."""

    quadrant: str = ""
    pk: int | None = None
    form: CardForm | None = None
    version: int | None = None
    clashes: list[Clash] = field(default_factory=list)
    by: str = ""
    done: str = ""
    card: Any = None
    doubted: Doubted | None = None
    status: int = 200


@page("plan.read")
@require_GET
def swot(request: PageRequest) -> HttpResponse:
    """The board; `?new=strength` opens an empty card, `?edit=3` one that is there."""
    if (quadrant := request.GET.get("new", "")) in QUADRANTS:
        return _show(request, Doing(quadrant, form=CardForm(workspace=request.workspace)))
    if (pk := whole(request.GET.get("edit"))) is not None:
        card = _card(request, pk)
        form = CardForm(
            workspace=request.workspace, claim=card.claim,
            initial={"sentence": card.sentence, "claim": card.claim_id},
        )  # fmt: skip
        return _show(request, Doing(card.quadrant, card.pk, form, card.version))
    return _show(request, Doing())


@page("plan.edit")
@require_POST
def add(request: PageRequest) -> HttpResponse:
    quadrant, form = _quadrant(request), CardForm(request.POST, workspace=request.workspace)
    if not form.is_valid():
        return _show(request, Doing(quadrant, form=form, status=422))

    def deed() -> Any:
        return actions.add_card(
            workspace=request.workspace, quadrant=quadrant, sentence=form.cleaned_data["sentence"],
            claim=_claim(request, form.cleaned_data["claim"]), by=request.member, reason=_reason(request),
        )  # fmt: skip

    return _do(request, deed, Doing(quadrant, form=form))


@page("plan.edit")
@require_POST
def change(request: PageRequest, pk: int) -> HttpResponse:
    card = _card(request, pk)
    form, version = CardForm(request.POST, workspace=request.workspace, claim=card.claim), _version(request)
    writing = Doing(card.quadrant, pk, form, version)
    if not form.is_valid():
        return _show(request, Doing(card.quadrant, pk, form, version, status=422))

    def deed() -> Any:
        words = {"sentence": form.cleaned_data["sentence"]}
        saved = actions.change_card(card=card, fields=words, version=version, by=request.member)
        claim = _claim(request, form.cleaned_data["claim"])
        if (claim and claim.pk) == saved.claim_id:
            return saved
        return actions.tie_card(
            card=saved, claim=claim, by=request.member, version=saved.version, reason=_reason(request)
        )

    return _do(request, deed, writing)


@page("plan.edit")
@require_POST
def move(request: PageRequest, pk: int) -> HttpResponse:
    card, quadrant = _card(request, pk), _quadrant(request)
    place = whole(request.POST.get("place")) or 0

    def deed() -> Any:
        return actions.move_card(
            card=card, quadrant=quadrant, place=place, by=request.member,
            version=_version(request), reason=_reason(request),
        )  # fmt: skip

    return _do(request, deed, Doing(quadrant))


@page("plan.edit")
@require_POST
def remove(request: PageRequest, pk: int) -> HttpResponse:
    card = _card(request, pk)
    return _do(
        request,
        lambda: actions.remove_card(
            card=card, version=_version(request), by=request.member, now=timezone.now()
        ),
        Doing(card.quadrant), done="removed",
    )  # fmt: skip


@page("plan.edit")
@require_POST
def undo(request: PageRequest, pk: int) -> HttpResponse:
    card = queries.any_card(request.workspace, pk)
    if card is None:
        raise Http404
    try:
        saved = actions.undo_card(card=card, version=_version(request), by=request.member, now=timezone.now())
    except CannotUndo:
        return _show(request, Doing(done="not undone", status=409))
    return _show(request, Doing(saved.quadrant, done="undone", card=saved))


@page("plan.edit")
@require_POST
def adopt(request: PageRequest) -> HttpResponse:
    """A suggestion becomes a card, or is declined."""
    key, found = request.POST.get("key", ""), queries.offer(request.workspace, request.POST.get("key", ""))
    if found is None:
        return _show(request, Doing(done="gone", status=409))
    if request.POST.get("quadrant") == "none":
        evidence.decline_suggestion(workspace=request.workspace, key=key, by=request.member)
        return _show(request, Doing(done="declined"))
    quadrant = _quadrant(request)

    def deed() -> Any:
        return actions.adopt_suggestion(
            suggestion=found.suggestion, quadrant=quadrant, by=request.member, reason=_reason(request)
        )

    return _do(request, deed, Doing(quadrant))


def _do(request: PageRequest, deed: Callable[[], Any], writing: Doing, done: str = "saved") -> HttpResponse:
    """The deed, or what stands in its way: the other side, somebody else's save, a field."""
    try:
        card = deed()
    except actions.SideQuestioned as asked:
        hidden = {name: str(value) for name, value in request.POST.items() if name not in HANDLED}
        doubted = Doubted(asked.doubt, request.path, hidden, writing.quadrant)
        return _show(request, Doing(writing.quadrant, doubted=doubted, status=409))
    except StaleEdit as stale:
        found = clashes(stale, writing.form) if writing.form else []
        done = "" if writing.form else "stale"
        return _show(request, Doing(writing.quadrant, writing.pk, writing.form, stale.version, found,
                                    stale.by, done, status=409))  # fmt: skip
    except ValidationError as error:
        if writing.form:
            add_errors(writing.form, error)
        return _show(request, Doing(writing.quadrant, writing.pk, writing.form, writing.version, status=422))
    return _show(request, Doing(writing.quadrant, done=done, card=card))


HANDLED = ("csrfmiddlewaretoken", "quadrant", "reason")


def _show(request: PageRequest, doing: Doing) -> HttpResponse:
    if request.method == "POST" and not request.htmx and doing.status == 200:
        return redirect("swot", request.workspace.slug)
    board = queries.board(request.workspace)
    context = {
        "doing": doing, "board": board, "rows": _rows(board), "offers": queries.offers(request.workspace),
        "says": _says(board), "one": ONE, "titles": TITLES,
        "has_data": has_data(request.workspace), "counting": COUNTING,
        "claims": evidence_queries.claims_in(request.workspace, "analyse"),
    }  # fmt: skip
    template = "analyse/_board.html" if request.htmx else "analyse/page.html"
    return render(request, template, context, status=doing.status)


@dataclass(frozen=True)
class List:
    """One of the four lists as the board shows it."""

    quadrant: str
    title: Any
    one: Any
    hint: Any
    counting: tuple[Any, ...]
    parked: tuple[Any, ...]


def _rows(board: queries.Board) -> list[tuple[Any, list[List]]]:
    lists = [
        List(name, TITLES[name], ONE[name], HINTS[name], board.counting(name), board.parked(name))
        for name in QUADRANTS
    ]
    inside = [one for one in lists if one.quadrant in INSIDE]
    outside = [one for one in lists if one.quadrant not in INSIDE]
    return [(_("Inside: ourselves"), inside), (_("Outside: the world"), outside)]


def _says(board: queries.Board) -> str:
    if not board.cards:
        return ""
    return _(
        "%(all)s cards. Supported: %(standing)s, to look at again: %(look)s, without evidence: %(bare)s."
    ) % {
        "standing": board.in_state("supported"), "all": len(board.cards),
        "look": board.in_state("stale", "contested", "irreproducible"), "bare": board.in_state("unsupported"),
    }  # fmt: skip


def _card(request: PageRequest, pk: int) -> Any:
    card = queries.card(request.workspace, pk)
    if card is None:
        raise Http404
    return card


def _claim(request: PageRequest, pk: int | None) -> Any:
    return evidence_queries.claim_of(request.workspace, pk) if pk else None


def _quadrant(request: HttpRequest) -> str:
    quadrant = request.POST.get("quadrant", "")
    if quadrant not in QUADRANTS:
        raise Http404
    return quadrant


def _reason(request: HttpRequest) -> str:
    return line(request.POST.get("reason"))


def _version(request: HttpRequest) -> int:
    return whole(request.POST.get("version")) or 0


urlpatterns = [
    path("w/<slug:workspace>/analyse/swot/", swot, name="swot"),
    path("w/<slug:workspace>/analyse/swot/cards/", add, name="swot-add"),
    path("w/<slug:workspace>/analyse/swot/adopt/", adopt, name="swot-adopt"),
    path("w/<slug:workspace>/analyse/swot/cards/<int:pk>/", change, name="swot-change"),
    path("w/<slug:workspace>/analyse/swot/cards/<int:pk>/move/", move, name="swot-move"),
    path("w/<slug:workspace>/analyse/swot/cards/<int:pk>/remove/", remove, name="swot-remove"),
    path("w/<slug:workspace>/analyse/swot/cards/<int:pk>/undo/", undo, name="swot-undo"),
]
