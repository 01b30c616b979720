"""The reputation page: its parts show the figures of their findings, or say what is missing."""

import html
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

import pyarrow as pa
import pytest
from django.test import Client
from django.utils import timezone

from socialplan.pipeline.ledger import Store
from socialplan.plan.brief import actions as brief
from socialplan.plan.evidence.actions import run_look
from socialplan.plan.evidence.models import Finding
from socialplan.plan.listen.actions import label_new
from socialplan.plan.sources.models import Job
from socialplan.plan.team.models import User, Workspace
from socialplan.records import POSTS
from tests.people import member_of
from tests.plan.analyse.test_board import mark
from tests.plan.evidence.conftest import store
from tests.web.rooms import HTMX, at, send, text_of

__all__ = ["store"]
pytestmark = pytest.mark.usefixtures("store")
NETWORK, MONDAY = "facebook", datetime(2026, 1, 5, 12)
AWFUL, GREAT, ASKS = (
    "This is terrible, awful and horrible service, I hate it.", "Wonderful bread, I love it, thank you!",
    "What time do you open on Sunday?",
)  # fmt: skip


def say(store: Store, workspace: Workspace, texts: Sequence[str], about: str = "bakery") -> None:
    """What people say about an account, one post a day, each by somebody else."""
    rows = [
        {"network": NETWORK, "post_id": f"{about}-{place}", "about_account": about, "text": text,
         "person_key": "~" + f"{about}{place}".ljust(20, "x"), "created_at": MONDAY + timedelta(days=place),
         "precision": "second", "role": "post", "line": place + 1}
        for place, text in enumerate(texts)
    ]  # fmt: skip
    schema = pa.schema([field for field in POSTS.schema if field.name in rows[0]])
    with store.writer(workspace.pk, wait=0) as writer:
        writer.add("posts", pa.Table.from_pylist(rows, schema))
        writer.commit(sha256=f"said {about}", kind="import", source="said.csv", by="tests")


def answered(store: Store, workspace: Workspace, post: str) -> None:
    """The account answers a post."""
    row = {"network": NETWORK, "post_id": "answer", "account_id": "bakery", "text": "From nine on.",
           "parent_id": post, "created_at": MONDAY + timedelta(days=9), "precision": "second",
           "role": "reply", "line": 1}  # fmt: skip
    schema = pa.schema([field for field in POSTS.schema if field.name in row])
    with store.writer(workspace.pk, wait=0) as writer:
        writer.add("posts", pa.Table.from_pylist([row], schema))
        writer.commit(sha256="answered", kind="import", source="answers.csv", by="tests")


def piece(client: Client, workspace: Workspace, code: str, **given: str) -> str:
    return text_of(client.get(at(workspace, "reputation-part", code), given, **HTMX))  # type: ignore[arg-type]


def test_without_posts_the_page_says_what_to_bring(client_in: Client, workspace: Workspace) -> None:
    page = text_of(client_in.get(at(workspace, "reputation")))  # type: ignore[arg-type]
    assert "Bring an export in which other people" in page and "hx-trigger" not in page.split("<main")[1]


