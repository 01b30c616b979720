"""Imports every room's models, nothing else."""

from .sources.models import *  # noqa: F403
from .team.models import *  # noqa: F403
