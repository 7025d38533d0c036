"""Tell the controller that one of its instructions would break the law, as the vendor sees it (Art. 28(3), last sentence, GDPR)."""

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.jobs import defer
from ictdesk.trust.records import instructions, rules
from ictdesk.trust.records.describing import text
from ictdesk.trust.records.models import Instruction


@command(allow=rules.only_the_software)
def doubt_instruction(*, actor: Actor, number: int, against: str) -> Instruction:
    """Puts it on the record and has whoever looks after people's rights told by mail. The instruction itself stands.

    Raises `NotFound`, `Invalid`, and `Conflict` for an entry that is no change.
    """
    about: Instruction = Instruction.objects.find(number=number)
    if about.kind != "change":
        raise Conflict("This entry is no change of settings.")
    said = text(against, "what is against it", 1000, needed=True)
    made = instructions.add(
        Instruction(
            kind="doubt",
            area=about.area,
            object_kind="instruction",
            object_id=about.id,
            words=said,
            changes={"about": {"instruction": {"number": about.number}}},
        ),
        actor,
    )
    record(actor, "instruction.doubt", "instruction", about.id)
    defer("records.tell_doubt", instruction=made.id)
    return made
