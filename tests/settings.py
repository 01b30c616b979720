"""The settings of the product with a home of their own, so that tests never touch what somebody uses."""

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="socialplan-tests-")
os.mkdir(os.path.join(_home, "static"))
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["SOCIALPLAN_HOME"] = _home
os.environ.pop("SOCIALPLAN_COLLECTED", None)

from socialplan.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; never outside tests
