"""Explore and data: two answers side by side, what cannot be asked, files out, imports taken back."""

import csv
import io
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from socialplan.pipeline.collect.parse_mapping import parse_mapping
from socialplan.plan.brief import actions as brief
from socialplan.plan.evidence.models import Question
from socialplan.plan.listen.actions import add_query
from socialplan.plan.sources.models import Batch
from socialplan.plan.sources.queries import open_store
from socialplan.plan.team.models import AuditEntry, User, Workspace
from socialplan.web.charts import Chart
from tests.people import joined, member_of, person
from tests.plan.evidence.world import Said, bring


@pytest.fixture
def filled(tmp_path: Path, settings: LazySettings, workspace: Workspace) -> Workspace:
    settings.HOME = tmp_path
    ours = Said("bakery", "photo", range(10, 40))
    theirs = Said("rival", "photo", range(100, 130))
    videos = Said("bakery", "video", range(50, 62)), Said("rival", "video", range(50, 62))
    bring(open_store(), workspace.pk, ours, theirs, *videos)
    return workspace


def page(client: Client, workspace: Workspace, address: str) -> str:
    answer = client.get(f"/w/{workspace.slug}/{address}", headers={"accept-language": "en"})
    assert answer.status_code in (200, 422)
    return answer.content.decode()


SIDES = "account=bakery&versus_account=rival"


def test_two_accounts_side_by_side_show_the_range_of_their_difference(
    client_in: Client, filled: Workspace
) -> None:
    """Medians 24.5 and 114.5 of photos, and the same videos on both sides."""
    shown = page(client_in, filled, f"explore/engagement/?by=kind&{SIDES}")
    assert "bakery has less than rival" in shown
    assert shown.count("may be chance") == 1 and "-90" in shown
    assert "Side by side" in shown and "likely between" in shown


@pytest.mark.parametrize("asked", ["by=account,kind,weekday", "by=account&by=kind&by=weekday"])
def test_an_address_may_ask_for_three_groups(client_in: Client, filled: Workspace, asked: str) -> None:
    address = f"/w/{filled.slug}/explore/volume/csv/?{asked}"
    out = client_in.get(address, headers={"accept-language": "en"}).getvalue().decode("utf-8-sig")
    assert out.split(",")[:3] == ["Account", "Kind", "Weekday"]


def test_a_comparison_is_kept_and_listed(client_in: Client, filled: Workspace) -> None:
    client_in.post(f"/w/{filled.slug}/explore/engagement/keep/", {
        "by": "kind", "account": "bakery", "versus_account": "rival",
    })  # fmt: skip
    question = Question.objects.get(comparison="other")
    assert (question.versus, question.compared.n) == ({"account": "rival"}, 42)  # type: ignore[union-attr]
    assert "compared with rival" in page(client_in, filled, "explore/")
    assert "<details><summary>Name or take out" in page(client_in, filled, "explore/")


def test_what_a_person_saved_gets_a_name_and_is_taken_out_of_the_list(
    client_in: Client, filled: Workspace, owner: User
) -> None:
    kept = brief.add(workspace=filled, kind="name", fields={"text": "bakery"}, by=member_of(filled, owner))
    assert kept.question_id and "Saved findings" not in page(client_in, filled, "explore/")  # a room's own
    client_in.post(f"/w/{filled.slug}/explore/engagement/keep/", {"by": "kind", "account": "bakery"})
    pk = Question.objects.get(saved_at__isnull=False).pk
    for name in ("Photos  or videos", "themes"):
        client_in.post(f"/w/{filled.slug}/explore/saved/{pk}/name/", {"name": name})
        assert f">{' '.join(name.split())}</a>" in page(client_in, filled, "explore/")
    client_in.post(f"/w/{filled.slug}/explore/saved/{pk}/drop/")
    assert "Saved findings" not in page(client_in, filled, "explore/")
    assert Question.objects.get(pk=pk).latest is not None
    deeds = AuditEntry.objects.filter(action__contains="saved_finding").order_by("id")
    assert [row.action for row in deeds] == ["name_saved_finding"] * 2 + ["drop_saved_finding"]


def test_what_cannot_be_asked_is_said_in_the_language_of_the_page(
    client_in: Client, filled: Workspace
) -> None:
    address = f"/w/{filled.slug}/explore/volume/"
    User.objects.update(language="nl")
    same = client_in.get(address, {"account": "bakery", "versus_account": "Bakery"})
    near = client_in.get(address, {"account": "bakkery"})
    assert same.status_code == near.status_code == 422
    assert "Je vergelijkt twee keer hetzelfde" in same.content.decode()
    assert "Er is geen account &#x27;bakkery&#x27; in deze werkruimte" in near.content.decode()


def chart(client: Client, workspace: Workspace, address: str) -> Chart:
    answer = client.get(f"/w/{workspace.slug}/{address}")
    found: Chart = answer.context["shown"].chart
    return found


