"""Imports every room's models, nothing else."""

from .analyse.models import *  # noqa: F403
from .analyse.situation import *  # noqa: F403
from .brief.models import *  # noqa: F403
from .evidence.models import *  # noqa: F403
from .goals.models import *  # noqa: F403
from .listen.models import *  # noqa: F403
from .sources.models import *  # noqa: F403
from .team.models import *  # noqa: F403
