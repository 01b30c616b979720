"""Everything that is posted in a portion of days, in order of time, with its truth beside it."""

import pyarrow as pa

from .answers import answered
from .changes import changed
from .made import seconds
from .pages import Posted, pages
from .passing import in_order, reposts
from .storms import storm_posts
from .talk import comments, mentions
from .world import DAY, Span


def posts(span: Span, posted: Posted | None = None) -> pa.Table:
    """The columns MADE; nothing of the days of which nothing was kept."""
    own = (posted or pages(span)).posts
    under = comments(span, own)
    about = pa.concat_tables([mentions(span, account) for account in span.world.plants.accounts])
    stormy, passed = storm_posts(span)
    told = changed(span, pa.concat_tables([under, about, stormy]))
    told, answers = answered(span, told)
    first = told.slice(under.num_rows, about.num_rows)
    return audible(span, in_order([own, told, answers, reposts(span, first), passed]))


def audible(span: Span, told: pa.Table, time: str = "created_at") -> pa.Table:
    """Without the days of which nothing was kept."""
    begins, ends = span.world.plants.silence
    if ends <= span.begin or begins >= span.end:
        return told
    day = (seconds(told[time]) - span.midnights[0]) // DAY + span.begin
    return told.filter(pa.array((day < begins) | (day >= ends)))
