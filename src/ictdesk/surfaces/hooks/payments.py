"""Stripe's hook: a notice is a reason to look, and is believed no further."""

import logging

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from ictdesk.business.billing import arriving

log = logging.getLogger(__name__)


@csrf_exempt
def notice(request: HttpRequest) -> HttpResponse:
    """200 once the look is enqueued, and for what is none of ours: Stripe would bring that again for days, then stop all."""
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    body = request.read(arriving.LARGEST + 1)
    if len(body) > arriving.LARGEST:
        return HttpResponse(status=413)
    try:
        arriving.take(body, request.headers.get("Stripe-Signature", ""))
    except arriving.Refused:
        return HttpResponse(status=403)
    except (DatabaseError, OSError):
        log.warning("hooks.not_stored")
        return HttpResponse(status=503, headers={"Retry-After": "60"})
    return HttpResponse(status=200)
