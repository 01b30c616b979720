"""Who is doing what in a workspace now."""

from ..models import WriterLease


def writer(workspace: int) -> str:
    """The holder of the right to write ("" for nobody); one that died holds it until somebody takes over."""
    return WriterLease.objects.filter(workspace=workspace).values_list("holder", flat=True).first() or ""
