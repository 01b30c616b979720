"""The menu of saved views beside the filters of a page."""

from collections.abc import Mapping
from typing import Any

from django import template

from socialplan.web import saved_views

register = template.Library()


@register.inclusion_tag("views/_menu.html", takes_context=True)
def views_menu(context: Mapping[str, Any]) -> dict[str, Any]:
    """The views of this page, and a form to keep what stands in its address now."""
    request = context["request"]
    match = request.resolver_match
    about = str(match.kwargs.get("name", ""))
    here = [
        line for line in saved_views.lines(request)
        if line.view.page == match.url_name and line.view.about == about
    ]  # fmt: skip
    return {
        "request": request, "workspace": request.workspace, "can": context["can"], "page": match.url_name,
        "about": about, "query": saved_views.filters_of(request), "lines": here,
        "csrf_token": context.get("csrf_token"),
    }  # fmt: skip
