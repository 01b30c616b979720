"""Questions and answers: each incoming post beside the answer an account gave to it.

An incoming post is one that no account wrote and that is no repost. Its answer is found by reply links; in
conversations without any reply link (root and turn) by the order of the turns.
"""

from collections.abc import Mapping
from dataclasses import replace

import ibis
import ibis.expr.types as ir

from ..records import PERSON_MARK
from .around import widened
from .base import Params
from .scope import posts_in_scope

MARGIN = 90  # days around a window in which questions and answers find each other

ADDED = ("responsible", "follow_up", "answered", "seconds", "clock_wrong")


def incoming(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """The incoming posts in and around the window, of all accounts, in the columns of posts, with
    `responsible` (who answered, else whom they address), `follow_up`, `answered`, `seconds` until the answer
    (null where a time is not known to the minute) and `clock_wrong` (the answer is older than the question).
    Their own account columns say who is responsible, so that `posts_in_scope` limits and names them."""
    options = {name: value for name, value in params.options.items() if name != "phrase"}
    around = replace(widened(params, before=MARGIN, after=MARGIN), account=None, query=None, options=options)
    posts = posts_in_scope(tables, around).select(*tables["posts"].columns)
    threads = _unlinked(posts)
    by_thread = posts.semi_join(threads, ["network", "root_id"])
    by_link = posts.anti_join(threads, ["network", "root_id"])
    asked = _by_link(by_link).union(_by_turn(by_thread))
    return asked.mutate(account_id=ibis.null("string"), about_account=asked["responsible"])


def _unlinked(posts: ir.Table) -> ir.Table:
    """Conversations in which no post says what it replies to."""
    rooted = posts.filter(posts["root_id"].notnull())
    found = rooted.group_by("network", "root_id").agg(linked=rooted["parent_id"].notnull().any())
    return found.filter(~found["linked"]).select("network", "root_id")


def _says(posts: ir.Table) -> ir.BooleanValue:
    """Passing on what somebody said is neither a question nor an answer."""
    return (posts["role"] != "repost").fill_null(True)


def _from_outside(posts: ir.Table) -> ir.BooleanValue:
    return posts["account_id"].isnull() & _says(posts)


def _by_link(posts: ir.Table) -> ir.Table:
    """Each incoming post with the earliest reply of an account to it."""
    asked = _addressed(posts)
    replies = posts.filter(posts["account_id"].notnull(), posts["parent_id"].notnull(), _says(posts))
    replies = replies.select(
        reply_network="network", reply_to="parent_id", reply_post="post_id", reply_account="account_id",
        reply_at="created_at", reply_precision="precision",
    )  # fmt: skip
    pairs = asked.select("network", "post_id", "created_at", "precision", "addressed").inner_join(
        replies, [asked["network"] == replies["reply_network"], asked["post_id"] == replies["reply_to"]]
    )
    pairs = pairs.mutate(seconds=_seconds(pairs, pairs["reply_at"], pairs["reply_precision"]))
    best = ibis.window(
        group_by=["network", "post_id"],
        order_by=[
            (pairs["seconds"] < 0).fill_null(False).asc(),  # a wrong clock only when there is nothing else
            pairs["seconds"].isnull().asc(),
            (pairs["reply_account"] == pairs["addressed"]).fill_null(False).desc(),
            pairs["seconds"].asc(),
            pairs["reply_post"].asc(),
        ],
    )
    pairs = pairs.mutate(place=ibis.row_number().over(best))
    first = pairs.filter(pairs["place"] == 0).select("reply_network", "reply_to", "reply_account", "seconds")
    return _told(
        asked.left_join(
            first, [asked["network"] == first["reply_network"], asked["post_id"] == first["reply_to"]]
        ),
        posts,
    )


def _addressed(posts: ir.Table) -> ir.Table:
    """Incoming posts with whom they address and whether they follow up on an earlier question."""
    parents = posts.select(
        parent_network="network", parent_post="post_id", parent_account="account_id",
        parent_person="person_key", parent_replies=posts["parent_id"].notnull() | (posts["role"] == "reply"),
    )  # fmt: skip
    asked = posts.filter(_from_outside(posts))
    asked = asked.left_join(
        parents,
        [asked["network"] == parents["parent_network"], asked["parent_id"] == parents["parent_post"]],
    )
    after_answer = asked["parent_account"].notnull() & asked["parent_replies"]
    after_self = asked["parent_person"] == asked["person_key"]
    return asked.mutate(
        addressed=ibis.coalesce(asked["parent_account"], asked["about_account"], _mentioned(asked)),
        follow_up=after_answer.fill_null(False) | after_self.fill_null(False),
    )


def _mentioned(posts: ir.Table) -> ir.StringValue:
    """The first account among the mentions; people carry a mark."""
    accounts = posts["mentions"].filter(lambda name: ~name.startswith(PERSON_MARK))
    return ibis.ifelse(accounts.length() > 0, accounts[0], ibis.null("string"))


def _by_turn(posts: ir.Table) -> ir.Table:
    """Per conversation the first question with the first answer after it, and what nobody answered later."""
    talk = ibis.window(group_by=["network", "root_id"])
    order = [
        posts["turn"].asc(nulls_first=False),
        posts["created_at"].asc(nulls_first=False),
        posts["post_id"],
    ]
    turns = posts.mutate(
        asks=_from_outside(posts),
        place=ibis.row_number().over(ibis.window(group_by=["network", "root_id"], order_by=order)),
    )
    turns = turns.mutate(first_question=turns["place"].min(where=turns["asks"]).over(talk))
    answers = turns["account_id"].notnull() & _says(turns) & (turns["place"] > turns["first_question"])
    turns = turns.mutate(answers=answers.fill_null(False))
    turns = turns.mutate(
        first_answer=turns["place"].min(where=turns["answers"]).over(talk),
        last_answer=turns["place"].max(where=turns["answers"]).over(talk),
        talked_about=turns["about_account"].min().over(talk),
    )
    replies = turns.filter(turns["place"] == turns["first_answer"]).select(
        reply_network="network", reply_to="root_id", reply_account="account_id", reply_at="created_at",
        reply_precision="precision",
    )  # fmt: skip
    is_first = turns["place"] == turns["first_question"]
    is_left = turns["place"] > ibis.coalesce(turns["last_answer"], turns["first_question"])
    asked = turns.filter(turns["asks"], is_first | is_left)
    asked = asked.mutate(
        follow_up=asked["place"] != asked["first_question"],
        addressed=ibis.coalesce(asked["about_account"], _mentioned(asked), asked["talked_about"]),
    )
    pairs = asked.left_join(
        replies,
        [
            asked["network"] == replies["reply_network"],
            asked["root_id"] == replies["reply_to"],
            ~asked["follow_up"],
        ],
    )
    return _told(pairs.mutate(seconds=_seconds(pairs, pairs["reply_at"], pairs["reply_precision"])), posts)


def _seconds(pairs: ir.Table, at: ir.TimestampValue, precision: ir.StringValue) -> ir.IntegerValue:
    """Seconds from question to answer; null where either is known to the day only."""
    known = (pairs["precision"] != "day").fill_null(True) & (precision != "day").fill_null(True)
    # Whole seconds: an engine may give parts of one where the type says there are none.
    between = at.truncate("s").epoch_seconds() - pairs["created_at"].truncate("s").epoch_seconds()
    return ibis.ifelse(known, between.cast("int64"), ibis.null("int64"))


def _told(pairs: ir.Table, posts: ir.Table) -> ir.Table:
    wrong = (pairs["seconds"] < 0).fill_null(False)
    return pairs.mutate(
        responsible=ibis.coalesce(pairs["reply_account"], pairs["addressed"]),
        answered=pairs["reply_account"].notnull(),
        clock_wrong=wrong,
        seconds=ibis.ifelse(wrong, ibis.null("int64"), pairs["seconds"]),
    ).select(*posts.columns, *ADDED)
