"""What rights are called in the roles' table."""

from django.utils.translation import gettext_lazy as _

RIGHT_WORDS: dict[str, object] = {
    "conversation.read": _("Read conversations"),
    "contact.read": _("See contacts"),
    "search": _("Search messages"),
    "conversation.reply": _("Answer"),
    "conversation.start": _("Start conversations"),
    "conversation.assign": _("Assign"),
    "conversation.status": _("Solve, snooze, reopen"),
    "conversation.tag": _("Tag and set the priority"),
    "message.change_own": _("Edit and delete own messages"),
    "note.write": _("Write notes"),
    "contact.edit": _("Correct contacts"),
    "file.upload": _("Send files"),
    "view.share": _("Share saved views"),
    "rights.report": _("Write down what people ask about their data"),
    "rights.see": _("See what people ask about their data"),
    "rights.confirm": _("Confirm what recipients were told"),
    "rights.restrict": _("Restrict people, and write down what they object to"),
    "consents.see": _("See what people agreed to"),
    "consents.keep": _("Write down what people agree to and refuse"),
    "consents.set_up": _("Say what people may agree to, and in which words"),
    "records.keep": _("Say what data is processed for, and weigh interests"),
    "rights.read": _("Handle what people ask about their data"),
    "member.manage": _("Invite, change and end members"),
    "key.manage": _("Make and withdraw API keys"),
    "workspace.manage": _("Set up the workspace"),
    "owner.manage": _("Make and end owners, end the workspace"),
}
