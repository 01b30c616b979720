"""What is true in a simulated world: what was planted, to be compared with what an analysis finds."""

from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from .world import EARLY, LATE, THEMES, World


@dataclass(frozen=True)
class Truth:
    """The planted truth as tables.

    themes: theme, lift (of the median response), real (whether it is more than luck or a handful of posts)
    spikes: day, verdict. answers: since, until, share, minutes (median). video: since, until, lift.
    silence: network days without data, half-open.
    """

    themes: pa.Table
    spikes: pa.Table
    answers: pa.Table
    video: pa.Table
    silence: tuple[date, date]


def truth(world: World) -> Truth:
    periods = ((world.first, world.turn, EARLY), (world.turn, world.end, LATE))
    return Truth(
        themes=pa.Table.from_pylist(
            [
                {"theme": theme.key, "lift": theme.lift, "real": theme.lift > 1 and theme.share > 0.05}
                for theme in THEMES
            ]
        ),
        spikes=pa.Table.from_pylist(
            [
                {"day": storm.day, "verdict": "amplified" if storm.passed_on else "more_people"}
                for storm in world.storms
            ]
        ),
        answers=pa.Table.from_pylist(
            [
                {"since": since, "until": until, "share": phase.answered, "minutes": phase.minutes}
                for since, until, phase in periods
            ]
        ),
        video=pa.Table.from_pylist(
            [{"since": since, "until": until, "lift": phase.video} for since, until, phase in periods]
        ),
        silence=world.silence,
    )
