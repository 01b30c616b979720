"""What the page reads on which people judge the posts of a query."""

from dataclasses import dataclass

from socialplan.pipeline.items import Item
from socialplan.pipeline.sampling import posts_of

from ..sources.queries import open_store
from .models import SampledPost, TrackedQuery
from .tracked import asked_hash


@dataclass(frozen=True)
class Drawn:
    """A post that was drawn; `item` is None where it is gone."""

    row: SampledPost
    item: Item | None


def drawn_posts(query: TrackedQuery) -> tuple[Drawn, ...]:
    """Of the present wording, in the order they were drawn; those whose writer was erased are left out."""
    rows = SampledPost.objects.filter(query=query, asked=asked_hash(query.text), post_id__isnull=False)
    keys = [(row.network, str(row.post_id)) for row in rows]
    found = posts_of(open_store(), query.workspace_id, keys, zone=query.workspace.zone)
    return tuple(Drawn(row, found.get((row.network, str(row.post_id)))) for row in rows)


def sampled(query: TrackedQuery, pk: int) -> SampledPost | None:
    return SampledPost.objects.filter(query=query, pk=pk, post_id__isnull=False).first()
