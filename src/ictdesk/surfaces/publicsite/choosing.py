"""The one thing that the site may keep in a browser without needing it, where the operator switches it on: asked, kept, taken back.

Nothing of it runs before the answer, and a browser that says Global Privacy Control has answered (`Sec-GPC`, W3C GPC).
"""

from contextlib import suppress
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ictdesk.business.counting import counting
from ictdesk.business.vendor import queries as vendor
from ictdesk.business.vendor import words, writing
from ictdesk.kernel.errors import AlreadySo, Invalid, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.consent.models import ConsentPurpose
from ictdesk.privacy.consent.saying import Said
from ictdesk.privacy.consent.words import Answer
from ictdesk.surfaces.publicsite.page import page

PLACES = ("question", "foot", "gpc")
"""The question on the page, the button at its foot, and the browser's own word."""


class AnswerForm(forms.Form):
    state = forms.ChoiceField(choices=[(one, one) for one in ("given", "refused", "withdrawn")])
    browser = forms.UUIDField(required=False)
    version = forms.IntegerField(min_value=1)
    place = forms.ChoiceField(choices=[(one, one) for one in PLACES])


class VisitForm(forms.Form):
    back = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


@page
def answer(request: HttpRequest) -> HttpResponse:
    """Keeps an answer. Whoever says it twice is answered the same."""
    said = _sent(request, AnswerForm(request.POST))
    state: Answer = said["state"]
    gpc = request.headers.get("Sec-GPC") == "1" or said["place"] == "gpc"
    how = Said("page", version=said["version"], language="en", place=f"site/{said['place']}", gpc=gpc)
    with suppress(AlreadySo), workspace_scope(vendor.entry().id):
        writing.browser_answer(browser=said["browser"], state=state, how=how)
    return HttpResponse(status=204)


@page
def visited(request: HttpRequest) -> HttpResponse:
    """One more of today. It says nothing but whether the browser was here on another day."""
    counting.count(back=_sent(request, VisitForm(request.POST))["back"] == "yes")
    return HttpResponse(status=204)


def _sent(request: HttpRequest, form: forms.Form) -> dict[str, Any]:
    """Raises `NotFound` where nobody is counted, `Invalid`."""
    if not settings.ICTDESK_SITE.count_returning or request.method != "POST":
        raise NotFound
    if not form.is_valid():
        raise Invalid(f"These are not what they have to be: {', '.join(form.errors)}.")
    return form.cleaned_data


def question(request: HttpRequest) -> dict[str, object] | None:
    """The words in force, for the page; `revision` rises when those who agreed have to be asked again.

    None until the next start has made the purpose, and when the vendor closed it.
    """
    with workspace_scope(vendor.entry().id):
        purpose = ConsentPurpose.objects.filter(key=words.RETURNING, closed_at=None).first()
        if purpose is None:
            return None
        row = writing.wording(words.RETURNING)
    said = {"text": row.text, "version": row.version, "revision": purpose.counts_from}
    return said | {"gpc": request.headers.get("Sec-GPC", "")}
