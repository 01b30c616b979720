"""The labels of a post beside its text, and correcting one of them."""

from pathlib import Path

import pytest
from django.test import Client

from socialplan.pipeline import label as labelling
from socialplan.plan.listen.actions import label_new
from socialplan.plan.sources.queries import open_store
from socialplan.plan.team.models import AuditEntry, Workspace
from tests.pipeline.readers import Mood, Speaks, entry, only, shelf_of
from tests.plan.evidence.world import NETWORK, Said, bring
from tests.web.rooms import at, send, text_of

POST = "cafe-photo-0101-0"


@pytest.fixture
def read(workspace: Workspace, home: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    settings.HOME = home  # type: ignore[attr-defined]
    only(monkeypatch, entry("language"), entry("mood", labels=("good", "bad")))
    monkeypatch.setattr(labelling, "shipped", shelf_of(Speaks(), Mood()))
    bring(open_store(), workspace.pk, Said("cafe", "photo", range(3)))
    label_new(workspace=workspace.pk)
    return workspace


def address(workspace: Workspace, post: str = POST, reads: str = "mood") -> str:
    return f"{at(workspace, 'label-correct')}?network={NETWORK}&post={post}&reads={reads}"


def test_the_labels_stand_beside_the_posts_of_an_answer(client_in: Client, read: Workspace) -> None:
    page = text_of(client_in.get(at(read, "explore-analysis", "volume")))  # type: ignore[arg-type]
    assert "Mood: <strong>0-und-1</strong>" in page and "75% sure" in page and "<q>0</q>" in page
    assert "Language: <strong>another or unclear</strong>" in page
    assert page.count("Correct this label") == 6


def test_a_label_is_corrected_and_taken_back(client_in: Client, read: Workspace) -> None:
    form = text_of(client_in.get(address(read), headers={"HX-Request": "true"}))  # type: ignore[arg-type]
    assert 'value="good"' in form and "Back to what the model said" not in form
    saved = text_of(send(client_in, address(read), label="good"))
    assert "<strong>good</strong>" in saved and "corrected by your team" in saved
    form = text_of(client_in.get(address(read), headers={"HX-Request": "true"}))  # type: ignore[arg-type]
    assert "Back to what the model said: 0-und-1" in form
    assert "<strong>0-und-1</strong>" in text_of(send(client_in, address(read), label="good", undo="1"))


def test_a_label_that_is_right_is_confirmed_in_one_click_and_that_is_taken_back(
    client_in: Client, read: Workspace
) -> None:
    there = address(read, reads="language")
    shown = text_of(
        client_in.get(there.replace("labels/correct/", "labels/"), headers={"HX-Request": "true"})
    )  # type: ignore[arg-type]
    assert 'name="label" value="und"' in shown and 'value="0-und-1"' not in shown  # no label of the choices
    saved = text_of(send(client_in, there, label="und"))
    assert "confirmed by your team" in saved and "you say that this label is right" in saved
    assert 'name="undo"' in saved and AuditEntry.objects.latest("id").action == "confirm_label"
    back = text_of(send(client_in, there, undo="1"))
    assert "confirmed by your team" not in back and "What the model says counts again" in back


def test_without_script_the_form_is_a_page_of_its_own(client_in: Client, read: Workspace) -> None:
    assert client_in.get(address(read)).status_code == 200
    answer = send(client_in, address(read), htmx=False, label="bad")
    assert answer.status_code == 200 and "<strong>bad</strong>" in text_of(answer)


def test_what_there_is_not_is_refused(client_in: Client, read: Workspace) -> None:
    assert send(client_in, address(read), label="wonderful").status_code == 422
    assert send(client_in, address(read, post="nowhere"), label="good").status_code == 404
    assert client_in.get(address(read, reads="nothing")).status_code == 404
