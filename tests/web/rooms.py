"""What the tests of the plan's rooms share: addresses, and forms posted as a browser or htmx would."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from socialplan.plan.team.models import Workspace

HTMX = {"headers": {"HX-Request": "true"}}


def at(workspace: Workspace, name: str, *args: object) -> str:
    return reverse(name, args=[workspace.slug, *args])


def send(client: Client, address: str, htmx: bool = True, **fields: Any) -> HttpResponse:
    return client.post(address, fields, **(HTMX if htmx else {}))  # type: ignore[arg-type,return-value]


def text_of(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())
