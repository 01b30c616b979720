"""Notes in words: what a reader must know beside the figures, one sentence per code."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from socialplan.plan.evidence.codes import network_word

from . import numbers

# code -> sentence; the values of the note fill its places.
NOTES: dict[str, str] = {
    "response_unknown": _("%(posts)s posts have no figures for response and are left out."),
    "days_heard": _("The mean of %(days)s days on which anything was heard, from the first to the last."),
    "few_days_heard": _(
        "Only %(days)s days were heard; with fewer than %(least)s the range says nothing of how days differ."
    ),
    "part_unknown": _("The number of %(part)s is not known for %(posts)s posts."),
    "time_unknown": _("%(posts)s posts have no time, or only a date, and are left out of this division."),
    "reposts_alone": _("%(reposts)s reposts are known without a post of their own; the share counts them."),
    "best_hour": _("Posts at %(hour)s o'clock usually draw most: %(median)s, over %(n)s posts."),
    "no_best_hour": _("No hour has enough posts to be called the best; at least %(least)s are needed."),
    "best_weekday": _("Posts on %(weekday)s usually draw most: %(median)s, over %(n)s posts."),
    "nothing_in_scope": _("No data fit %(parameters)s. Take a wider choice."),
    "themes_tested": _(
        "%(terms)s subjects were tested and %(found)s stand out; of those about 1 in 10 may be chance."
    ),
    "no_response": _("There are no figures for response here, so nothing can be said about what draws more."),
    "own_shares_left_out": _("%(shares)s times somebody shared their own post; that does not count."),
    "source_unknown": _("Of %(shares)s shares the data do not say whose post it was; they are left out."),
    "sharer_unknown": _("Of %(shares)s shares the data do not say who shared."),
    "own_responses_left_out": _("%(times)s times an account of ours did it; that does not count."),
    "responses_to_oneself_left_out": _(
        "%(times)s times somebody did it with their own post; that does not count."
    ),
    "responder_unknown": _("Of %(times)s responses the data do not say who it was."),
    "responded_post_unknown": _("Of %(times)s responses the data do not say which post it was."),
    "counts_not_names": _("Only counts, no names: %(networks)s."),
    "names_not_given": _("Neither counts nor names: %(networks)s."),
    "named_of_counted": _("The counts say %(times)s in all; of %(named)s the data say who it was."),
    "first_people_only": _("The first %(shown)s of %(people)s people are listed."),
    "not_available": _("There are no answers in these data, so the time until an answer is not known."),
    "clock_minutes": _("These are minutes on the clock, nights and weekends included."),
    "answer_before_question": _("%(answers)s answers are older than their question; their time is left out."),
    "answer_time_unknown": _("Of %(answers)s answers the time is not known; they count as answers only."),
    "no_answers_of": _("For %(groups)s rows no answer was seen; perhaps their answers are not in the data."),
    "days_judged": _("%(days)s were judged and %(above)s lie above usual."),
    "no_baseline": _("%(groups)s accounts have too few complete days to know what is usual."),
    "series_judged": _(
        "%(series)s series, %(days)s days in all, were searched for changes of at least %(lasts)s days."
    ),
    "few_days": _(
        "%(groups)s series have fewer than %(needed)s days with data: too few to say whether they moved."
    ),
    "gap_days": _(
        "Counted per account, %(days)s days have no posts where there usually are; data may be missing."
    ),
    "conversions_unknown": _("These data say nothing of conversions, so there is no rate."),
    "visits_unknown": _("Of %(visits)s visits the %(group)s is not known; they have a row of their own."),
    "no_people": _("These data hold posts of accounts only; no person wrote one."),
    "first_figures_only": _("The first %(shown)s of %(figures)s figures are listed."),
    "conversions_alone": _(
        "%(conversions)s conversions belong to no visit in these data; they stand with what is unknown."
    ),
    "visits_untimed": _("%(visits)s visits have no time, or only a date, and are left out of this division."),
    "several_currencies": _(
        "There is money in several currencies, which is never added: %(sums)s. Choose one."
    ),
    "other_currencies": _("Money in other currencies is left out: %(currencies)s."),
    "currency_unknown": _("The data name no currency; the sums hold only if it is the same everywhere."),
    "results_are": _("A result is here: %(result)s."),
    "several_results": _(
        "What a result is differs here (%(results)s), so results are not added. Choose one, or a campaign."
    ),
    "amount_unknown": _("Of %(efforts)s efforts the amount is not known."),
    "efforts_untimed": _("%(efforts)s efforts have no date and are left out of this division."),
    "links_tagged": _("%(linked)s posts have a link; in %(tagged)s of them it carries campaign tags."),
    "links_broken": _("%(links)s links have broken tags, in %(posts)s posts."),
    "first_links_only": _("The first %(shown)s of %(links)s links are listed."),
    "first_posts_only": _("The first %(shown)s of %(posts)s posts are listed."),
    "no_own_accounts": _("No account is marked as ours; mark it with the data and it stands first."),
    "posts_undated": _("%(posts)s posts have no date; they count, but not in the rhythm."),
    "fell_silent": _("Silent for longer than their own pace explains: %(accounts)s."),
    "windows_differ": _(
        "The data of these accounts begin later or end earlier than those of the others: %(accounts)s. "
        "Compare them with care."
    ),
    "panel_not_heard": _("Of these accounts there are no posts here: %(accounts)s."),
    "panel_changed": _("The panel changes on %(days)s; the lines break there and do not compare across it."),
    "shares_unknown": _("Of %(posts)s posts the number of shares is not known; they are left out."),
    "reach_unknown": _("The reach of these posts is not known, so there is no rate per person reached."),
    "reach_part": _("The reach is known for %(posts)s posts; the rate per person reached is theirs."),
    "all_shared": _("Every post was shared, so there are none to set against; compare with more than usual."),
    "needed_unknown": _("Some have fewer than %(least)s posts to go by, so what they need cannot be said."),
    "needed_per_group": _("That many posts are needed on each side of the difference."),
    "no_labels": _("Nothing was read into these %(posts)s posts yet, so nothing can be said of them."),
    "posts_unread": _("%(posts)s posts have words but no label: not read yet, or in another language."),
    "topics_left_out": _("%(terms)s terms that stand in fewer questions are left out."),
    "signals_unknown": _(
        "These data cannot tell of: %(signals)s. It takes posts by people, with what they reply to."
    ),
    "no_products": _("Name the products to look for, such as: Espresso, coffee; Tea."),
    "products_silent": _("Of %(products)s products nobody says anything here."),
    "not_read": _("Nothing was read yet by: %(labellers)s."),
    "model_gone": _(
        "The adopted version %(version)s of the model for %(labeller)s reads no new posts; %(posts)s posts "
        "are unread. Adopt another version under Models."
    ),
    "posts_wait": _("Posts that came in last are still to be read; this rests on the others."),
    "posts_drawn": _("Read are %(posts)s posts, drawn by chance from %(of)s."),
    "too_few_for_themes": _("%(posts)s posts are too few for a map; it takes %(least)s."),
    "usual_is_zero": _("For %(posts)s posts the usual response is zero, so they cannot be compared."),
}
PARTS = {
    "reactions": _("reactions"), "comments": _("comments"), "shares": _("shares"), "saves": _("saves"),
}  # fmt: skip
WEEKDAYS = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
)  # fmt: skip
PARAMETERS = {
    "account": _("this account"), "network": _("this network"), "since": _("this first day"),
    "until": _("this last day"),
}  # fmt: skip

RESULTS = {
    "conversions_approved": _("approved conversions"), "conversions_total": _("all conversions"),
    "clicks": _("clicks"), "impressions": _("impressions"),
}  # fmt: skip
VISIT_WORDS = {
    "channel": _("channel"), "source": _("source"), "medium": _("medium"), "campaign": _("campaign"),
    "content": _("content"), "landing": _("landing page"), "network": _("network"),
}  # fmt: skip
NAMED = {"part": PARTS, "result": RESULTS, "group": VISIT_WORDS}


def note_text(code: str, values: Mapping[str, Any]) -> str:
    """The sentence of a note in the reader's language; an unknown code is shown as it is."""
    if code not in NOTES:
        return code
    if code == "nothing_in_scope" and not values.get("parameters"):
        return gettext("The files hold nothing yet that this question can be asked of.")
    return gettext(NOTES[code]) % {name: _word(name, value) for name, value in values.items()}


def _word(name: str, value: Any) -> str:
    if name == "weekday":
        return gettext(WEEKDAYS[value - 1])
    if name in NAMED:
        return gettext(NAMED[name].get(value, value))
    if name == "networks":
        return ", ".join(network_word(network) for network in value)
    if name in ("signals", "labellers"):
        return ", ".join(gettext(one) for one in value)
    if name == "results":
        return ", ".join(gettext(RESULTS[one]) for one in value)
    if name == "parameters":
        return ", ".join(gettext(PARAMETERS.get(one, one)) for one in value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return numbers.number(value, (get_language() or "en")[:2])
    return str(value)
