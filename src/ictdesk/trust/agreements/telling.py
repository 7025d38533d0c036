"""How the documents are told to the member who asked for them or signed them."""

from django.utils.translation import gettext_lazy as _

from ictdesk.kernel.datamap.telling import Told, tell
from ictdesk.trust.agreements.models import AgreementDocument

tell(AgreementDocument, Told(_("Agreements that you asked for or signed"), order=("number",)))
