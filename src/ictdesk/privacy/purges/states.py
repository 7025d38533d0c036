"""The closed lists of an order, each with the words that people read."""

from django.utils.translation import gettext_lazy as _

OPEN = frozenset({"proposed", "running"})
STATES = {
    "proposed": _("Waits for a second member"),
    "running": _("Under way"),
    "done": _("Done"),
    "dropped": _("Dropped"),
    "lapsed": _("Lapsed: nobody confirmed it in time"),
}
REASONS = {
    "over": _("No longer needed"),
    "spam": _("Spam or abuse"),
    "tests": _("Made for tests"),
    "instruction": _("Somebody who decides about the data asked for it"),
}
OUTCOMES = {
    "begun": _("Is being erased"),
    "held": _("Stays: an open request or a hold stands against it"),
    "joined": _("Is being erased already"),
    "gone": _("Was gone already"),
}
