"""The plan document: read it as it stands, take it along as PDF or Markdown."""

import re

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from socialplan.report import building, markdown, pdf
from socialplan.report.document import Document

from .access import PageRequest, page

FORMATS = {"pdf": "application/pdf", "md": "text/markdown; charset=utf-8"}


@page("plan.read")
@require_GET
def plan(request: PageRequest) -> HttpResponse:
    document = building.plan(request.workspace, spoken=_language(request))
    return render(request, "plan/page.html", {"document": document, "languages": ("nl", "en")})


@page("plan.read")
@require_GET
def one_page(request: PageRequest) -> HttpResponse:
    document = building.one_page(request.workspace, spoken=_language(request))
    context = {"document": document, "text": _plain(markdown.render(document)), "languages": ("nl", "en")}
    return render(request, "plan/one_page.html", context)


@page("plan.read")
@require_GET
def export(request: PageRequest) -> HttpResponse:
    """The file itself; whatever is asked in another way gives the whole plan as PDF."""
    one = request.GET.get("audience") == "management"
    suffix = request.GET.get("format", "pdf")
    suffix = suffix if suffix in FORMATS else "pdf"
    spoken = _language(request)
    make = building.one_page if one else building.plan
    content = _rendered(make(request.workspace, spoken=spoken), suffix)
    name = building.file_name(request.workspace, spoken=spoken, suffix=suffix, page=one)
    answer = HttpResponse(content, content_type=FORMATS[suffix])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _rendered(document: Document, suffix: str) -> bytes:
    if suffix == "md":
        return markdown.render(document).encode()
    return pdf.render(document, made_at=timezone.now().replace(microsecond=0))


def _plain(text: str) -> str:
    """For a message: words and dashes, without the signs of markup."""
    bare = re.sub(r"^(?:#+|>) ", "", text, flags=re.MULTILINE)
    return re.sub(r"(?<![\w*])(\*\*|\*)(\S(?:.*?\S)?)\1(?![\w*])", r"\2", bare)


def _language(request: PageRequest) -> str:
    wanted = request.GET.get("language") or get_language() or "en"
    return "nl" if wanted.startswith("nl") else "en"


urlpatterns = [
    path("w/<slug:workspace>/plan/", plan, name="plan"),
    path("w/<slug:workspace>/plan/one-page/", one_page, name="one-page"),
    path("w/<slug:workspace>/plan/export/", export, name="plan-export"),
]