def test_silence_is_zero_between_posts_and_nothing_outside_them(
    client_in: Client, filled: Workspace
) -> None:
    later = Said("bakery", "photo", [1, 1], start=datetime(2026, 2, 3))
    bring(open_store(), filled.pk, later, source="later.csv")
    found = chart(client_in, filled, "explore/volume/?by=day&also=account")
    days = dict(zip(found.x, zip(*(one.values for one in found.series), strict=True), strict=True))
    names = [one.name for one in found.series]
    quiet = dict(zip(names, days["2026-02-01"], strict=True))
    assert quiet == {"bakery": 0, "rival": None}
    assert found.unfinished == ("2026-01-01", "2026-02-04")


def test_missing_data_are_a_gap_and_a_flag(client_in: Client, filled: Workspace) -> None:
    """Thirty days of a post a day and then three months of nothing are no zeros."""
    later = Said("bakery", "photo", range(30), start=datetime(2026, 5, 1))
    bring(open_store(), filled.pk, later, source="later.csv")
    found = chart(client_in, filled, "explore/volume/?by=week&account=bakery")
    march = found.series[0].values[found.x.index("2026-03-02")]
    assert march is None
    assert [event.gap for event in found.events] == [True]


def test_every_table_goes_out_with_names_and_stands_in_the_history(
    client_in: Client, filled: Workspace
) -> None:
    answer = client_in.get(f"/w/{filled.slug}/data/out/posts/csv/")
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 84 and {row["account_id"] for row in rows} == {"bakery", "rival"}
    brought = [*range(10, 40), *range(100, 130), *range(50, 62), *range(50, 62)]
    assert sorted(float(row["reactions"]) for row in rows) == sorted(brought)
    assert AuditEntry.objects.get(action="take_table_out").object == "posts"
    assert client_in.get(f"/w/{filled.slug}/data/out/passwords/csv/").status_code == 404
    assert client_in.get(f"/w/{filled.slug}/data/out/posts/exe/").status_code == 404
    way_back = parse_mapping(client_in.get(f"/w/{filled.slug}/data/out/posts.toml").content.decode())
    assert [block.table for block in way_back.blocks] == ["posts", "metrics"]
    assert "post_id" in way_back.blocks[0].fields


def test_a_finding_goes_out_in_every_format(client_in: Client, filled: Workspace) -> None:
    address = f"/w/{filled.slug}/explore/engagement/csv/"
    for name, begins in (("sheet", b"\xef\xbb\xbf"), ("data", b"kind,"), ("xlsx", b"PK"), ("jsonl", b"{"),
                         ("parquet", b"PAR1")):  # fmt: skip
        answer = client_in.get(address, {"by": "kind", "for": name})
        assert b"".join(answer.streaming_content).startswith(begins)  # type: ignore[attr-defined]
    assert client_in.get(address, {"by": "kind", "for": "exe"}).status_code == 404


def test_the_data_page_says_what_rests_on_an_import_and_takes_it_back(
    client_in: Client, filled: Workspace
) -> None:
    page(client_in, filled, "explore/volume/?account=bakery")
    shown = page(client_in, filled, "data/")
    assert "1 finding" in shown and "Take back" in shown
    batch = Batch.objects.get()
    address = f"/w/{filled.slug}/data/batch/{batch.number}/"
    assert "1 finding can no longer be recomputed" in client_in.get(address).content.decode()
    client_in.post(address)
    shown = page(client_in, filled, "data/")
    assert "taken back" in shown and client_in.get(address).status_code == 404


def test_who_may_not_erase_cannot_take_back(client: Client, filled: Workspace) -> None:
    guest = person("Guest")
    joined(filled, guest, "member")
    client.force_login(guest)
    assert client.get(f"/w/{filled.slug}/data/batch/1/").status_code == 403


def test_a_question_limited_to_a_query_is_saved_with_it(client_in: Client, filled: Workspace) -> None:
    shown = page(client_in, filled, "explore/volume/?query=cake")
    assert 'value="cake"' in shown
    client_in.post(f"/w/{filled.slug}/explore/volume/keep/", {"query": "(Cake,tea)"})
    assert Question.objects.get(workspace=filled).params["query"] == "cake OR tea"


def test_a_tracked_query_is_asked_for_by_its_name(client_in: Client, filled: Workspace, owner: User) -> None:
    fields = {"name": "Everything 3", "text": '"post 3" OR "post 4"'}
    add_query(workspace=filled, fields=fields, by=member_of(filled, owner))
    shown = page(client_in, filled, "explore/volume/?query=Everything+3")
    assert '<option value="Everything 3">' in shown
    client_in.post(f"/w/{filled.slug}/explore/volume/keep/", {"query": "Everything 3"})
    kept = Question.objects.get(workspace=filled, saved_at__isnull=False)
    assert kept.params["query"] == '"post 3" OR "post 4"'
    assert kept.latest is not None and kept.latest.n == 8  # two posts of each of the four series


def test_a_query_that_cannot_be_read_says_which_piece(client_in: Client, filled: Workspace) -> None:
    shown = page(client_in, filled, "explore/volume/?query=%28cake")
    assert "A bracket before “cake” is not closed." in shown
