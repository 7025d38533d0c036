"""`/design`: every part that pages are made of, in both themes. For development only."""

from django import forms
from django.conf import settings
from django.contrib.messages import constants
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ictdesk.surfaces.dashboard.brand import brand

COLOURS = (
    "paper paper-2 paper-3 raised line line-2 ink ink-2 ink-3 accent accent-soft accent-ink "
    "note note-fill note-ink danger danger-soft"
).split()
BRANDS = ("#0f766e", "#ffcc00", "#ff5a5f", "#9be7ff", "#111827", "#7c3aed")
DAYS = (("Mon", 31), ("Tue", 42), ("Wed", 38), ("Thu", 51), ("Fri", 29), ("Sat", 8), ("Sun", 5))


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="As colleagues see it.", initial="Ada Okafor")
    wrong = forms.CharField(label="E-mail address", required=False)
    kind = forms.ChoiceField(label="Role", choices=[("a", "Agent"), ("b", "Viewer")])
    text = forms.CharField(label="Text", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    agreed = forms.BooleanField(label="Members need a second step", required=False)


@require_GET
def design(request: HttpRequest) -> HttpResponse:
    """Raises `Http404` in production."""
    if not settings.DEBUG:
        raise Http404
    shown = {
        "themes": [("light", "Light", _form("light")), ("dark", "Dark", _form("dark"))],
        "colours": COLOURS,
        "brands": [(color, brand(color)) for color in BRANDS],
        "said": [(constants.DEFAULT_TAGS[level], words) for level, words in SAID],
        "days": DAYS,
    }
    return render(request, "design.html", shown)


def _form(scheme: str) -> Sample:
    form = Sample({"name": "Ada", "wrong": "ada@", "kind": "a"}, auto_id=f"{scheme}_%s")
    form.add_error("wrong", "This is not an e-mail address.")
    return form


SAID = (
    (constants.SUCCESS, "Saved."),
    (constants.ERROR, "Your role does not allow this."),
)
