"""The loop: every step in order, its question, and whether its room is built."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Step:
    """One step. `number` is the method's own; `url` is the name of its first page, None while not built."""

    slug: str
    number: str
    title: str | Promise
    question: str | Promise
    reads: tuple[str, ...]
    leaves: tuple[str, ...]
    group: str  # daily, plan, below
    url: str | None = None

    @property
    def built(self) -> bool:
        return self.url is not None


STEPS: tuple[Step, ...] = (
    Step(
        "sources", "", _("Data & connections"),
        _("What do we hear, what do we miss, and how fresh is it?"),
        (), ("batch", "mapping"), "below", "data",
    ),
    Step(
        "brief", "0", _("Brief"),
        _("What does the marketing strategy expect of social media, and with what means?"),
        ("sources",), ("expectation", "name", "offer", "campaign"), "plan", "brief",
    ),
    Step(
        "listen", "1", _("Listen"), _("Who responds, how often, to what, and what stands out?"),
        ("sources", "brief"), ("tracked query", "listening task"), "plan", "stream",
    ),
    Step(
        "analyse", "2", _("Analyse"), _("What does it mean for us?"),
        ("sources", "brief", "listen"), ("claim", "SWOT card"), "plan", "swot",
    ),
    Step(
        "goals", "3", _("Goals"),
        _("What do we want to reach, how will we see it, and can it be done?"),
        ("brief", "analyse"), ("goal", "criterion", "KPI"), "plan", "goals",
    ),
    Step(
        "influencers", "4", _("Influencers"),
        _("Who really leads which group, and who decides at which moment?"),
        ("sources", "listen"), ("shortlist",), "plan",
    ),
    Step(
        "content", "5", _("Content"),
        _("Which story is missing at which point of the journey, and what do we make next?"),
        ("listen", "goals"), ("pillar", "idea"), "plan",
    ),
    Step(
        "media", "6", _("Media"), _("Where are we, in which role, where not, and why?"),
        ("analyse", "goals"), ("media choice",), "plan",
    ),
    Step(
        "publish", "7", _("Calendar"), _("What goes out when, is it right, and did it arrive?"),
        ("content", "media"), ("variant", "delivery"), "daily",
    ),
    Step(
        "engage", "7", _("Inbox"), _("Whom must we still answer, and before when?"),
        ("sources", "media"), ("answer",), "daily",
    ),
    Step(
        "monitor", "8", _("Monitor"), _("Are we on course, and where did it go wrong?"),
        ("goals", "publish", "engage"), ("finding",), "daily",
    ),
    Step(
        "crisis", "", _("Crisis manual"), _("Who does what when it turns, and does everyone know?"),
        ("sources", "publish"), ("scenario", "incident"), "plan",
    ),
    Step(
        "evidence", "", _("Review queue"), _("Which decision must be looked at again, and why?"),
        ("sources", "brief", "analyse", "goals"), ("claim", "review"), "daily", "review",
    ),
)  # fmt: skip

BUILT: tuple[Step, ...] = tuple(step for step in STEPS if step.built)

# Where a node of a room is shown: (room, kind) -> name of the page.
NODE_PAGES: dict[tuple[str, str], str] = {
    ("brief", "expectation"): "brief",
    ("brief", "campaign"): "brief",
    ("analyse", "claim"): "claims",
    ("analyse", "swot_card"): "swot",
    ("analyse", "matrix_cell"): "confrontation",
    ("analyse", "key_issue"): "confrontation",
    ("analyse", "destep_factor"): "destep",
    ("goals", "claim"): "goals",
    ("goals", "goal"): "goals",
    ("goals", "criterion"): "goals",
    ("goals", "kpi"): "goals",
}
