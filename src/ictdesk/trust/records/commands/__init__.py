"""The verbs of this room."""

from ictdesk.trust.records.commands.assess import (
    approve_assessment,
    send_assessment_back,
    submit_assessment,
    write_assessment,
)
from ictdesk.trust.records.commands.describe import add_purpose, describe_purpose
from ictdesk.trust.records.commands.doubt import doubt_instruction
from ictdesk.trust.records.commands.impact import approve_impact, write_impact
from ictdesk.trust.records.commands.remind import note_reminded
from ictdesk.trust.records.commands.snapshot import take_snapshot

__all__ = [
    "add_purpose",
    "approve_assessment",
    "approve_impact",
    "describe_purpose",
    "doubt_instruction",
    "note_reminded",
    "send_assessment_back",
    "submit_assessment",
    "take_snapshot",
    "write_assessment",
    "write_impact",
]
