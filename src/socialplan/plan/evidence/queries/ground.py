"""What rests on each batch: findings that counted its rows, and standing claims on them."""

from collections import Counter
from dataclasses import dataclass

from ...team.models import Workspace
from ..models import Claim, Finding


@dataclass(frozen=True)
class Rests:
    """How many findings and standing claims a batch carries."""

    findings: int = 0
    claims: int = 0


def rests_on_batches(workspace: Workspace) -> dict[int, Rests]:
    """By the number of the batch; batches that carry nothing are left out."""
    findings: Counter[int] = Counter()
    for batches in Finding.objects.filter(workspace=workspace).values_list("batches", flat=True):
        findings.update(batches)
    claims: Counter[int] = Counter()
    standing = Claim.objects.standing().filter(workspace=workspace, question__latest__isnull=False)
    for batches in standing.values_list("question__latest__batches", flat=True):
        claims.update(batches)
    return {number: Rests(count, claims[number]) for number, count in findings.items()}
