"""What tests of pages start from: an owner, a workspace, a signed-in browser without a screen."""

import pytest
from django.test import Client

from socialplan.plan.team.models import User, Workspace
from tests.people import person, workspace_of


@pytest.fixture
def owner(db: None) -> User:
    return person("Owner")


@pytest.fixture
def workspace(owner: User) -> Workspace:
    return workspace_of(owner)


@pytest.fixture
def client_in(client: Client, owner: User, workspace: Workspace) -> Client:
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    return client
