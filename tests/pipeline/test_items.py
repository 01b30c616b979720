"""items: the posts behind an answer or a row of it, with names."""

from datetime import timedelta

from socialplan.analysis import ANALYSES
from socialplan.analysis.parameters import parse
from socialplan.pipeline.items import Items, items
from socialplan.store import Store
from tests.pipeline.test_measure import NOON, brought, post, rows


def shown(store: Store, analysis: str = "volume", where: dict | None = None, limit: int = 20, offset: int = 0,
          **given: str) -> Items:  # fmt: skip
    params = parse(ANALYSES[analysis], given, zone="Europe/Amsterdam")
    return items(store, 1, analysis, params, where=where, limit=limit, offset=offset)


def fill(store: Store) -> None:
    days = [
        post(str(day), at=NOON + timedelta(days=day), kind="photo", hashtags=["Lunch"]) for day in range(5)
    ]
    ann = post("ann", account=None, person_key="~ann", about_account="cafe", text="Is the soup hot?")
    people = rows("people", {"person_key": "~ann", "handle": "Ann"})
    brought(store, "a", *days, ann, post("undated", at=None), people=people)


def test_newest_first_undated_last_and_page_by_page(store: Store) -> None:
    fill(store)
    found = shown(store, limit=3)
    assert found.total == 7 and [item.post_id for item in found.shown] == ["4", "3", "2"]
    assert [item.post_id for item in shown(store, limit=9, offset=3).shown] == ["1", "0", "ann", "undated"]


def test_wall_time_is_that_of_the_question_and_authors_have_names(store: Store) -> None:
    fill(store)
    found = {item.post_id: item for item in shown(store).shown}
    assert found["4"].at is not None and found["4"].at.hour == 13
    assert (found["ann"].author, found["ann"].account) == ("Ann", "cafe")
    assert found["4"].author == "cafe"


def test_the_items_of_one_row(store: Store) -> None:
    fill(store)
    assert shown(store, by="kind", where={"kind": "photo", "n": 5}).total == 5
    assert shown(store, by="kind", where={"kind": None}).total == 2
    assert shown(store, by="hashtag", where={"hashtag": "lunch"}).total == 5
    assert shown(store, by="day", where={"day": "2026-03-03"}).total == 1
    assert [item.post_id for item in shown(store, "themes", where={"theme": "soup"}).shown] == ["ann"]


def test_behind_answers_stand_the_questions_nobody_answered(store: Store) -> None:
    fill(store)
    assert [item.post_id for item in shown(store, "responses").shown] == ["ann"]


def test_behind_the_row_of_an_account_stand_its_posts(store: Store) -> None:
    fill(store)
    for analysis in ("channels", "compare"):
        assert shown(store, analysis, where={"account": "cafe"}).total >= 6
        assert shown(store, analysis, where={"account": "nobody"}).total == 0


def test_behind_the_row_of_a_tag_stand_the_posts_that_carry_it(store: Store) -> None:
    link = "https://cafe.example/?utm_source=%s&utm_medium=social"
    brought(store, "tags", *(
        post(str(place), links=[{"url": url, "domain": "cafe.example", "utm": None}])
        for place, url in enumerate([link % "fb", link % "Facebook.com", link % "x", "https://cafe.example/"])
    ))  # fmt: skip
    assert shown(store, "utm").total == 3
    assert shown(store, "utm", by="utm_source", where={"utm_source": "facebook"}).total == 2
    assert shown(store, "utm", by="utm_campaign", where={"utm_campaign": None}).total == 3
    assert shown(store, "utm", broken="yes", where={"link": link % "Facebook.com"}).total == 1


def test_behind_visits_stand_no_posts(store: Store) -> None:
    fill(store)
    assert shown(store, "traffic", where={"channel": "Social"}) == Items(0, ())
