"""measure: one question on one snapshot; ids that move only with what went in; names joined when shown."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import BadParameter
from socialplan.analysis.parameters import parse
from socialplan.pipeline.measure import Finding, measure, newest_day
from socialplan.pipeline.names import with_names
from socialplan.records import TABLES
from socialplan.store import Store

NOON = datetime(2026, 3, 2, 12)


def rows(table: str, *given: dict[str, Any]) -> pa.Table:
    base = {"workspace": 1, "network": "net", "batch": 0, "line": 0}
    return pa.Table.from_pylist([{**base, **row} for row in given], schema=TABLES[table].schema)


def post(key: str, account: str = "cafe", at: datetime | None = NOON, **more: Any) -> dict[str, Any]:
    return {
        "post_id": key,
        "account_id": account,
        "created_at": at,
        "precision": "second",
        "role": "post",
        **more,
    }


def brought(
    store: Store, mark: str, *posts: dict[str, Any], simulated: bool = False, **tables: pa.Table
) -> int:
    with store.writer(1) as writer:
        if posts:
            writer.add("posts", rows("posts", *posts))
        for name, table in tables.items():
            writer.add(name, table)
        return writer.commit(sha256=mark, kind="import", source=mark, simulated=simulated)


def asked(store: Store, analysis: str = "volume", zone: str = "UTC", **given: Any) -> Finding:
    return measure(store, 1, analysis, parse(ANALYSES[analysis], given, zone=zone))


def test_a_finding_says_what_it_rests_on(store: Store) -> None:
    brought(store, "a", post("1"), post("2", at=NOON + timedelta(days=1)))
    finding = asked(store, by="account")
    assert (finding.n, finding.as_of, finding.snapshot) == (2, date(2026, 3, 3), "w1:b1:e0")
    assert (finding.batches, finding.simulated) == ((1,), False)
    assert finding.as_json()["params"] == {"by": ["account"]}


def test_the_newest_day_is_that_of_the_zone_asked(store: Store) -> None:
    brought(store, "a", post("1", at=datetime(2026, 3, 2, 23, 30)))
    assert asked(store, zone="Europe/Amsterdam").as_of == date(2026, 3, 3)
    params = parse(ANALYSES["volume"], {}, zone="America/New_York")
    assert newest_day(store, 1, "volume", params) == date(2026, 3, 2)


def test_an_id_moves_with_data_in_its_scope_and_not_with_data_elsewhere(store: Store) -> None:
    brought(store, "a", post("1"), post("2", "bakery"))
    before = {name: asked(store, account=name).finding_id for name in ("cafe", "bakery")}
    window = asked(store, until="2026-03-03").finding_id
    brought(store, "b", post("3", at=NOON + timedelta(days=9)))
    assert asked(store, account="bakery").finding_id == before["bakery"]
    assert asked(store, account="cafe").finding_id != before["cafe"]
    assert asked(store, until="2026-03-03").finding_id == window


def test_an_id_is_the_same_for_the_same_question_however_it_is_spelled(store: Store) -> None:
    brought(store, "a", post("1"))
    spelled = [
        asked(store, account="cafe"),
        asked(store, account="@CAFE"),
        asked(store, account="Cafe", zone="UTC"),
    ]
    assert len({finding.finding_id for finding in spelled}) == 1
    assert asked(store).finding_id != spelled[0].finding_id


def test_an_older_snapshot_gives_the_older_answer_with_its_older_id(store: Store) -> None:
    brought(store, "a", post("1"))
    old, first = store.snapshot(1), asked(store)
    brought(store, "b", post("2"))
    params = parse(ANALYSES["volume"], {}, zone="UTC")
    again = measure(store, 1, "volume", params, old)
    assert (again.n, again.finding_id) == (1, first.finding_id)
    assert asked(store).n == 2


def test_simulated_data_make_a_simulated_finding_where_they_touch(store: Store) -> None:
    brought(store, "a", post("1"))
    brought(store, "b", post("2", "bakery"), simulated=True)
    assert asked(store).simulated and asked(store, account="bakery").simulated
    assert not asked(store, account="cafe").simulated


def test_undated_posts_count_until_a_window_is_given(store: Store) -> None:
    brought(store, "a", post("1"), post("2", at=None))
    assert asked(store).n == 2
    assert asked(store, since="2026-01-01").n == 1


def test_a_window_follows_the_clock_of_its_zone_over_the_change_to_summer_time(store: Store) -> None:
    # 29 March 2026 has 23 hours in Amsterdam: from 28 March 23:00 to 29 March 22:00 UTC
    edges = [
        datetime(2026, 3, 28, 22, 59),
        datetime(2026, 3, 28, 23),
        datetime(2026, 3, 29, 21, 59),
        datetime(2026, 3, 29, 22),
    ]
    brought(store, "a", *(post(str(place), at=at) for place, at in enumerate(edges)))
    assert asked(store, zone="Europe/Amsterdam", since="2026-03-29", until="2026-03-30").n == 2


def test_a_date_stays_its_day_in_every_zone(store: Store) -> None:
    brought(store, "a", post("1", at=datetime(2026, 3, 2), precision="day"))
    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
        assert asked(store, zone=zone, since="2026-03-02", until="2026-03-03").n == 1
        assert asked(store, zone=zone, by="day").rows[0]["day"] == "2026-03-02"
        assert asked(store, zone=zone, by="hour").rows == ()


def test_an_account_is_found_by_handle_or_id_without_case(store: Store) -> None:
    accounts = rows(
        "accounts", {"account_id": "123", "handle": "HarbourBakery", "brand": "Harbour", "owner_kind": "own"}
    )
    brought(store, "a", post("1", "123"), accounts=accounts)
    for spelled in ("harbourbakery", "@HARBOURBAKERY", "123"):
        assert asked(store, account=spelled, by="account,brand").rows[0]["account"] == "HarbourBakery"
    assert asked(store, by="brand").rows[0]["brand"] == "Harbour"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"account": "caffe"}, "Nearest: cafe"),
        ({"network": "nett"}, "Nearest: net"),
        ({"by": "colour"}, "There are: account"),
        ({"since": "02-03-2026"}, "Write it as 2026-03-31"),
        ({"since": "2026-02-30"}, "is not a date"),
        ({"since": "2026-03-02", "until": "2026-03-02"}, "must lie before"),
        ({"zone": "europe/amsterdam"}, "Did you mean Europe/Amsterdam"),
        ({"zone": "Amsterdam"}, "Europe/Amsterdam"),
        ({"k": "2"}, "has no parameter 'k'"),
        ({"since": "0001-01-01"}, "is not a date"),
    ],
)
def test_what_cannot_be_used_is_said_with_what_would_do(
    store: Store, given: dict[str, str], said: str
) -> None:
    brought(store, "a", post("1"))
    with pytest.raises(BadParameter, match=said):
        asked(store, **given)


def test_an_empty_choice_says_which_parameters_empty_it(store: Store) -> None:
    brought(store, "a", post("1"))
    finding = asked(store, since="2027-01-01")
    assert finding.n == 0
    assert [(note.code, note.values) for note in finding.notes] == [
        ("nothing_in_scope", {"parameters": ["since"]})
    ]


def test_an_empty_workspace_answers_every_question_with_nothing(store: Store) -> None:
    for name in ANALYSES:
        finding = asked(store, name)
        assert (finding.n, finding.rows, finding.as_of, finding.batches) == (0, (), None, ())


def test_stated_gaps_and_silence_make_data_incomplete(store: Store) -> None:
    spans = [place for place in range(60) if not 30 <= place < 37]
    stated = rows("coverage", {
        "source": "file", "stream": "posts", "account_id": "cafe", "state": "gap", "why": "key expired",
        "from_at": datetime(2026, 1, 1), "to_at": datetime(2026, 1, 3),
    })  # fmt: skip
    posts = [post(f"{day}-{n}", at=NOON + timedelta(days=day)) for day in spans for n in range(3)]
    brought(store, "a", *posts, coverage=stated)
    assert asked(store).coverage == {
        "complete": False,
        "gaps": [
            {
                "network": "net",
                "account": "cafe",
                "since": "2026-01-01",
                "until": "2026-01-03",
                "why": "key expired",
            },
            {
                "network": "net",
                "account": "cafe",
                "since": "2026-04-01",
                "until": "2026-04-08",
                "why": "silent",
            },
        ],
    }
    assert asked(store, until="2026-03-20", since="2026-03-02").coverage["complete"]


def test_persons_stand_in_a_finding_by_key_and_are_named_when_shown(store: Store) -> None:
    ann = rows("people", {"person_key": "~ann", "handle": "Ann"})
    share = {"interaction_id": "9", "kind": "repost", "actor_key": "~bob", "target_key": "~ann", "line": 7}
    shares = rows("interactions", {**share, "occurred_at": NOON, "precision": "second"})
    brought(store, "a", post("1"), people=ann, interactions=shares)
    finding = asked(store, "sharers")
    assert [row["person"] for row in finding.rows] == ["~ann"]
    assert [row["person"] for row in with_names(store, 1, finding).rows] == ["Ann"]


def test_newer_figures_of_the_same_post_take_the_place_of_older_ones(store: Store) -> None:
    def figure(
        value: float, taken: datetime | None, name: str = "reactions", kind: str = "total"
    ) -> dict[str, Any]:
        return {"subject": "post", "subject_id": "1", "name": name, "native_name": name, "value": value,
                "taken_at": taken, "aggregation": kind}  # fmt: skip

    given = [
        figure(5, NOON),
        figure(9, NOON + timedelta(days=1)),
        figure(2, NOON, "comments"),
        figure(70, NOON, "reach"),
    ]
    brought(store, "a", post("1"), metrics=rows("metrics", *given))
    assert asked(store, "engagement").rows[0]["median"] == 11
    deltas = [figure(3, NOON + timedelta(hours=hour), "shares", "delta") for hour in range(2)]
    deltas = [{**one, "period_start": one["taken_at"]} for one in deltas]
    brought(store, "b", metrics=rows("metrics", *deltas))
    finding = asked(store, "engagement")
    assert finding.rows[0]["median"] == 17
    assert finding.headline.unit == "reactions+comments+shares per post"


@pytest.mark.parametrize("given", [{}, {"by": "-"}, {"by": "brand", "account": "cafe"}])
def test_what_a_finding_shows_of_its_question_asks_it_again(store: Store, given: dict[str, str]) -> None:
    brought(store, "a", post("1"), post("2"))
    params = parse(ANALYSES["responses"], given, zone="UTC")
    found = measure(store, 1, "responses", replace(params, given=None))
    again = measure(store, 1, "responses", parse(ANALYSES["responses"], found.params, zone="UTC"))
    assert again.finding_id == found.finding_id
