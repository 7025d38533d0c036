"""Archives are not told in archives: they hold nothing that is not in them anyway."""

from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.datamap.telling import Told, tell
from ictdesk.privacy.export.models import Bundle, Redaction, WorkspaceExport

tell(Bundle, Told("", left_out=("subject_id",)))
tell(Redaction, Told(""))
tell(WorkspaceExport, Told("", left_out=("subject_id", "asked_by")))
tell(Blob, Told("", left_out=("subject_id",)))
"""Files are told with the rows that name them."""
