"""Puts the simulated company with its newer files in the home of a running product: run as a module."""

from datetime import date, timedelta

import django

django.setup()

from socialplan.networks.simulated import World, truth  # noqa: E402
from socialplan.pipeline.example import PARTS, add_example  # noqa: E402
from socialplan.plan.sources.queries import open_store  # noqa: E402
from socialplan.plan.team import actions as team  # noqa: E402
from socialplan.plan.team.models import Member  # noqa: E402


def example() -> None:
    """Prints where the workspace is, and from which day on a company is talked about twice as much."""
    owner = Member.objects.get(workspace=team.first_workspace(language="en")).user
    workspace = team.create_workspace(name="Example", owner=owner, language="en", simulated=True)
    world = World(last=date.today() - timedelta(days=3), language="en")
    for part in PARTS:
        add_example(open_store(), workspace=workspace.pk, world=world, part=part)
    (moved,) = truth(world)["movements"].to_pylist()
    print(f"/w/{workspace.slug}/", moved["since"].isoformat())


if __name__ == "__main__":
    example()
