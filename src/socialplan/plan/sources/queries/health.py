"""Who is doing what in a workspace now."""

from ..models import Worker, WriterLease


def writer(workspace: int) -> str:
    """The holder of the right to write ("" for nobody); one that died holds it until somebody takes over."""
    return WriterLease.objects.filter(workspace=workspace).values_list("holder", flat=True).first() or ""


def gave_sign(process: int) -> bool:
    """Whether the worker with this process number gave a sign of life."""
    return Worker.objects.filter(holder__contains=f":{process}.").exists()
