"""Whoever holds an agreement asks whether it is ours, whole, and the one that counts. Nothing of the file is kept."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from ictdesk.kernel.errors import DomainError
from ictdesk.surfaces.publicsite.page import page
from ictdesk.trust.agreements import documents
from ictdesk.trust.agreements.checking import LARGEST
from ictdesk.trust.agreements.verifying import verify


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("The document (PDF)"), widget=forms.FileInput(attrs={"accept": "application/pdf"})
    )


@page
def verifying(request: HttpRequest) -> HttpResponse:
    """A form for the file, and what was found."""
    form = FileForm(request.POST or None, request.FILES or None)
    found = None
    if request.method == "POST" and form.is_valid():
        try:
            found = verify(form.cleaned_data["file"].read(LARGEST + 1))
        except DomainError as error:
            form.add_error(None, error.detail)
    shown = {"form": form, "found": found, "able": documents.can_be_made(), "here": "gdpr"}
    return render(request, "site/verify.html", shown, status=422 if form.errors else 200)
