"""What those are who were given data, as members choose it and the person reads it."""

from typing import Literal

from django.utils.translation import gettext_lazy as _

type Group = Literal["authority", "adviser", "supplier", "other"]

GROUPS = {
    "authority": _("An authority or a court"),
    "adviser": _("A lawyer or another adviser"),
    "supplier": _("A supplier or a partner"),
    "other": _("Somebody else"),
}
