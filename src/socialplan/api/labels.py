"""Labels of posts for programs: what stands beside a post, and saying what is right."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, Header, Router, Schema

from socialplan.pipeline.correct import NoSuchPost
from socialplan.plan.listen.actions import correct_label, undo_correction
from socialplan.plan.listen.queries import post_labels
from socialplan.plan.team.once import Answer, Keep, once

from .door import operation
from .problem import Problem

router = Router(tags=["labels"])
ABOUT = (
    "Counts at once and outranks every model; figures and claims that read the label are looked at again. "
    "Sent again with the same Idempotency-Key within seven days, the answer is the same and nothing is done."
)


class Label(Schema):
    """One label of one post, as it counts now."""

    labeller: str = Field(description="language, sentiment, question, intent, address or plain_language")
    label: str | None = Field(description="That of a person, else that of the adopted version")
    model_label: str | None = Field(description="What the adopted version says")
    version: str = Field(description="The adopted version")
    confidence: float | None = Field(description="Chance that the model is right; null: a person said it")
    evidence: list[str] = Field(description="Words that led to it, the strongest first")
    by_person: bool


class Correction(Schema):
    """What a person says of one label of one post."""

    network: str
    post: str = Field(description="The id of the post on its network")
    labeller: str = Field(description="sentiment, for instance")
    label: str | None = Field(
        description="The label that is right; the one that stands confirms it; null takes back what was said"
    )


class Corrected(Correction):
    """The correction as it was taken."""

    batch: int | None = Field(description="The batch it is stored in; null where it was so already")


@router.get("", summary="The labels of a post",
            response={200: list[Label], 400: Problem, 401: Problem, 403: Problem, 404: Problem})  # fmt: skip
@operation("data.read")
def labels(request: HttpRequest, network: str, post: str) -> Any:
    found = post_labels(request.member.workspace, network, post)  # type: ignore[attr-defined]
    if not found:
        raise Http404
    return [{**vars(one), "labeller": one.reads, "evidence": list(one.evidence)} for one in found]


@router.post("/corrections", summary="Correct or confirm a label of a post",
             description=ABOUT,
             response={200: Corrected, **dict.fromkeys((400, 401, 403, 404, 409), Problem)})  # fmt: skip
@operation("labels.correct")
def correct(
    request: HttpRequest, given: Correction,
    key: str = Header(
        alias="Idempotency-Key", min_length=1, max_length=80,
        description="Chosen by you, new for each correction; a UUID, for instance",
    ),
) -> Any:  # fmt: skip
    member, asked = request.member, given.dict()  # type: ignore[attr-defined]

    def do(keep: Keep) -> Answer:
        said: dict[str, Any] = {
            "workspace": member.workspace, "network": given.network, "post_id": given.post,
            "reads": given.labeller, "by": member, "also": lambda batch: keep({**asked, "batch": batch}),
        }  # fmt: skip
        if given.label is None:
            return {**asked, "batch": undo_correction(**said)}
        return {**asked, "batch": correct_label(**said, label=given.label)}

    try:
        return once(member=member, key=key, asked=asked, do=do)
    except NoSuchPost as gone:
        raise Http404 from gone
