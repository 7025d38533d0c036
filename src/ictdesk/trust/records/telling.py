"""How the records are told to the member who made them."""

from django.utils.translation import gettext_lazy as _

from ictdesk.kernel.datamap.telling import Told, tell
from ictdesk.trust.records.models import (
    ImpactAssessment,
    Instruction,
    InterestAssessment,
    ProcessingRecord,
    RecordSnapshot,
)

tell(ProcessingRecord, Told(_("Purposes that you described"), order=("at", "id")))
tell(InterestAssessment, Told(_("Interests that you weighed"), order=("written_at", "id")))
tell(Instruction, Told(_("Settings that you changed"), order=("number",)))
tell(ImpactAssessment, Told(_("Impacts that you assessed"), order=("written_at", "id")))
tell(RecordSnapshot, Told(_("Records that you kept"), order=("number",)))
