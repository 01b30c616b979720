"""The addresses of the pages: every module of this package that has `urlpatterns` is found by itself."""

from importlib import import_module
from pathlib import Path

from django.urls import URLPattern, URLResolver

_NOT_PAGES = ("urls", "__init__")
_NAMES = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in _NOT_PAGES)

urlpatterns: list[URLPattern | URLResolver] = [
    pattern
    for name in _NAMES
    for pattern in getattr(import_module(f"socialplan.web.{name}"), "urlpatterns", [])
]
