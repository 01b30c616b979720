"""Puts a small town talking and a brief in the home of a running product: run as a module."""

import django

django.setup()

from socialplan.plan.brief import actions as brief  # noqa: E402
from socialplan.plan.sources.models import Connection  # noqa: E402
from socialplan.plan.sources.queries import open_store  # noqa: E402
from socialplan.plan.team import actions as team  # noqa: E402
from socialplan.plan.team.models import Member  # noqa: E402
from tests.plan.listen.talk import talk  # noqa: E402

if __name__ == "__main__":
    workspace = team.first_workspace(language="en")
    by = Member.objects.get(workspace=workspace)
    talk(open_store(), workspace.pk)
    for text in ("Bakkerij Zoet", "bakkerijzoet", "#bakkerijzoet"):
        brief.add(workspace=workspace, kind="name", fields={"text": text}, by=by)
    Connection.objects.create(
        workspace=workspace, network="mastodon", server="https://127.0.0.1:1", account="1", handle="zoet",
        sealed="unreadable",
    )  # fmt: skip
