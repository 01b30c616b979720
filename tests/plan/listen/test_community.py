"""Questions to the community: answers are collected by hashtag or under the post, and thanks fall due."""

from datetime import datetime, timedelta

import pyarrow as pa
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from socialplan.pipeline.form_of_address import address_in
from socialplan.pipeline.ledger import Store
from socialplan.plan.listen import actions
from socialplan.plan.listen.community import community_questions
from socialplan.plan.listen.models import CommunityQuestion, TrackedQuery
from socialplan.plan.sources.models import Connection, Source
from socialplan.plan.team.edits import StaleEdit
from socialplan.plan.team.models import Member
from socialplan.records import POSTS

from .talk import talk

ADDRESS = "https://social.example/@zoet/77"
POST = "https://social.example/users/zoet/statuses/77"


def hear(store: Store, workspace: int, *posts: dict[str, object]) -> None:
    rows = [
        {"network": "mastodon", "created_at": datetime(2026, 4, 2) + timedelta(hours=place),
         "precision": "second", "role": "post", "kind": "text", "line": place, **one}
        for place, one in enumerate(posts)
    ]  # fmt: skip
    schema = pa.schema([field for field in POSTS.schema if field.name not in ("workspace", "batch")])
    with store.writer(workspace, wait=0) as writer:
        writer.add("posts", pa.Table.from_pylist(rows, schema=schema))
        writer.commit(sha256=str(posts), kind="import", source="heard", simulated=False, by="t")


def ask(
    owner: Member, text: str = "Wat eet je bij de thee? #theetijd", hashtag: str = "#theetijd"
) -> CommunityQuestion:
    return actions.ask_community(workspace=owner.workspace, text=text, hashtag=hashtag, by=owner)


def test_a_hashtag_is_asked_at_once_and_its_answers_count(owner: Member, store: Store) -> None:
    talk(store, owner.workspace_id)
    connection = Connection.objects.create(
        workspace=owner.workspace,
        network="mastodon",
        server="https://a.example",
        account="1",
        handle="a",
        sealed="x",
    )
    row = ask(owner)
    assert row.query is not None and row.query.text == "#theetijd NOT from:own"
    assert Source.objects.get(connection=connection).asked == "#theetijd"
    (before,) = community_questions(owner.workspace)
    assert before.count == 0 and not before.thanks_due
    hear(store, owner.workspace_id, {"post_id": "1", "text": "Stroopwafels! #Theetijd", "person_key": "~x"},
         {"post_id": "2", "text": "Wat eet je? #theetijd", "account_id": "zoet"})  # fmt: skip
    (after,) = community_questions(owner.workspace)
    assert after.count == 1 and after.thanks_due  # our own question is no answer


def test_what_stands_under_the_post_counts_once_its_address_is_pasted(owner: Member, store: Store) -> None:
    talk(store, owner.workspace_id)
    row = ask(owner, hashtag="")
    assert row.query is None and community_questions(owner.workspace)[0].answers is None
    hear(
        store, owner.workspace_id,
        {"post_id": POST, "url": ADDRESS, "text": "Wat eet je?", "account_id": "zoet"},
        {"post_id": "r1", "text": "Koekjes", "parent_id": POST, "root_id": POST, "person_key": "~x"},
        {"post_id": "r2", "text": "Ik ook", "parent_id": "r1", "root_id": POST, "person_key": "~y"},
        {"post_id": "r3", "text": "Dank je", "parent_id": "r1", "root_id": POST, "account_id": "zoet"},
    )  # fmt: skip
    row = actions.found_at(question=row, address=ADDRESS, version=row.version, by=owner)
    assert TrackedQuery.objects.get().text == f'under:"{POST}" NOT from:own'
    assert community_questions(owner.workspace)[0].count == 2


def test_with_both_the_hashtag_is_asked_and_either_counts(owner: Member, store: Store) -> None:
    talk(store, owner.workspace_id)
    Connection.objects.create(
        workspace=owner.workspace,
        network="mastodon",
        server="https://a.example",
        account="1",
        handle="a",
        sealed="x",
    )
    row = ask(owner)
    actions.found_at(question=row, address=ADDRESS, version=row.version, by=owner)
    assert TrackedQuery.objects.get().text == f'(#theetijd OR under:"{ADDRESS}") NOT from:own'
    assert [one.asked for one in Source.objects.filter(stopped_at=None)] == ["#theetijd"]


def test_thanks_are_due_again_with_the_next_answer(owner: Member, store: Store) -> None:
    talk(store, owner.workspace_id)
    row = ask(owner)
    for number in (1, 2):
        post = {"post_id": f"a{number}", "text": "Cake #theetijd", "person_key": "~x"}
        hear(store, owner.workspace_id, post)
        (asked,) = community_questions(owner.workspace)
        assert (asked.count, asked.thanks_due) == (number, True)
        row = actions.thank(
            question=asked.row, answers=asked.count, version=asked.row.version, by=owner, now=timezone.now()
        )
        assert not community_questions(owner.workspace)[0].thanks_due
    with pytest.raises(StaleEdit):
        actions.thank(question=row, answers=9, version=1, by=owner, now=timezone.now())


def test_closing_it_ends_its_query(owner: Member, store: Store) -> None:
    row = ask(owner)
    actions.close_question(question=row, version=row.version, by=owner, now=timezone.now())
    assert not community_questions(owner.workspace)
    assert TrackedQuery.objects.get().removed_at is not None


@pytest.mark.parametrize(("text", "hashtag"), [("", "#x1"), ("Wat?", "#twee woorden"), ("Wat?", "#a!")])
def test_what_does_not_fit_is_refused(owner: Member, text: str, hashtag: str) -> None:
    with pytest.raises(ValidationError):
        ask(owner, text, hashtag)
    assert not CommunityQuestion.objects.exists() and not TrackedQuery.objects.exists()


@pytest.mark.parametrize(
    ("text", "form"),
    [("Wat eet je bij de thee?", "je"), ("Wat eet u bij de thee?", "u"), ("Eet u dat, of jij?", "both"),
     ("Thee?", "none")],
)  # fmt: skip
def test_the_form_of_address_of_a_text_is_read(text: str, form: str) -> None:
    assert address_in(text) == form
