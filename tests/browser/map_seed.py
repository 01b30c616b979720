"""Posts by others about four subjects, in the home of a running product."""

from datetime import datetime, timedelta

import django

django.setup()

from socialplan.plan.team import actions as team  # noqa: E402
from tests.browser.labels_seed import write  # noqa: E402

SUBJECTS = ("fresh bread oven", "late parcel courier", "friendly waiter terrace", "broken bicycle chain")


def main() -> None:
    workspace = team.first_workspace(language="en")
    start = datetime(2026, 3, 1, 12)
    write(workspace.pk, "posts", [
        {
            "network": "net", "post_id": str(place), "text": f"The {SUBJECTS[place % 4]} number {place}",
            "about_account": "cafe", "role": "post", "precision": "second",
            "created_at": start + timedelta(hours=place),
        }
        for place in range(240)
    ])  # fmt: skip
    print(f"/w/{workspace.slug}/")


if __name__ == "__main__":
    main()
