"""sharers: every repost counts once, one's own never, names without regard to case."""

from datetime import date

import pytest

from socialplan.analysis.base import BadParameter
from tests.analysis.small_tables import answer, assert_rows, cells, tables

# line 1 of the file gave post a and interaction a: typed "RT @..."; post d is a native repost of o1
POSTS = """
    | post_id | line | role   | person_key | account_id | about_account | parent_id | created_at       | text|
    | a       | 1    | repost | ~anna      | -          | Shop          | -         | 2026-03-01T10:00 | RT  |
    | o1      | 2    | post   | ~ben       | -          | -             | -         | 2026-03-01T09:00 | hi  |
    | d       | 3    | repost | ~cleo      | -          | -             | o1        | 2026-03-29T01:30 | -   |
    | e       | 4    | repost | ~ben       | -          | -             | o1        | 2026-03-02T11:00 | -   |
    | f       | 5    | repost | ~dirk      | -          | -             | gone      | 2026-03-02T12:00 | -   |
    | o2      | 6    | post   | -          | Shop       | -             | -         | 2026-03-02T12:00 | new |
    | g       | 7    | repost | ~anna      | -          | -             | o2        | -                | -   |
"""
INTERACTIONS = """
    | interaction_id | line | kind   | actor_key | target_key | post_id | occurred_at         |
    | a              | 1    | repost | ~anna     | ~ben       | -       | 2026-03-01 10:00:00 |
    | b              | 91   | repost | ~anna     | ~ben       | -       | 2026-03-03 10:00:00 |
    | c              | 92   | repost | -         | Shop       | -       | 2026-03-03 11:00:00 |
    | s              | 93   | repost | ~ben      | ~ben       | -       | 2026-03-03 12:00:00 |
    | l              | 94   | like   | ~anna     | ~ben       | o1      | 2026-03-03 13:00:00 |
    | n              | 95   | repost | ~eve      | -          | o2      | 2026-03-03 14:00:00 |
"""
ACCOUNTS = """
    | account_id | handle | brand |
    | Shop       | shop   | Shop  |
"""


def given() -> dict:
    return tables(posts=POSTS, interactions=INTERACTIONS, accounts=ACCOUNTS)


def test_each_repost_counts_once_and_ones_own_never():
    # ~ben: a (typed, post and interaction), b, d; not e and s (his own). Shop: c, n and g.
    assert_rows(answer("sharers", given()), """
        | person | n | shares | distinct_sharers |
        | Shop   | 3 | 3      | 2                |
        | ~ben   | 3 | 3      | 2                |
    """)  # fmt: skip


def test_what_is_left_out_is_said():
    notes = {note.code: note.values["shares"] for note in answer("sharers", given()).notes}
    assert notes == {"own_shares_left_out": 2, "source_unknown": 1, "sharer_unknown": 1}


def test_a_window_is_of_the_sharing_in_the_zone_asked_and_leaves_undated_shares_out():
    # 01:30 UTC on 29 March is 03:30 in Amsterdam, the day the clock jumps: still 29 March, and only ~cleo's
    result = answer(
        "sharers",
        given(),
        by=("day",),
        since=date(2026, 3, 29),
        until=date(2026, 3, 30),
        zone="Europe/Amsterdam",
    )
    assert_rows(result, """
        | day        | person | shares | distinct_sharers |
        | 2026-03-29 | ~ben   | 1      | 1                |
    """)  # fmt: skip


def test_an_account_is_asked_without_regard_to_case():
    # what passes on Shop's own post, or is a post about Shop
    assert_rows(answer("sharers", given(), account="SHOP", by=("account",)), """
        | account | person | shares | distinct_sharers |
        | shop    | Shop   | 3      | 2                |
        | shop    | ~ben   | 1      | 1                |
    """)  # fmt: skip


def test_only_the_first_are_listed_and_all_are_counted():
    result = answer("sharers", given(), limit=1)
    assert [row["person"] for row in result.rows] == ["Shop"]
    assert result.headline.value == 6
    assert {"shown": 1, "people": 2} in [note.values for note in result.notes]


def test_people_unknown_are_not_nobody():
    interactions = INTERACTIONS.splitlines()
    only = "\n".join([interactions[1], interactions[4]])  # the sharer of c is not known
    assert_rows(answer("sharers", tables(interactions=only)), """
        | person | shares | distinct_sharers |
        | Shop   | 1      | -                |
    """)  # fmt: skip


def test_nothing_gives_nothing():
    result = answer("sharers", tables())
    assert (result.rows, result.headline.value, result.n, result.notes) == ((), 0, 0, ())


def test_a_limit_below_one_is_refused():
    with pytest.raises(BadParameter, match="limit"):
        answer("sharers", given(), limit=0)


def test_the_drawing_is_read_as_drawn():
    assert cells("| a | b |\n| 1 | - |") == [{"a": "1", "b": "-"}]
