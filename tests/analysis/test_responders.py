"""responders: each like, share, quote and answer once, by whom; who only counts and does not name is said."""

from datetime import date
from typing import Any

import pytest

from socialplan.analysis.base import BadParameter
from tests.analysis.small_tables import answer, assert_rows, tables

ACCOUNTS = """
    | network | account_id | handle | owner_kind |
    | net     | Shop       | shop   | own        |
    | net     | Rival      | rival  | competitor |
"""
POSTS = """
    | network | post_id | line | role   | person_key | account_id | parent_id | created_at       | text |
    | net     | s1      | 1    | post   | -          | Shop       | -         | 2026-03-01T09:00 | new  |
    | net     | s2      | 2    | post   | -          | Shop       | -         | 2026-03-02T09:00 | more |
    | net     | r1      | 3    | post   | -          | Rival      | -         | 2026-03-02T09:00 | ours |
    | face    | f1      | 4    | post   | -          | Shop       | -         | 2026-03-02T09:00 | page |
    | mute    | m1      | 5    | post   | -          | Shop       | -         | 2026-03-02T09:00 | mute |
    | net     | c1      | 6    | reply  | ~anna      | -          | s1        | 2026-03-01T10:00 | how  |
    | net     | c2      | 7    | reply  | ~anna      | -          | s1        | 2026-03-01T11:00 | why  |
    | net     | c3      | 8    | reply  | -          | Shop       | c1        | 2026-03-01T12:00 | so   |
    | net     | c4      | 9    | reply  | ~anna      | -          | c2        | 2026-03-03T12:00 | well |
    | net     | q1      | 10   | quote  | ~ben       | -          | s1        | 2026-03-01T12:00 | look |
    | net     | p1      | 11   | repost | ~ben       | -          | s1        | 2026-03-29T01:30 | -    |
    | net     | p2      | 12   | repost | ~ben       | -          | s2        | 2026-03-29T23:30 | -    |
"""
INTERACTIONS = """
    | network | interaction_id | line | kind   | actor_key | target_key | post_id | occurred_at         |
    | net     | l1             | 91   | like   | ~anna     | Shop       | s1      | 2026-03-01 09:30:00 |
    | net     | l2             | 92   | like   | ~anna     | Shop       | s2      | 2026-03-02 09:30:00 |
    | net     | l3             | 93   | like   | ~anna     | Rival      | r1      | 2026-03-02 10:30:00 |
    | net     | l4             | 94   | like   | ~cleo     | Shop       | -       | 2026-03-02 10:30:00 |
    | net     | l5             | 95   | like   | -         | Shop       | s1      | 2026-03-02 10:30:00 |
    | net     | l6             | 96   | like   | Shop      | ~anna      | c1      | 2026-03-02 10:30:00 |
    | net     | l7             | 97   | like   | Rival     | Rival      | r1      | 2026-03-02 10:30:00 |
    | net     | l8             | 98   | like   | Rival     | Shop       | s1      | 2026-03-02 10:30:00 |
    | net     | q1             | 99   | quote  | ~ben      | Shop       | s1      | 2026-03-01 12:00:00 |
    | net     | x              | 11   | repost | ~ben      | Shop       | s1      | 2026-03-29 01:30:00 |
"""
METRICS = """
    | network | subject | subject_id | name      | native_name | value | aggregation |
    | net     | post    | s1         | reactions | likes       | 9     | total       |
    | net     | post    | s2         | reactions | likes       | 1     | total       |
    | face    | post    | f1         | reactions | reactions   | 40    | total       |
"""


def given() -> dict[str, Any]:
    return tables(posts=POSTS, interactions=INTERACTIONS, accounts=ACCOUNTS, metrics=METRICS)


def notes(**asked: Any) -> dict[str, Any]:
    return {note.code: dict(note.values) for note in answer("responders", given(), **asked).notes}


