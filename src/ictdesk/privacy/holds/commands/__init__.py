"""The verbs of this room."""

from ictdesk.privacy.holds.commands.approve_hold import approve_hold
from ictdesk.privacy.holds.commands.lift_hold import lift_hold
from ictdesk.privacy.holds.commands.look_at_held import look_at_held
from ictdesk.privacy.holds.commands.place_hold import place_hold
from ictdesk.privacy.holds.commands.put_off_review import put_off_review

__all__ = ["approve_hold", "lift_hold", "look_at_held", "place_hold", "put_off_review"]
