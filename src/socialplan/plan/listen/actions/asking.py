"""The sources of tracked queries: begun, changed and stopped together with the query they ask."""

from collections.abc import Iterable

from socialplan.tracked import parse_query, write_query
from socialplan.tracked.query import any_of

from ...sources.actions.listening import add_source, remove_source, stop_source
from ...sources.models import Source
from ...team.models import Member
from ..models import Asking, TrackedQuery
from ..places import Place, chosen


def ask_networks(query: TrackedQuery, *, by: Member | str) -> None:
    """Make the sources of a query what it says now; call it inside the transaction that changed it. A source
    that another query also needs goes on."""
    if not query.active:
        return _stop(query, by=by)
    wanted = {source.pk for place in _places(query) for source in _begun(query, place, by=by)}
    for asking in query.askings.exclude(source__in=wanted).select_related("source"):
        asking.delete()
        _leave(asking.source, by=by, ours=asking.ours)
    _keep_what_is_asked(Source.objects.filter(pk__in=wanted))
    return None


def _places(query: TrackedQuery) -> tuple[Place, ...]:
    return chosen(query.workspace, query.text, query.places)


def _begun(query: TrackedQuery, place: Place, *, by: Member | str) -> list[Source]:
    found = []
    for question in place.asked.questions:
        source = add_source(
            workspace=query.workspace, network=place.asked.network, server=place.server, asked=question,
            stream=place.asked.stream, name=f"{query.name}: {question}"[:200], by=by,
            connection=place.connection,
        )  # fmt: skip
        others = source.askings.exclude(query=query)
        made_here = others.filter(ours=True).exists() or (source.cursor == "" and not source.items)
        Asking.objects.get_or_create(query=query, source=source, defaults={"ours": made_here})
        found.append(source)
    return found


def _stop(query: TrackedQuery, *, by: Member | str) -> None:
    for asking in query.askings.filter(ours=True).select_related("source"):
        if not _others(asking.source, query):
            stop_source(source=asking.source, by=by)
    _keep_what_is_asked(Source.objects.filter(askings__query=query))


def _leave(source: Source, *, by: Member | str, ours: bool) -> None:
    """Nobody asks this any more: it goes, and what was heard stays."""
    if source.askings.exists():
        return _keep_what_is_asked([source])
    if ours:
        remove_source(source=source, by=by)
    return None


def _others(source: Source, query: TrackedQuery) -> bool:
    """Whether another query that is listened to needs it."""
    return any(one.query.active for one in source.askings.exclude(query=query).select_related("query"))


def _keep_what_is_asked(sources: Iterable[Source]) -> None:
    """Of what comes the posts that answer to one of the queries are kept."""
    for source in sources:
        askings = list(source.askings.select_related("query"))
        texts = [one.query.text for one in askings if one.query.active]
        if texts and all(one.ours for one in askings):
            keeps = write_query(any_of([parse_query(text) for text in texts]))
            Source.objects.filter(pk=source.pk).update(keeps=keeps)
