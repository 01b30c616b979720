"""Between two turns of a source: whether its network still answers, so that what stopped is seen soon."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from socialplan.pipeline.listening import catalogue
from socialplan.pipeline.listening.knocking import answers, can_knock
from socialplan.pipeline.listening.vault import Vault

from ..models import Source
from ..rules import LOOK_EVERY, next_look

if TYPE_CHECKING:
    from socialplan.pipeline.listening.collecting import Source as Asked

KNOCK_SECONDS = 10.0  # a network that is slower has its turn at once, which waits longer


def after_turn(source: Source) -> float:
    """Its turn went well: seconds until it comes again, to look or for the next turn. Where a look had ended
    badly for nothing, none is taken until after that turn."""
    now, every = timezone.now(), catalogue.stream(source.network, source.stream).every
    brought_forward = source.turn_at is not None and now < source.turn_at
    looks = every > LOOK_EVERY and can_knock(source.network) and not brought_forward
    turn_at = now + timedelta(seconds=every) if looks else None
    Source.objects.filter(pk=source.pk).update(turn_at=turn_at)
    return LOOK_EVERY if looks else every


def can_wait(source: Source, asked: "Asked") -> bool:
    """Whether its turn is later and its network answers, or answered a moment ago. Raises Paused."""
    now = timezone.now()
    if source.turn_at is None or source.error or source.turn_at <= now:
        return False
    if next_look(source.turn_at, met_at=_met(source), now=now) > 0:
        return True
    with catalogue.outside(settings.LISTEN_INSIDE, seconds=KNOCK_SECONDS) as outside:
        well = answers(asked, outside=outside, vault=Vault.of(settings.HOME))
    if well:
        told = {} if outside.clock_off is None else {"clock_off": outside.clock_off}
        Source.objects.filter(pk=source.pk).update(knocked_at=timezone.now(), **told)
    return well


def until_look(source: Source) -> float:
    """Seconds until it is looked at again."""
    now = timezone.now()
    assert source.turn_at is not None
    return max(1.0, next_look(source.turn_at, met_at=_met(source), now=now))


def _met(source: Source) -> datetime | None:
    """When this account, or this address, answered one of its sources last."""
    same = Source.objects.filter(
        workspace=source.workspace_id, network=source.network, server=source.server,
        connection=source.connection_id, error__isnull=True,
    )  # fmt: skip
    times = same.values_list("answered_at", "knocked_at")
    return max((at for both in times for at in both if at), default=None)
