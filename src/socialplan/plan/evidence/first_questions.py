"""The questions of the method that an import answers first: five to listen, five to analyse, as a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .rules import answering
from .rules.answering import Reading

SOCIAL = ("social", "facebook", "instagram", "linkedin", "tiktok", "twitter", "youtube", "mastodon")
LISTEN, ANALYSE = "listen", "analyse"


@dataclass(frozen=True)
class Way:
    """One way to an answer: an analysis and how it is asked, the tables it needs, and what of it answers."""

    analysis: str
    needs: tuple[str, ...]
    reading: Reading = answering.headline
    given: Mapping[str, str] = field(default_factory=dict)
    remark: Promise | str = ""  # stands under an answer of this way, in place of the question's


@dataclass(frozen=True)
class FirstQuestion:
    """A question of the method. `nothing` is said when it was looked for in vain; `missing` names what
    would tell; `remark` stands under every answer."""

    code: str
    part: str
    question: Promise
    ways: tuple[Way, ...]
    missing: Promise
    nothing: Promise | str = ""
    remark: Promise | str = ""


POSTS, FIGURES, VISITS = ("posts",), ("posts", "metrics"), ("visits",)

QUESTIONS: tuple[FirstQuestion, ...] = (
    FirstQuestion(
        "responders", LISTEN, _("Who are the people that respond or like?"),
        (Way("audience", ("posts", "people")),),
        _("add a file of replies, comments or reviews that says who wrote each (a column author or user)."),
        remark=_("Who liked stands in no file that networks give: they give the number only."),
    ),
    FirstQuestion(
        "sharers", LISTEN, _("Who are the people that share, and whose posts do they pass on?"),
        (
            Way("sharers", ("interactions",), answering.first("distinct_sharers")),
            Way("sharers", ("posts", "people"), answering.first("distinct_sharers")),
        ),
        _("add posts of others with their author (4CAT, Zeeschuimer or an archive): a repost names who "
          "shared."),
    ),
    FirstQuestion(
        "shared", LISTEN, _("How often is there sharing?"),
        (
            Way("shared", FIGURES, answering.zero_too),
            Way("volume", POSTS, answering.some("amplified_share"), {"by": "-"},
                _("The part of the posts that passes on what somebody else said.")),
        ),
        _("add a file with the number of shares or reposts per post."),
        remark=_("The part of the posts that was shared at least once."),
    ),
    FirstQuestion(
        "features", LISTEN, _("What is shared?"),
        (
            Way("shared", FIGURES, answering.beyond("difference", 0.0),
                {"view": "features", "than": "usual"}),
        ),
        _("add a file with the text, the form and the number of shares per post."),
        nothing=_("No form, tag or length stands out among the posts that are shared more than usual."),
        remark=_("How much more often posts shared above the usual have this than the other posts."),
    ),
    FirstQuestion(
        "themes", LISTEN, _("Which subjects draw more response than usual?"),
        (Way("themes", FIGURES, answering.beyond("lift", 1.0)),),
        _("add a file with the text and the reactions, comments and shares per post."),
        nothing=_("No subject stands out: the differences fit chance."),
    ),
    FirstQuestion(
        "customers", ANALYSE, _("Are followers also customers?"), (),
        _("no file tells it without consent. Ask it in a survey, or give followers a code of their own and "
          "add the orders with that code as campaign."),
    ),
    FirstQuestion(
        "conversion", ANALYSE, _("Do contacts on social media become customers?"),
        (
            Way("traffic", VISITS, answering.like("channel", SOCIAL, "conversion_rate"), {"by": "channel"}),
            Way("spend", ("efforts",), answering.zero_too),
        ),
        _("add the conversions of web statistics (GA4 or Matomo) or of paid campaigns: visits or clicks with "
          "goals, orders or revenue."),
        nothing=_("None of the visits is told to come from social media, so none became a customer that "
                  "way."),
    ),
    FirstQuestion(
        "visits", ANALYSE, _("Do social media bring people to the website?"),
        (Way("traffic", VISITS, answering.like("channel", SOCIAL, "visits"), {"by": "channel"}),),
        _("add a file of web statistics (GA4 or Matomo) with a channel or source per visit."),
        nothing=_("None of the visits is told to come from social media. Links without campaign tags may "
                  "hide it."),
    ),
    FirstQuestion(
        "channels", ANALYSE, _("Which media are used?"),
        (Way("channels", POSTS),),
        _("add a file with posts that says which account wrote each."),
    ),
    FirstQuestion(
        "pattern", ANALYSE, _("Is there a pattern in how the media are used?"),
        (
            Way("volume", POSTS, answering.above_the_least("count"), {"by": "weekday"}),
            Way("traffic", VISITS, answering.above_the_least("visits"), {"by": "weekday"}),
        ),
        _("add a file with posts and their day."),
        nothing=_("No day of the week stands out: the differences fit chance."),
        remark=_("The busiest day. For companies apart from consumers, add a column that says whom it is "
                 "for."),
    ),
)  # fmt: skip

# What people asked and nobody answered: shown above the ten, per network, with the posts behind it.
UNANSWERED = Way("responses", ("posts", "people"), answering.first("unanswered"), {"by": "network"})