def test_likes_count_per_person_with_their_posts_and_days():
    # not l5 (nobody), l6 (ours), l7 (Rival's own); ~cleo's post is not told
    assert_rows(answer("responders", given()), """
        | network | person | n | responses | distinct_posts | days_active |
        | net     | ~anna  | 3 | 3         | 3              | 2           |
        | net     | Rival  | 1 | 1         | 1              | 1           |
        | net     | ~cleo  | 1 | 1         | -              | 1           |
    """)  # fmt: skip


def test_the_headline_is_how_many_people_and_n_how_often():
    result = answer("responders", given())
    assert (result.headline.value, result.headline.unit, result.n) == (3, "people", 5)


def test_what_does_not_count_is_said():
    found = notes()
    assert found["own_responses_left_out"] == {"times": 1}
    assert found["responses_to_oneself_left_out"] == {"times": 1}
    assert found["responder_unknown"] == {"times": 1}
    assert found["responded_post_unknown"] == {"times": 1}


def test_networks_that_count_without_names_and_those_that_do_neither_are_told_apart():
    found = notes()
    assert found["counts_not_names"] == {"networks": ["face"]}
    assert found["names_not_given"] == {"networks": ["mute"]}
    assert found["named_of_counted"] == {"named": 5, "times": 10}


def test_where_nobody_is_named_anywhere_the_headline_is_not_zero_but_unknown():
    result = answer("responders", given(), network="face")
    assert (result.headline.value, result.rows) == (None, ())
    # after 5 March there are posts of a network that names who liked, and nobody did
    assert answer("responders", given(), since=date(2026, 3, 5)).headline.value == 0


def test_within_a_window_counts_and_names_are_not_compared():
    # what is liked in a window may be older than the window
    found = notes(since=date(2026, 3, 1))
    assert "named_of_counted" not in found and found["counts_not_names"] == {"networks": ["face"]}


def test_a_repost_told_twice_counts_once_and_a_quote_is_no_repost():
    assert_rows(answer("responders", given(), kind="repost"), """
        | network | person | responses | distinct_posts | days_active |
        | net     | ~ben   | 2         | 2              | 1           |
    """)  # fmt: skip
    assert_rows(answer("responders", given(), kind="quote"), """
        | network | person | responses | distinct_posts | days_active |
        | net     | ~ben   | 1         | 1              | 1           |
    """)  # fmt: skip


def test_days_are_those_of_the_zone_that_is_asked_for():
    # 01:30 and 23:30 UTC of 29 March are two days in Amsterdam
    assert_rows(answer("responders", given(), kind="repost", zone="Europe/Amsterdam"), """
        | network | person | responses | days_active |
        | net     | ~ben   | 2         | 2           |
    """)  # fmt: skip


def test_two_answers_to_the_same_post_are_two_and_an_answer_to_oneself_is_none():
    # ~anna's c4 answers her own c2; the shop's c3 is ours
    assert_rows(answer("responders", given(), kind="reply"), """
        | network | person | responses | distinct_posts | days_active |
        | net     | ~anna  | 2         | 1              | 1           |
    """)  # fmt: skip
    assert notes(kind="reply")["responses_to_oneself_left_out"] == {"times": 1}


def test_an_account_is_whose_messages_were_responded_to():
    assert_rows(answer("responders", given(), account="SHOP", by=()), """
        | person | responses |
        | ~anna  | 2         |
        | Rival  | 1         |
        | ~cleo  | 1         |
    """)  # fmt: skip


def test_only_the_first_are_listed_and_all_are_counted():
    result = answer("responders", given(), limit=1)
    assert [row["person"] for row in result.rows] == ["~anna"]
    assert (result.headline.value, result.n) == (3, 5)
    assert {"shown": 1, "people": 3} in [dict(note.values) for note in result.notes]


def test_nothing_gives_nothing_and_a_limit_below_one_is_refused():
    result = answer("responders", tables())
    assert (result.rows, result.headline.value, result.n, result.notes) == ((), None, 0, ())
    with pytest.raises(BadParameter, match="limit"):
        answer("responders", given(), limit=0)
