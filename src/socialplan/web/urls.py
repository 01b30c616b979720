"""The addresses of the pages: each step's module has its own list."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver

MODULES = (
    "start", "sign_in", "team", "data", "import_files", "explore", "evidence", "brief", "analyse", "goals", "plan",
)  # fmt: skip

urlpatterns: list[URLPattern | URLResolver] = [
    pattern
    for name in MODULES
    if find_spec(f"socialplan.web.{name}")
    for pattern in import_module(f"socialplan.web.{name}").urlpatterns
]
