"""Transfers that are assessed and signed by two members of the vendor's, for tests that need them so."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Member
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.subprocessors.models import SubProcessor
from ictdesk.trust.transfers import commands, register
from ictdesk.trust.transfers.commands.assess import Assessed
from ictdesk.trust.transfers.models import TransferAssessment

ASSESSED = Assessed(
    "Mail of customers, sealed where it lies; about 1000 a day.",
    "Module three, signed on 2 January 2026.",
    "FISA 702 reaches providers of electronic communication there (EDPB 02/2020).",
    "Its report of 2026 counts no order about our account.",
    "The agreement was amended, and the setting is on.",
    "medium",
    "measures",
    measures=("design.rest",),
)


def readers() -> tuple[Member, Member]:
    """Who writes, and who reads."""
    return Member(UUID(int=71), "owner"), Member(UUID(int=72), "admin")


def assess(vendor: UUID, key: str, assessed: Assessed = ASSESSED, days: int = 365) -> TransferAssessment:
    author, reader = readers()
    with workspace_scope(vendor):
        commands.write_transfer_assessment(actor=author, transfer=key, assessed=assessed)
        commands.submit_transfer(actor=author, transfer=key)
        until = clock.now().date() + timedelta(days=days)
        row: TransferAssessment = commands.sign_transfer(actor=reader, transfer=key, review_on=until)
        return row


def assess_all(vendor: UUID, provider: str, **more: Any) -> None:
    """Every transfer of one sub-processor that needs it."""
    for one in register.transfers(only=SubProcessor.objects.get(key=provider)):
        if one.needs_assessment and one.state != "stands":
            assess(vendor, one.key, **more)
