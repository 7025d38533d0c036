"""What a person takes along goes straight to another controller, as a case has it (Art. 20(2) GDPR)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.ids import parse_id
from ictdesk.privacy.export.models import Bundle
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.privacy.transfers import commands, queries
from ictdesk.privacy.transfers.words import REASONS
from ictdesk.surfaces.dashboard.desk_view import DeskRequest
from ictdesk.surfaces.dashboard.privacy.restricting import Step


class TransferForm(forms.Form):
    """Where the person wants it."""

    receiver = forms.CharField(label=_("Who is to get it"), max_length=200)
    target = forms.CharField(
        label=_("Their address"),
        max_length=2_000,
        help_text=_(
            "One of mail, which gets a link of seven days; or one that begins with https:// and takes a file by PUT. Ask the "
            "receiver, or the person, for it."
        ),
    )
    public_key = forms.CharField(
        label=_("Their public key"),
        max_length=200,
        help_text=_("Of age, beginning with age1: nobody else can open what is sent."),
    )


def _order(request: DeskRequest, row: RightsRequest) -> object:
    form = TransferForm(request.POST)
    if not form.is_valid():
        raise Invalid(str(next(iter(form.errors.values()))[0]))
    return commands.order_transfer(actor=request.actor, request=row, **form.cleaned_data)


def _again(request: DeskRequest, row: RightsRequest) -> object:
    found = queries.one(row, parse_id(request.POST.get("transfer", "")))
    return commands.send_transfer_again(actor=request.actor, transfer=found)


STEPS: dict[str, Step] = {"transfer": _order, "transfer-again": _again}


def shown(row: RightsRequest) -> dict[str, Any]:
    """What went where, and the form while there is an archive to take along."""
    there = Bundle.objects.filter(request=row, variant="portable", blob_id__isnull=False).exists()
    return {
        "transfers": [
            {"row": one, "host": queries.place_of(one), "reason": REASONS.get(one.reason, "")}
            for one in queries.of_case(row)
        ],
        "transfer_form": TransferForm(auto_id="transfer_%s") if there else None,
    }
