"""Done once: a request with an idempotency key that comes again gets the same answer, and nothing is done."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError

from .models import KeptAnswer, Member

KEPT = timedelta(days=7)
Answer = Mapping[str, Any]
Keep = Callable[[Answer], None]


class KeyUsed(Exception):
    """The key was used for another request; the text says what to do."""

    def __init__(self) -> None:
        super().__init__("This Idempotency-Key was used for another request. Take a new one.")


def once(*, member: Member, key: str, asked: Answer, do: Callable[[Keep], Answer]) -> Answer:
    """The answer of `do`, or the one that was kept under this key.

    `do` is given `keep`, to be called with the answer in the transaction of the deed, so that both become
    true together; what it did not keep is kept afterwards. Raises KeyUsed, and what `do` raises.
    """
    told = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
    held = _held(member, key, told)
    if held is not None:
        return held
    kept: list[Answer] = []

    def keep(answer: Answer) -> None:
        KeptAnswer.objects.create(member=member, key=key, asked=told, answer=dict(answer))
        kept.append(answer)

    try:
        answer = do(keep)
        if not kept:
            keep(answer)
    except IntegrityError:  # the same request was answered meanwhile
        held = _held(member, key, told)
        if held is None:
            raise
        return held
    return answer


def forget_answers(*, now: datetime) -> int:
    """Answers that were kept long enough are dropped; returns how many."""
    return KeptAnswer.objects.filter(at__lt=now - KEPT).delete()[0]


def _held(member: Member, key: str, told: str) -> Answer | None:
    row = KeptAnswer.objects.filter(member=member, key=key).first()
    if row is not None and row.asked != told:
        raise KeyUsed
    return row.answer if row is not None else None
