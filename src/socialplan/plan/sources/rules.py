"""Pure decisions about sources: safe file names, the weeks of the coverage strip, the health of a job."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath, PureWindowsPath

WEEKS = 26
STUCK_AFTER = timedelta(seconds=90)  # a living worker renews its lease well within this
WAITING_AFTER = timedelta(seconds=60)  # a worker that runs claims due work within seconds
LONGEST_NAME = 120
LONGEST_WAIT = 3_600.0  # seconds between two tries of a network that does not answer
LOOK_EVERY = 60.0  # seconds a network may be silent before it is asked whether it is there
SOON = timedelta(seconds=120)  # within which whatever stands still must be seen
DAY = timedelta(days=1)
SILENT_AFTER = timedelta(seconds=60)  # a worker gives a sign of life six times in this
CLOCK_OFF = 60.0  # seconds that two clocks may differ: answers travel, and dates have no fractions
DISK_FULL, DISK_LOW = 32 * 2**20, 2**30  # bytes that are left
DISK_LOW_SHARE = 0.05  # of the disk; a large one is not low as soon


@dataclass(frozen=True)
class Span:
    """Part of a period a source says something about; half-open dates."""

    since: date
    until: date
    state: str  # complete, gap, not offered


def safe_name(name: str) -> str:
    """The last part of a file name as a person knows it, without what could lead a path elsewhere."""
    last = PurePosixPath(PureWindowsPath(name).name or "file").name
    printable = "".join(sign for sign in last if sign.isprintable()).strip().lstrip(".")
    if len(printable) > LONGEST_NAME:
        stem, dot, ending = printable.partition(".")
        printable = stem[: LONGEST_NAME - len(ending) - 1] + dot + ending
        printable = printable[-LONGEST_NAME:]
    return printable or "file"


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks_until(newest: date, count: int = WEEKS) -> tuple[date, ...]:
    """The Mondays of the `count` weeks that end with the week of `newest`, oldest first."""
    last = monday(newest)
    return tuple(last - timedelta(weeks=back) for back in reversed(range(count)))


def week_state(week: date, spans: Iterable[Span]) -> str:
    """What we heard of one week: gap as soon as a day is missing, complete, partly, or not collected."""
    days = [week + DAY * offset for offset in range(7)]
    touching = [span for span in spans if span.since < week + DAY * 7 and span.until > week]
    if any(span.state == "gap" for span in touching):
        return "gap"
    heard = [span for span in touching if span.state == "complete"]
    covered = sum(any(span.since <= day < span.until for span in heard) for day in days)
    return "complete" if covered == 7 else "partly" if covered else "none"


def network_state(accounts: Iterable[str]) -> str:
    """A week of a network from those of its accounts: complete or missing where all that were followed say
    so, else partly."""
    followed = {state for state in accounts if state != "none"}
    if not followed:
        return "none"
    return followed.pop() if len(followed) == 1 else "partly"


def given_state(posts: int, known: int) -> str:
    """A week of one kind of figure: known of every post, of some, or of none."""
    if not posts:
        return "none"
    return "complete" if known >= posts else "partly" if known else "gap"


def stretches(weeks: Sequence[date], states: Sequence[str]) -> list[tuple[date, date, str]]:
    """Neighbouring weeks in the same state as (first day, day after the last, state)."""
    found: list[tuple[date, date, str]] = []
    for week, state in zip(weeks, states, strict=True):
        if found and found[-1][2] == state:
            found[-1] = (found[-1][0], week + DAY * 7, state)
        else:
            found.append((week, week + DAY * 7, state))
    return found


def job_health(state: str, *, due_at: datetime, lease_until: datetime | None, now: datetime) -> str:
    """waiting, no worker, running, stuck, done, failed or cancelled."""
    if state == "due":
        return "no worker" if now - due_at > WAITING_AFTER else "waiting"
    if state == "running":
        return "stuck" if lease_until is None or now - lease_until > STUCK_AFTER else "running"
    return state


def seconds_left(*, done: int, total: int | None, seconds: float) -> int | None:
    """Time left at the pace so far; unknown before a tenth is done or two seconds have passed."""
    if not total or done <= 0 or done * 10 < total or seconds < 2:
        return None
    return max(0, round(seconds * (total - done) / done))


def next_turn(every: float, *, failures: int, wait: float = 0.0) -> float:
    """Seconds until a source that failed is tried again: twice as long each time, an hour at most, and no
    shorter than what the reason asks for."""
    doubled = min(every, 30.0) * 2.0 ** min(failures - 1, 10)
    return max(wait, min(doubled, LONGEST_WAIT))


def next_look(turn_at: datetime, *, met_at: datetime | None, now: datetime) -> float:
    """Seconds until it is looked whether the network still answers, or until the turn; 0 or less is now."""
    looked = (met_at or now - timedelta(seconds=LOOK_EVERY)) + timedelta(seconds=LOOK_EVERY)
    return (min(turn_at, looked) - now).total_seconds()


@dataclass(frozen=True)
class Hearing:
    """What is known of a source: when it was made and answered, what its network wants, what went wrong."""

    created_at: datetime
    answered_at: datetime | None = None
    due_at: datetime | None = None  # its next turn
    running: bool = False
    gave_up: bool = False  # its job ended for good
    stopped_at: datetime | None = None
    paused_until: datetime | None = None
    error: str = ""


def source_health(hearing: Hearing, *, deadline: timedelta, now: datetime) -> str:
    """stopped, broken, refused, failing, late, paused, waiting or listening; the worst that is true.

    refused: somebody has to sign in again. failing: the network gives no usable answer. late: nobody asked
    when it was time, or nothing was answered within the deadline.
    """
    if hearing.stopped_at:
        return "stopped"
    if hearing.gave_up:
        return "broken"
    if hearing.error:
        return "refused" if hearing.error in ("revoked", "unopened") else "failing"
    overdue = hearing.due_at is not None and not hearing.running and now - hearing.due_at > SOON / 2
    if overdue or now - (hearing.answered_at or hearing.created_at) > deadline:
        return "late"
    if hearing.paused_until and hearing.paused_until > now:
        return "paused"
    return "listening" if hearing.answered_at else "waiting"


def disk_trouble(*, free: int, total: int) -> str:
    """disk_full, disk_low or "" (enough)."""
    if free < DISK_FULL:
        return "disk_full"
    return "disk_low" if free < min(DISK_LOW, total * DISK_LOW_SHARE) else ""


def clock_trouble(off: Iterable[float | None]) -> float:
    """By how many seconds our clock is off by what the networks' answers say; 0 where most agree with it.

    One network may be wrong itself: with several the middle one counts.
    """
    known = sorted(one for one in off if one is not None)
    middle = known[len(known) // 2] if known else 0.0
    return middle if abs(middle) > CLOCK_OFF else 0.0
