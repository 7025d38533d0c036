"""What people may agree to, in which words, and how many did."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.conf import settings
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.privacy.consent import commands
from ictdesk.privacy.consent.commands.purpose import USES
from ictdesk.privacy.consent.models import ConsentPurpose, ConsentState, ConsentWording
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried
from ictdesk.surfaces.dashboard.words import CONSENT_USES

AREA = forms.Textarea(attrs={"rows": 3})


class WordsForm(forms.Form):
    """A field for each language of the public side; one is enough."""

    def __init__(self, *args: Any, now: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in settings.LANGUAGES:
            field = forms.CharField(label=name, max_length=1000, required=False, widget=AREA)
            field.initial = (now or {}).get(code, "")
            field.widget.attrs |= {"lang": code, "dir": "auto"}
            self.fields[f"text_{code}"] = field

    def texts(self) -> dict[str, str]:
        said = {code: self.cleaned_data[f"text_{code}"] for code, _name in settings.LANGUAGES}
        return {code: text for code, text in said.items() if text.strip()}


class PurposeForm(WordsForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    key = forms.SlugField(
        label=gettext_lazy("Key"),
        max_length=40,
        help_text=gettext_lazy("What programs call it: letters, digits, - and _. It stays."),
    )
    use = forms.ChoiceField(
        label=gettext_lazy("For"),
        choices=[(use, CONSENT_USES.get(use, use)) for use in USES],
        initial="marketing.communications.email",
    )
    months = forms.IntegerField(
        label=gettext_lazy("Holds for"),
        min_value=0,
        max_value=60,
        initial=0,
        help_text=gettext_lazy("Months; 0: until it is withdrawn."),
    )
    double = forms.BooleanField(
        label=gettext_lazy("Confirmed by mail before it counts"), required=False, initial=True
    )


class NewWordsForm(WordsForm):
    material = forms.BooleanField(
        label=gettext_lazy("What is agreed to changed: whoever agreed is asked again"),
        required=False,
        initial=True,
    )


class ChatForm(forms.Form):
    """When the chat asks it."""

    moment = forms.ChoiceField(
        label=gettext_lazy("The chat asks it"),
        required=False,
        choices=[
            ("", gettext_lazy("Never")),
            ("start", gettext_lazy("As soon as the visitor has left an address")),
            ("end", gettext_lazy("When the conversation is closed")),
        ],
        help_text=gettext_lazy(
            "One question at a time, with a yes and a no side by side, and never in the way of the chat. "
            "Whoever says no is not asked again for six months; a browser that says Global Privacy Control is not asked at all."
        ),
    )


class Line(NamedTuple):
    purpose: ConsentPurpose
    yes: int
    no: int


@require_http_methods(["GET", "POST"])
@desk_view(needs="consents.set_up")
def all_purposes(request: DeskRequest) -> HttpResponse:
    """The purposes with their counts, and a form for another."""
    form = PurposeForm(request.POST or None)

    def make() -> None:
        said = {key: form.cleaned_data[key] for key in ("name", "key", "use", "months", "double")}
        commands.make_purpose(actor=request.actor, texts=form.texts(), **said)

    if request.method == "POST" and accepted(form, make):
        return back(request, "privacy-consents", _("People can be asked now."))
    lines = _lines(ConsentPurpose.objects.order_by("closed_at", "name"))
    shown = {"form": form, "lines": lines, "section": "privacy"}
    return render(request, "privacy/consents.html", shown, status=422 if form.errors else 200)


def _lines(purposes: Iterable[ConsentPurpose]) -> list[Line]:
    counts: dict[tuple[UUID, bool], int] = {}
    rows = ConsentState.objects.order_by().values_list("purpose", "state").annotate(n=Count("id"))
    for purpose, state, n in rows:
        if state in ("given", "renewed", "refused", "withdrawn"):
            key = (purpose, state in ("given", "renewed"))
            counts[key] = counts.get(key, 0) + n
    return [Line(one, counts.get((one.id, True), 0), counts.get((one.id, False), 0)) for one in purposes]


@require_http_methods(["GET", "POST"])
@desk_view(needs="consents.set_up")
def one_purpose(request: DeskRequest, purpose_id: UUID) -> HttpResponse:
    """Every wording there was, and a form for the next."""
    purpose: ConsentPurpose = ConsentPurpose.objects.find(id=purpose_id)
    wordings = list(ConsentWording.objects.filter(purpose=purpose).order_by("-version", "language"))
    now = {one.language: one.text for one in wordings if one.version == purpose.version}
    form = NewWordsForm(request.POST or None, now=now)

    def publish() -> None:
        commands.publish_wording(
            actor=request.actor,
            purpose=purpose,
            texts=form.texts(),
            material=form.cleaned_data["material"],
        )

    if request.method == "POST" and accepted(form, publish):
        return back(request, "privacy-consent", _("The new words count from now on."), purpose_id=purpose.id)
    shown = {
        "form": form,
        "chat": ChatForm(initial={"moment": purpose.chat}),
        "line": _lines([purpose])[0],
        "wordings": wordings,
        "section": "privacy",
    }
    return render(request, "privacy/consent.html", shown)


@require_POST
@desk_view(needs="consents.set_up")
def in_chat(request: DeskRequest, purpose_id: UUID) -> HttpResponse:
    """Whether and when the chat asks it; another question that it asked gives way."""
    purpose = ConsentPurpose.objects.find(id=purpose_id)
    form = ChatForm(request.POST)
    moment: Any = form.cleaned_data["moment"] if form.is_valid() else "?"
    act = lambda: commands.ask_in_chat(actor=request.actor, purpose=purpose, moment=moment)  # noqa: E731
    return tried(request, "privacy-consent", act, _("Saved."), purpose_id=purpose.id)


@require_POST
@desk_view(needs="consents.set_up")
def close(request: DeskRequest, purpose_id: UUID) -> HttpResponse:
    """Nobody is asked any more, and nothing is sent for it."""
    purpose = ConsentPurpose.objects.find(id=purpose_id)
    act = lambda: commands.close_purpose(actor=request.actor, purpose=purpose)  # noqa: E731
    return tried(request, "privacy-consents", act, _("Closed. What was answered stays on record."))
