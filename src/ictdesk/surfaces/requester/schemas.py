"""The published shape of archives, for whoever reads one by a program."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from ictdesk.privacy.export import schema


@require_GET
def bundle(request: HttpRequest) -> HttpResponse:
    """JSON Schema of `data.json`."""
    return HttpResponse(schema.text(), content_type="application/schema+json")
