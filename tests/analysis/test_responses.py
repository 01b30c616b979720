"""responses: a pair is an incoming post and the earliest reply by the account to it."""

from datetime import date

import pytest

from socialplan.analysis import responses
from socialplan.analysis.base import Params
from socialplan.store.engines import duck
from tests.analysis.small_tables import answer, assert_rows, tables

# q1: two answers, the earliest counts; q2: a follow-up without answer; q3 only mentions, q4 addresses nobody
LINKED = """
    | post_id | role  | person_key | account_id | parent_id | created_at          | mentions     |
    | q1      | post  | ~anna      | -          | -         | 2026-03-02 10:00:00 | ~ben Shop    |
    | r2      | reply | -          | Shop       | q1        | 2026-03-02 12:00:00 | ~anna        |
    | r1      | reply | -          | Shop       | q1        | 2026-03-02 10:30:00 | ~anna        |
    | q2      | reply | ~anna      | -          | r1        | 2026-03-02 10:40:00 | Shop         |
    | q3      | post  | ~ben       | -          | -         | 2026-03-03 10:00:00 | ~x Shop Rival |
    | q4      | post  | ~cleo      | -          | -         | 2026-03-03 11:00:00 | -            |
    | own     | post  | -          | Shop       | -         | 2026-03-04 09:00:00 | -            |
    | c1      | reply | ~dirk      | -          | own       | 2026-03-04 10:00:00 | -            |
    | r3      | reply | -          | Shop       | c1        | 2026-03-04 11:30:00 | -            |
    | rt      | repost | ~eve      | -          | own       | 2026-03-04 12:00:00 | Shop         |
"""


def test_the_earliest_reply_counts_and_the_account_is_the_parents_author_or_the_first_mentioned():
    # Shop: q1 30 min, c1 90 min; q2 and q3 not; nobody: q4
    result = answer("responses", tables(posts=LINKED))
    assert_rows(result, """
        | account | n | median_minutes | p90_minutes | answered | unanswered |
        | Shop    | 4 | 60             | 84          | 2        | 2          |
        | -       | 1 | -              | -           | 0        | 1          |
    """)  # fmt: skip
    assert_rows(result, """
        | account | unanswered_first | unanswered_follow_ups | answered_share |
        | Shop    | 1                | 1                     | 0.5            |
        | -       | 1                | 0                     | 0              |
    """)  # fmt: skip


def test_the_unanswered_come_as_items_first_questions_before_follow_ups_newest_first():
    left = responses.items(tables(posts=LINKED), Params())
    assert duck(threads=1).arrow(left)["post_id"].to_pylist() == ["q4", "q3", "q2"]


def test_a_list_names_the_unanswered_posts_with_when_and_by_whom_they_were_asked():
    listed = answer("responses", tables(posts=LINKED), unanswered="yes", zone="Europe/Amsterdam")
    counted = answer("responses", tables(posts=LINKED), zone="Europe/Amsterdam")
    assert [row["post"] for row in listed.rows] == ["q4", "q3", "q2"]
    assert sum(row["n"] for row in listed.rows) == sum(row["unanswered"] for row in counted.rows)
    assert (listed.headline, listed.n) == (counted.headline, counted.n)
    assert all(row["asked_at"] > "2026-03-02 11" and row["person"] for row in listed.rows)


def test_what_no_account_ever_answers_is_not_available():
    result = answer("responses", tables(posts="""
        | post_id | role  | person_key | account_id | parent_id | created_at          |
        | own     | post  | -          | Shop       | -         | 2026-03-04 09:00:00 |
        | c1      | reply | ~dirk      | -          | own       | 2026-03-04 10:00:00 |
        | c2      | reply | ~eve       | -          | c1        | 2026-03-04 10:05:00 |
    """))  # fmt: skip
    assert result.headline.value is None and result.rows == ()
    assert [(note.code, note.values) for note in result.notes] == [("not_available", {"posts": 2})]


def test_an_account_without_answers_is_not_unavailable_while_others_answer():
    result = answer("responses", tables(posts=LINKED), account="rival")
    assert result.rows == () and "not_available" not in [note.code for note in result.notes]
    with_a_question = LINKED + "| q5 | post | ~fay | - | - | 2026-03-05 10:00:00 | Rival |\n"
    assert_rows(answer("responses", tables(posts=with_a_question), account="rival"), """
        | account | n | median_minutes | answered | unanswered |
        | Rival   | 1 | -              | 0        | 1          |
    """)  # fmt: skip


def test_an_answer_older_than_its_question_is_no_time_and_is_counted():
    result = answer("responses", tables(posts="""
        | post_id | role  | person_key | account_id | parent_id | created_at          |
        | q1      | post  | ~anna      | -          | -         | 2026-03-02 10:00:00 |
        | r1      | reply | -          | Shop       | q1        | 2026-03-02 09:59:00 |
        | q2      | post  | ~ben       | -          | -         | 2026-03-02 10:00:00 |
        | r2      | reply | -          | Shop       | q2        | 2026-03-02 09:00:00 |
        | r3      | reply | -          | Shop       | q2        | 2026-03-02 10:07:30 |
        | q3      | post  | ~cleo      | -          | -         | 2026-03-02          |
        | r4      | reply | -          | Shop       | q3        | 2026-03-02 12:00:00 |
        | q4      | post  | ~dirk      | -          | -         | 2026-03-02 10:00:00 |
        | r5      | reply | -          | Shop       | q4        | -                   |
    """))  # fmt: skip
    assert_rows(result, """
        | account | n | median_minutes | answered | unanswered |
        | Shop    | 4 | 7.5            | 4        | 0          |
    """)  # fmt: skip
    notes = {note.code: note.values for note in result.notes}
    assert notes["answer_before_question"] == {"answers": 1}
    assert notes["answer_time_unknown"] == {"answers": 2}


