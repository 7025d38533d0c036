"""The words of the workspace's mails: choose them, see them with made-up values, send them to oneself."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ictdesk.desk.mail import commands, samples, templating, trial
from ictdesk.desk.mail.template_kinds import KINDS, Kind, kind_of
from ictdesk.desk.mail.templating import MailWords
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, Outside, desk_view
from ictdesk.surfaces.dashboard.settings.mail_forms import TemplateForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried

WITH_FRAME = {**settings.SECURE_CSP, "frame-src": [CSP.SELF]}


@require_GET
@desk_view(needs="workspace.manage")
def all_templates(request: DeskRequest) -> HttpResponse:
    """The kinds of mail."""
    rows = [
        {"kind": kind, "word": _(kind.word), "about": _(kind.about), "own": templating.chosen(kind.name)}
        for kind in KINDS
    ]
    shown = {"rows": rows, "section": "settings", "tab": "templates"}
    return render(request, "settings/templates.html", shown)


@csp_override(WITH_FRAME)
@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def one_template(request: DeskRequest, of: str) -> HttpResponse:
    """The words of one kind."""
    kind = kind_of(of)
    form = _form(request, kind)

    def save() -> None:
        commands.set_mail_template(actor=request.actor, of=of, words=_words(form))

    if request.method == "POST" and accepted(form, save):
        return back(request, "settings-template", of=of)
    shown = {
        "kind": kind,
        "word": _(kind.word),
        "about": _(kind.about),
        "form": form,
        "own": templating.chosen(of),
        "placeholders": [f"{{{{{name}}}}}" for name in kind.offers],
        "link": templating.LINK if "ticket.url" in kind.offers else "",
        "section": "settings",
        "tab": "templates",
    }
    return render(request, "settings/template.html", shown)


@xframe_options_sameorigin
@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def preview(request: DeskRequest, of: str) -> HttpResponse:
    """What people would get: of what was typed, or of what is stored. On a page that can do nothing."""
    kind, nonce = kind_of(of), get_random_string(22)
    shown: dict[str, object] = {"workspace": request.workspace, "nonce": nonce}
    form = _form(request, kind)
    words = _words(form) if form.is_bound and form.is_valid() else templating.in_use(of)
    try:
        shown["said"] = samples.fill(kind, words, request.workspace).html
    except DomainError as error:
        shown["said"] = error.detail
    response = render(request, "worded_mail.html", shown)
    response["Content-Security-Policy"] = (
        f"sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'nonce-{nonce}'; "
        "frame-ancestors 'self'"
    )
    return response


@require_POST
@desk_view(needs="workspace.manage")
def test(request: DeskRequest, of: str) -> Outside:
    """Sends what is stored to whoever asks, with made-up values, and shows each step."""
    letter = samples.letter(kind_of(of), templating.in_use(of), request.user.email)
    part = request.headers.get("HX-Request") == "true"

    def send() -> HttpResponse:
        shown = {
            "steps": trial.run(letter),
            "good": _("It was accepted. Look into the mailbox of %(to)s.") % {"to": request.user.email},
            "home": reverse("settings-template", args=[request.workspace.slug, of]),
            "of": _("Templates"),
            "section": "settings",
            "tab": "templates",
        }
        with workspace_scope(request.workspace.id):
            return render(request, "settings/steps.html" if part else "settings/trial.html", shown)

    return Outside(send)


@require_POST
@desk_view(needs="workspace.manage")
def reset(request: DeskRequest, of: str) -> HttpResponse:
    """The product's words again."""
    act = lambda: commands.reset_mail_template(actor=request.actor, of=of)  # noqa: E731
    return tried(request, "settings-template", act, _("The product's words are back."), of=of)


def _form(request: DeskRequest, kind: Kind) -> TemplateForm:
    now = templating.in_use(kind.name)
    initial = {"subject": now.subject, "text": now.text, "html": now.html}
    return TemplateForm(request.POST or None, initial=initial, subject=bool(kind.subject))


def _words(form: TemplateForm) -> MailWords:
    said = form.cleaned_data
    return MailWords(said.get("subject", ""), said["text"], said["html"])
