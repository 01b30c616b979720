"""What is true in a simulated world, as tables: what was planted, to be compared with what is found."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .made import columns
from .people import population, rows
from .phrases import ACTS, LANGUAGES
from .visits import Visited
from .world import DAY, EPOCH, World

text, integer, number, flag, time = pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.timestamp("us")
day = pa.date32()
# Known at once. Stretches of days are half-open.
WHOLE: dict[str, pa.Schema] = {
    "accounts": pa.schema({"account_id": text, "owner_kind": text, "posts": number, "mentions": number}),
    "people": pa.schema(
        {"person_key": text, "network": text, "group": integer, "language": text, "activity": number,
         "passed_on": number, "hour": number, "followers": integer}
    ),
    "groups": pa.schema({"group": integer, "network": text, "people": integer, "language": text}),
    "leaders": pa.schema({"person_key": text, "group": integer, "passed_on": number}),
    "customers": pa.schema({"person_key": text, "consent": flag}),
    "themes": pa.schema({"theme": text, "share": number, "lift": number, "real": flag}),
    "phases": pa.schema({"since": day, "until": day, "answered": number, "minutes": number, "video": number}),
    "storms": pa.schema(
        {"cause": text, "begins": time, "half_hours": number, "verdict": text, "posts": integer}
    ),
    "movements": pa.schema({"account_id": text, "since": day, "until": day, "times": number}),
    "campaigns": pa.schema({"campaign": text, "since": day, "until": day, "visits": number, "goals": number}),
    "silence": pa.schema({"since": day, "until": day}),
}  # fmt: skip
# Known per portion of days, beside what was made.
STREAMED: dict[str, pa.Schema] = {
    "posts": pa.schema(
        {"network": text, "post_id": text, "created_at": time, "act": text, "sentiment": text, "asks": flag,
         "intent": text, "theme": text, "cause": text}
    ),
    "questions": pa.schema(
        {"network": text, "post_id": text, "about_account": text, "asked_at": time, "person_key": text,
         "asks": flag, "follow_up": flag, "answer": text, "minutes": number}
    ),
    "changes": pa.schema({"network": text, "post_id": text, "kind": text, "at": time, "first_text": text}),
    "purchases": pa.schema({"conversion_id": text, "person_key": text, "consent": flag}),
}  # fmt: skip


def truth(world: World) -> dict[str, pa.Table]:
    """The tables of WHOLE."""
    plants = world.plants
    accounts = [
        {"account_id": one.account_id, "owner_kind": one.owner_kind, "posts": one.posts * world.scale,
         "mentions": one.mentions * world.scale}
        for one in plants.accounts
    ]  # fmt: skip
    themes = [
        {"theme": one.key, "share": one.share, "lift": one.lift, "real": one.real} for one in plants.themes
    ]
    campaigns = [
        {"campaign": one.key, "since": world.day(one.begins), "until": world.day(one.ends),
         "visits": one.visits, "goals": one.goals}
        for one in plants.campaigns
    ]  # fmt: skip
    movements = [
        {"account_id": one.account_id, "since": world.day(one.begins), "until": world.day(one.ends),
         "times": one.times}
        for one in plants.movements
    ]  # fmt: skip
    begins, ends = world.silence
    silence = [{"since": begins, "until": ends}] if begins < ends else []
    rows = {
        "accounts": accounts, "themes": themes, "campaigns": campaigns, "movements": movements,
        "silence": silence, "phases": _phases(world), "storms": _storms(world),
    }  # fmt: skip
    told = {name: pa.Table.from_pylist(found, schema=WHOLE[name]) for name, found in rows.items()}
    return told | _people(world)


def _phases(world: World) -> list[dict[str, object]]:
    phases = world.plants.phases
    ends = [phase.begins for phase in phases[1:]] + [world.days]
    return [
        {"since": world.day(phase.begins), "until": world.day(end), "answered": phase.answered,
         "minutes": phase.minutes, "video": phase.video}
        for phase, end in zip(phases, ends, strict=True)
    ]  # fmt: skip


def _storms(world: World) -> list[dict[str, object]]:
    zero = (world.first - EPOCH).days
    return [
        {"cause": f"storm-{number}", "half_hours": storm.half, "verdict": storm.verdict,
         "begins": int(((zero + storm.day) * DAY + storm.hour * 3600) * 1_000_000),
         "posts": storm.extra + bool(storm.passed_on) + min(storm.passed_on, population(world).talkers - 1)}
        for number, storm in enumerate(world.plants.storms, start=1)
    ]  # fmt: skip


def _people(world: World) -> dict[str, pa.Table]:
    found, networks = population(world), rows(world)["network"]
    languages = pa.array(LANGUAGES).take(pa.array(found.language.astype(np.int64)))
    first = found.bounds[:-1]
    middles = [
        LANGUAGES[int(np.median(found.language[low:high]))]
        for low, high in zip(first, found.bounds[1:], strict=True)
    ]
    customers = np.flatnonzero(found.customer)
    leaders = found.leaders
    return {
        "people": columns(
            WHOLE["people"], found.size, person_key=found.keys, network=networks, group=found.group,
            language=languages, activity=found.weight, passed_on=found.strength, hour=found.hour,
            followers=found.followers,
        ),
        "groups": columns(
            WHOLE["groups"], len(first), group=found.group[first], network=networks.take(pa.array(first)),
            people=np.diff(found.bounds), language=pa.array(middles),
        ),
        "leaders": columns(
            WHOLE["leaders"], len(leaders), person_key=found.keys.take(pa.array(leaders)),
            group=found.group[leaders], passed_on=found.strength[leaders],
        ),
        "customers": columns(
            WHOLE["customers"], len(customers), person_key=found.keys.take(pa.array(customers)),
            consent=found.consent[customers],
        ),
    }  # fmt: skip


def of_posts(told: pa.Table) -> dict[str, pa.Table]:
    """The truth about posts as they were made: `posts`, `questions` and `changes` of STREAMED."""
    meaning = told["act"].combine_chunks()
    of_act = {
        "act": pa.array(list(ACTS)), "sentiment": pa.array([act.sentiment for act in ACTS.values()]),
        "asks": pa.array([act.asks for act in ACTS.values()]),
        "intent": pa.array([act.intent for act in ACTS.values()], text),
    }  # fmt: skip
    meant = {name: values.take(meaning) for name, values in of_act.items()}
    rest = {name: told[name] for name in told.column_names if name not in meant}
    every = {**rest, **meant}
    incoming = pc.and_(pc.greater_equal(told["author"], 0), meaning.is_valid())
    asked = {name: values.filter(incoming) for name, values in every.items()}
    size = len(asked["act"])
    return {
        "posts": columns(STREAMED["posts"], told.num_rows, **every),
        "questions": columns(STREAMED["questions"], size, asked_at=asked["created_at"], **asked),
        "changes": _changes(told),
    }


def _changes(told: pa.Table) -> pa.Table:
    parts = []
    for kind, name in (("edit", "edited_at"), ("delete", "deleted_at")):
        found = told.filter(told[name].is_valid())
        same = {column: found[column] for column in ("network", "post_id", "first_text")}
        parts.append(columns(STREAMED["changes"], found.num_rows, kind=kind, at=found[name], **same))
    return pa.concat_tables(parts).sort_by([("at", "ascending"), ("post_id", "ascending")])


def of_visits(world: World, visited: Visited) -> pa.Table:
    """Who bought, also where they did not consent to be known: the table `purchases`."""
    people, buyers = population(world), visited.buyers
    known = buyers >= 0
    keys = people.keys.take(pa.array(buyers, mask=~known))
    return columns(
        STREAMED["purchases"], len(buyers), conversion_id=visited.conversions["conversion_id"],
        person_key=keys, consent=pa.array(people.consent[buyers], mask=~known),
    )  # fmt: skip
