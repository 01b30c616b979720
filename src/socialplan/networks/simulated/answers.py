"""What the own company answers, how fast, and what is never answered."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .grammar import said
from .made import MADE, later, lists, names, posts, seconds
from .phrases import ACTS, LANGUAGES, NUMBER
from .talk import spoken
from .world import DAY, Span

SPREAD = 0.9  # of the logarithm of the minutes
WELCOMED = 0.12  # share of kind words that get an answer
THANKED, THANKS_WAIT = 0.15, 25  # share of answers that are thanked for; minutes until then
ANSWERS = list(ACTS.values())
WANTS = np.array([act.answer not in (None, "welcome") for act in ANSWERS])
KIND = np.array([act.answer == "welcome" for act in ANSWERS])
BY = np.array([NUMBER.get(act.answer or "", -1) for act in ANSWERS])


def answered(span: Span, asked: pa.Table) -> tuple[pa.Table, pa.Table]:
    """The same posts with `minutes` and `answer` (its id) filled in where there is one, and the answers with
    the thanks for them."""
    own = span.world.own
    dice, size = span.dice("answers"), asked.num_rows
    ours = pc.equal(asked["about_account"], own.account_id).to_numpy(zero_copy_only=False)
    acts, at = asked["act"].to_numpy(), seconds(asked["created_at"])
    phase = [span.world.phase(int(day)) for day in span.days]
    day = (at - span.midnights[0]) // DAY
    share = np.array([one.answered for one in phase])[day]
    chance = np.where(WANTS[acts], share, np.where(KIND[acts], WELCOMED, 0.0))
    chosen = ours & (dice.random(size) < chance)
    typical = np.array([one.minutes for one in phase])[day]
    minutes = typical * np.exp(SPREAD * dice.standard_normal(size))
    then = later(at, minutes)
    waits = pa.array(np.where(chosen, (then - at) / 60, np.nan), from_pandas=True)
    ids = names(asked["post_id"].combine_chunks(), "-a")
    ids = pc.if_else(pa.array(chosen), ids, pa.scalar(None, pa.string()))
    told = asked.set_column(MADE.get_field_index("minutes"), MADE.field("minutes"), waits)
    told = told.set_column(MADE.get_field_index("answer"), MADE.field("answer"), ids)
    answers = _answers(span, dice, told.filter(pa.array(chosen)), then[chosen])
    return told, pa.concat_tables([answers, _thanks(span, dice, told.filter(pa.array(chosen)), answers)])


def _answers(span: Span, dice: np.random.Generator, asked: pa.Table, at: np.ndarray) -> pa.Table:
    own = span.world.own
    acts = BY[asked["act"].to_numpy()]
    language = pc.index_in(asked["language_hint"].combine_chunks(), pa.array(LANGUAGES)).to_numpy()
    text = said(dice, acts=acts, languages=language, companies=pa.repeat(own.account_id, len(acts)))
    mentions = lists(asked["person_key"].combine_chunks(), np.ones(len(acts), bool))
    return posts(
        len(acts), language=language, at=at, network=asked["network"], post_id=asked["answer"],
        account_id=own.account_id, role="reply", kind="text", parent_id=asked["post_id"],
        mentions=mentions, text=text,
        root_id=pc.coalesce(asked["root_id"], asked["post_id"]),
        author=-1, act=acts, cause=asked["cause"], follow_up=False,
    )  # fmt: skip


def _thanks(span: Span, dice: np.random.Generator, asked: pa.Table, answers: pa.Table) -> pa.Table:
    own = span.world.own
    chosen = dice.random(asked.num_rows) < THANKED
    asked, answers = asked.filter(pa.array(chosen)), answers.filter(pa.array(chosen))
    authors = asked["author"].to_numpy()
    acts = np.full(len(authors), NUMBER["thanks"])
    at = later(seconds(answers["created_at"]), dice.exponential(THANKS_WAIT, len(authors)))
    made = spoken(
        span, dice, authors, acts, own, at=at, network=asked["network"], role="reply",
        post_id=names(answers["post_id"].combine_chunks(), "-t"), parent_id=answers["post_id"],
        root_id=answers["root_id"],
    )  # fmt: skip
    place = MADE.get_field_index("follow_up")
    return made.set_column(place, MADE.field("follow_up"), pa.repeat(True, made.num_rows))
