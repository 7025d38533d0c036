"""The verbs of this room."""

from ictdesk.business.newsletter.commands.begin import begin_campaign
from ictdesk.business.newsletter.commands.write import drop_campaign, rewrite_campaign, write_campaign

__all__ = ["begin_campaign", "drop_campaign", "rewrite_campaign", "write_campaign"]