def test_the_page_stands_at_once_about_our_own_account_and_fetches_its_parts(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    say(store, workspace, [GREAT] * 9, about="rival")
    say(store, workspace, [GREAT] * 3)
    mark(store, workspace, bakery="own", rival="competitor")
    page = text_of(client_in.get(at(workspace, "reputation")))  # type: ignore[arg-type]
    assert "About bakery, our own account." in page and page.count("?account=bakery") > 7
    assert page.count('hx-trigger="load"') == 2 and page.count('hx-trigger="revealed"') == 6
    other = text_of(client_in.get(at(workspace, "reputation"), {"account": "rival"}))  # type: ignore[arg-type]
    assert "About rival. This account is not ours." in other


def test_what_models_read_stands_with_its_range_and_their_accuracy(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    say(store, workspace, [AWFUL] * 6 + [GREAT] * 3 + [ASKS])
    label_new(workspace=workspace.pk)
    meant = piece(client_in, workspace, "meant")
    assert "of what others say is negative." in meant and "60%" in meant
    assert "of 100 on" in meant and "Measured accuracy" in meant and 'class="sps-meant-negative"' in meant
    short = piece(client_in, workspace, "short")
    assert "Others wrote 10 posts." in short and "measure=complaining" in short
    asked = piece(client_in, workspace, "questions")
    assert "People asked 1 question." in asked and "?unanswered=true&amp;account=bakery" in asked


def test_the_links_under_the_questions_lead_to_what_they_say(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    other = "Can I order a cake for Saturday?"
    say(store, workspace, [AWFUL, GREAT, other, ASKS])
    say(store, workspace, [ASKS.replace("Sunday", "Monday")], about="rival")
    answered(store, workspace, "bakery-3")
    mark(store, workspace, bakery="own", rival="competitor")
    label_new(workspace=workspace.pk)
    asked = piece(client_in, workspace, "questions", account="bakery")
    address = re.findall(r'href="([^"]+)">Read the questions<', asked)[0]
    page = text_of(client_in.get(html.unescape(address)))  # type: ignore[arg-type]
    assert "2 posts" in page and 0 < page.index(other) < page.index(ASKS)  # the open one first
    assert AWFUL not in page and GREAT not in page and "Monday" not in page
    address = re.findall(r'href="([^"]+)">Posts to which no answer was seen<', asked)[0]
    page = text_of(client_in.get(html.unescape(address)))  # type: ignore[arg-type]
    assert other in page and AWFUL in page and ASKS not in page


def test_how_much_is_said_leaves_out_what_accounts_write(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    say(store, workspace, [GREAT] * 3)
    answered(store, workspace, "bakery-2")
    assert "Posts by others count here" in piece(client_in, workspace, "heard", account="bakery")
    finding = Finding.objects.get(analysis="volume", params__by=["day"])
    assert finding.n == 3


def test_correcting_a_sampled_post_shows_what_it_changed(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    say(store, workspace, [AWFUL] * 4)
    label_new(workspace=workspace.pk)
    before = piece(client_in, workspace, "sample")
    assert "Are these 4 posts read rightly?" in before and "Correct this label" in before
    assert "Negative by the model alone" not in before
    address = f"{at(workspace, 'label-correct')}?network={NETWORK}&post=bakery-0&reads=sentiment"
    assert send(client_in, address, label="positive").status_code == 200
    assert "Negative by the model alone: 100%. With what your team corrected: 75%." in piece(
        client_in, workspace, "sample"
    )


def test_posts_that_no_model_read_say_so_and_whether_that_is_being_done(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    say(store, workspace, [GREAT] * 3)
    meant = piece(client_in, workspace, "meant")
    assert "How it is meant is not known yet" in meant and "No model has read these posts" in meant
    Job.objects.create(workspace=workspace, kind="labels", due_at=timezone.now())
    asked = piece(client_in, workspace, "questions")
    assert "The posts are being read now." in asked and 'hx-trigger="every 5s"' in asked


def test_products_are_those_of_the_brief(
    client_in: Client, workspace: Workspace, store: Store, owner: User
) -> None:
    say(store, workspace, ["The espresso is cold", "Coffee, please", "Nothing of the kind"])
    assert "The brief does not say yet what you offer." in piece(client_in, workspace, "products")
    member = member_of(workspace, owner)
    for name, others in (("Espresso", "coffee"), ("Tea; green", "")):
        brief.add(workspace=workspace, kind="offer", fields={"name": name, "aliases": others}, by=member)
    page = piece(client_in, workspace, "products")
    assert "1 of the 2 products and services of the brief are mentioned." in page
    body = page.split("<tbody>")[1]
    assert body.index("Espresso") < body.index("Tea green") and "67%" in body


def test_what_the_data_cannot_tell_is_said(client_in: Client, workspace: Workspace, store: Store) -> None:
    say(store, workspace, [GREAT] * 3)
    made(workspace, send(client_in, at(workspace, "reputation-map")))
    assert "There is too little for a map of themes" in piece(client_in, workspace, "themes")
    assert "it takes 200" in piece(client_in, workspace, "themes")
    assert "What is usual is not known yet" in piece(client_in, workspace, "heard")


def made(workspace: Workspace, _answer: object) -> None:
    """What the worker does, in this process."""
    job = Job.objects.get(workspace=workspace, kind="look")
    Job.objects.filter(pk=job.pk).update(state="done", result={"finding": run_look(job=job.pk)})


def test_the_map_of_themes_is_made_by_a_job_that_shows_how_it_goes_and_can_be_stopped(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    subjects = ("fresh bread oven", "late parcel courier", "friendly waiter terrace", "broken bicycle chain")
    say(store, workspace, [f"The {subjects[place % 4]} number {place}" for place in range(240)])
    before = piece(client_in, workspace, "themes", account="bakery")
    assert "Make the map" in before and "every 1s" not in before and not Job.objects.exists()
    there = f"{at(workspace, 'reputation-map')}?account=bakery"
    shown = text_of(send(client_in, there))
    assert "The map is made as soon as" in shown and "every 1s" in shown and "<progress" in shown
    assert 'name="stop"' in shown and "Make the map" not in shown
    assert text_of(send(client_in, there)) and Job.objects.count() == 1  # asking twice is asking once
    stopped = text_of(send(client_in, there, stop="1"))
    assert "The map was stopped before it was done." in stopped and "Make the map" in stopped
    Job.objects.all().delete()
    made(workspace, send(client_in, there))
    page = piece(client_in, workspace, "themes", account="bakery")
    assert "of what others say has a clear theme." in page and "every 1s" not in page
    assert send(client_in, there, htmx=False).status_code == 302


def test_a_part_is_a_page_of_its_own_without_script_and_others_do_not_see_it(
    client_in: Client, client: Client, workspace: Workspace, store: Store
) -> None:
    say(store, workspace, [GREAT] * 3)
    page = text_of(client_in.get(at(workspace, "reputation-part", "heard")))  # type: ignore[arg-type]
    assert "<h1>" in page and "The whole page" in page and page.count('id="part-') == 1
    assert client_in.get(at(workspace, "reputation-part", "nothing")).status_code == 404
    client.logout()
    assert client.get(at(workspace, "reputation")).status_code == 302