def test_the_account_asked_goes_before_a_faster_other_account():
    assert_rows(answer("responses", tables(posts="""
        | post_id | role  | person_key | account_id | parent_id | created_at          | mentions |
        | q1      | post  | ~anna      | -          | -         | 2026-03-02 10:00:00 | Shop     |
        | r1      | reply | -          | Rival      | q1        | 2026-03-02 10:01:00 | -        |
        | r2      | reply | -          | Shop       | q1        | 2026-03-02 10:20:00 | -        |
    """)), """
        | account | n | median_minutes |
        | Shop    | 1 | 20             |
    """)  # fmt: skip


def test_equal_times_are_decided_by_key():
    posts = """
        | post_id | role  | person_key | account_id | parent_id | created_at          |
        | q1      | post  | ~anna      | -          | -         | 2026-03-02 10:00:00 |
        | r1      | reply | -          | Zeta       | q1        | 2026-03-02 10:05:00 |
        | r2      | reply | -          | Alfa       | q1        | 2026-03-02 10:05:00 |
    """
    assert [row["account"] for row in answer("responses", tables(posts=posts)).rows] == ["Zeta"]


THREADS = """
    | post_id | root_id | turn | role    | person_key | account_id | about_account | created_at          |
    | a0      | a       | 0    | message | ~anna      | -          | Shop          | 2026-03-02 10:00:00 |
    | a1      | a       | 1    | message | ~anna      | -          | Shop          | 2026-03-02 10:01:00 |
    | a2      | a       | 2    | message | -          | Shop       | Shop          | 2026-03-02 10:10:00 |
    | a3      | a       | 3    | message | ~anna      | -          | Shop          | 2026-03-02 11:00:00 |
    | a4      | a       | 4    | message | -          | Shop       | Shop          | 2026-03-02 15:00:00 |
    | a5      | a       | 5    | message | ~anna      | -          | Shop          | 2026-03-02 16:00:00 |
    | b0      | b       | 0    | message | -          | Shop       | Shop          | 2026-03-02 08:00:00 |
    | b1      | b       | 1    | message | ~ben       | -          | Shop          | 2026-03-02 09:00:00 |
    | c1      | c       | 1    | message | -          | Shop       | Shop          | 2026-03-02 09:40:00 |
    | c0      | c       | 0    | message | ~cleo      | -          | Shop          | 2026-03-02 09:00:00 |
"""


def test_conversations_without_links_pair_the_first_answer_after_the_first_question():
    # a: 10 min, and a5 is a follow-up nobody answered; b: the shop spoke first, b1 has no answer; c: 40 min
    assert_rows(answer("responses", tables(posts=THREADS)), """
        | account | n | median_minutes | answered | unanswered_first | unanswered_follow_ups |
        | Shop    | 4 | 25             | 2        | 1                | 1                     |
    """)  # fmt: skip


def test_a_window_holds_questions_and_their_later_answers():
    posts = """
        | post_id | role  | person_key | account_id | parent_id | created_at          | text        |
        | q0      | post  | ~anna      | -          | -         | 2026-03-28 22:59:00 | is it open  |
        | r0      | reply | -          | Shop       | q0        | 2026-03-28 23:59:00 | yes         |
        | q1      | post  | ~anna      | -          | -         | 2026-03-29 21:59:00 | is it open  |
        | r1      | reply | -          | Shop       | q1        | 2026-03-31 21:59:00 | yes         |
        | q2      | post  | ~anna      | -          | -         | -                   | is it dated |
        | r2      | reply | -          | Shop       | q2        | 2026-03-29 12:00:00 | no          |
    """
    asked = {"since": date(2026, 3, 29), "until": date(2026, 3, 30), "zone": "Europe/Amsterdam"}
    # 29 March lasts 23 hours in Amsterdam: from 23:00 UTC the day before to 22:00 UTC
    whole = answer("responses", tables(posts=posts), **asked)
    assert [(row["n"], row["median_minutes"]) for row in whole.rows] == [(1, 2880)]
    assert [row["n"] for row in answer("responses", tables(posts=posts)).rows] == [3]


def test_a_phrase_limits_the_questions_not_their_answers():
    params = Params(by=("account",), options={"phrase": "open"})
    posts = LINKED.replace("mentions     |", "mentions     | text |").replace(
        "own     | post", "own     | post"
    )
    lines = [line + (" is it open? |" if "q1 " in line else " no |") for line in posts.splitlines()[2:-1]]
    given = tables(posts="\n".join([posts.splitlines()[1], *lines]))
    result = responses.conclude(duck(threads=1).arrow(responses.gather(given, params)), params)
    assert [(row["n"], row["median_minutes"]) for row in result.rows] == [(1, 30)]


def test_nothing_gives_nothing():
    result = answer("responses", tables())
    assert (result.rows, result.headline.value, result.n) == ((), None, 0)


@pytest.mark.parametrize("by", [("hour",), ("week",), ("account", "role")])
def test_it_can_be_grouped_by_when_and_where_was_asked(by: tuple[str, ...]):
    result = answer("responses", tables(posts=LINKED), by=by)
    assert sum(row["n"] for row in result.rows) == 5
