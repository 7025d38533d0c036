"""The site's forms: what is sent becomes a ticket in the vendor's workspace, a case, or a question about the newsletter."""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ictdesk.business.vendor import forwarding, writing
from ictdesk.business.vendor import queries as vendor
from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.errors import Conflict, DomainError
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.rights import commands as cases
from ictdesk.privacy.rights.commands import Asked
from ictdesk.surfaces.letterbox import guessing
from ictdesk.surfaces.publicsite.forms import AgreementForm, ContactForm, NewsletterForm, SiteForm
from ictdesk.surfaces.publicsite.page import page

LONGEST = 10_000
"""Of what a case keeps of a message; the message itself is whole."""


@page
def contact(request: HttpRequest) -> HttpResponse:
    """What is about somebody's own data is a case too: its clock counts from now."""
    form = ContactForm(request.POST or None, initial={"about": request.GET.get("about", "question")})
    if form.is_bound and form.is_valid():
        done = sent(form, _write, **form.said())
        if done:
            return _thanks(request, done)
    return answered(request, "site/contact.html", form, {"contact": vendor.contact(), "here": "contact"})


def _write(*, about: str, desk: str, **said: Any) -> Conversation:
    """Whoever names a customer's desk asks about data: the page says the same whether there is such a desk."""
    made = writing.contact(about="privacy" if desk else about, **said)
    if desk or about == "privacy":
        _open_case(made, name=said["name"], email=said["email"], text=said["text"], desk=desk)
    return made


def _open_case(made: Conversation, *, name: str, email: str, text: str, desk: str) -> None:
    message = made.messages.order_by("seq").first()
    asked = Asked(
        channel="form",
        rights=guessing.rights_in("", text),
        words=text[:LONGEST],
        name=name,
        email=email,
        received_at=made.created_at,
        message_id=message.id if message else None,
    )
    with suppress(Conflict):  # sent twice
        case = cases.open_case(actor=writing.US, asked=asked)
        if desk:
            forwarding.pass_to_or_ask(case, desk)


@page
def agreement(request: HttpRequest) -> HttpResponse:
    """A signed copy of the agreement is asked for; a person answers."""
    form = AgreementForm(request.POST or None)
    if form.is_bound and form.is_valid():
        done = sent(form, writing.agreement, **form.said())
        if done:
            return _thanks(request, done)
    return answered(request, "site/agreement.html", form, {"here": "gdpr"})


@page
def newsletter(request: HttpRequest) -> HttpResponse:
    """Asks the mailbox's owner by mail. The page says the same whether the address is known or not."""
    form = NewsletterForm(request.POST or None)
    with workspace_scope(vendor.entry().id):
        shown = {"words": writing.wording(), "here": "contact"}
    if form.is_bound and form.is_valid():
        gpc = request.headers.get("Sec-GPC") == "1"
        if sent(form, writing.newsletter, address=form.cleaned_data["email"], gpc=gpc) is not None:
            return render(request, "site/asked.html", shown)
    return answered(request, "site/newsletter.html", form, shown)


def sent(form: SiteForm, act: Any, **said: Any) -> Any:
    """What came of it, in one transaction; or None with the reason on the form."""
    try:
        with workspace_scope(vendor.entry().id):
            return act(**said)
    except DomainError as error:
        form.add_error(None, error.detail)
        return None


def _thanks(request: HttpRequest, made: Conversation) -> HttpResponse:
    return render(request, "site/sent.html", {"number": made.number, "vendor": vendor.entry()})


def answered(request: HttpRequest, template: str, form: SiteForm, shown: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, shown | {"form": form}, status=status)
