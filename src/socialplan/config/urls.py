"""Every address: pages and the API. A room that is not built has none."""

from django.urls import URLPattern, URLResolver, include, path

from socialplan.api.routes import api

handler500 = "socialplan.web.broken.server_error"
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", api.urls),
    path("", include("socialplan.web.urls")),
]
