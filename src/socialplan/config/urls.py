"""Every address: pages and the API. A room that is not built has none."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("socialplan.web.urls")),
]
