"""Newsletters: written as mail, sent to everybody who agreed, with what became of them."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.business.newsletter import commands, letters, queries
from ictdesk.business.newsletter.models import MAIL, Campaign, Delivery
from ictdesk.kernel.ids import parse_id
from ictdesk.privacy.consent.models import ConsentPurpose
from ictdesk.privacy.objection.asking import digest_of
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, Outside, desk_view
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried


class WordsForm(forms.Form):
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy("Plain text. The link that ends it is put below by itself."),
    )


class NewForm(WordsForm):
    purpose = forms.ChoiceField(label=gettext_lazy("To everybody who agreed to"))
    field_order = ("purpose", "subject", "text")

    def __init__(self, data: object, *, purposes: list[tuple[str, str]]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["purpose"].choices = purposes  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def newsletters(request: DeskRequest) -> HttpResponse:
    """All of them, and a form for the next."""
    open_ones = ConsentPurpose.objects.filter(closed_at=None, use=MAIL).order_by("name")
    purposes = [(str(one.id), one.name) for one in open_ones]
    form = NewForm(request.POST or None, purposes=purposes)
    made: list[Campaign] = []

    def write() -> None:
        said = form.cleaned_data
        purpose = ConsentPurpose.objects.find(id=parse_id(said["purpose"]))
        made.append(
            commands.write_campaign(
                actor=request.actor, purpose=purpose, subject=said["subject"], text=said["text"]
            )
        )

    if request.method == "POST" and accepted(form, write):
        return back(request, "newsletter", _("Kept. Nothing is sent yet."), campaign_id=made[0].id)
    rows = queries.campaigns_for(request.actor).order_by("-made_at", "-id")[:100]
    shown = {
        "form": form if purposes else None,
        "lines": [(row, queries.report(row)) for row in rows],
        "section": "privacy",
    }
    return render(request, "privacy/newsletters.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def newsletter(request: DeskRequest, campaign_id: UUID) -> HttpResponse:
    """A draft to write on, or what became of it."""
    row: Campaign = queries.campaigns_for(request.actor).find(id=campaign_id)
    form = WordsForm(request.POST or None, initial={"subject": row.subject, "text": row.text})

    def rewrite() -> None:
        commands.rewrite_campaign(actor=request.actor, campaign=row, **form.cleaned_data)

    if request.method == "POST" and accepted(form, rewrite):
        return back(request, "newsletter", campaign_id=row.id)
    shown = {
        "form": form,
        "row": row,
        "report": queries.report(row),
        "readers": queries.readers(row),
        "section": "privacy",
    }
    return render(request, "privacy/newsletter.html", shown)


@require_POST
@desk_view(needs="workspace.manage")
def send(request: DeskRequest, campaign_id: UUID) -> HttpResponse:
    """On its way."""
    row = queries.campaigns_for(request.actor).find(id=campaign_id)
    act = lambda: commands.begin_campaign(actor=request.actor, campaign=row)  # noqa: E731
    return tried(request, "newsletter", act, _("It is on its way."), campaign_id=row.id)


@require_POST
@desk_view(needs="workspace.manage")
def drop(request: DeskRequest, campaign_id: UUID) -> HttpResponse:
    """A draft that is not wanted any more."""
    row = queries.campaigns_for(request.actor).find(id=campaign_id)
    act = lambda: commands.drop_campaign(actor=request.actor, campaign=row)  # noqa: E731
    return tried(request, "newsletters", act, _("The draft is gone."))


@require_POST
@desk_view(needs="workspace.manage")
def to_me(request: DeskRequest, campaign_id: UUID) -> Outside:
    """One copy, to whoever asks: as its readers get it, noted nowhere."""
    row: Campaign = queries.campaigns_for(request.actor).find(id=campaign_id)
    address = request.user.email
    mail = letters.letter(row, Delivery(campaign=row, digest=digest_of(address)), address)

    def then() -> HttpResponse:
        mail.send()
        return back(request, "newsletter", _("A copy is on its way to you."), campaign_id=row.id)

    return Outside(then)
