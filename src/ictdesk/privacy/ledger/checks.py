"""What `ictdesk check-deploy` asks about the ledger."""

from django.core import checks

from ictdesk.kernel.bucket import NotReached
from ictdesk.privacy.ledger import sending


@checks.register(deploy=True)
def the_bucket_locks(**_: object) -> list[checks.CheckMessage]:
    """A bucket that cannot be reached keeps the desk closed at its next start; one without locks keeps nothing from a thief."""
    bucket = sending.there()
    try:
        if bucket is None or bucket.locks():
            return []
    except NotReached as error:
        return [checks.Error(str(error), hint="See ICTDESK_LEDGER_BUCKET.", id="ledger.E001")]
    hint = "Make a bucket with object lock: it can hardly be turned on later."
    return [
        checks.Warning("The bucket of the ledger does not lock its objects.", hint=hint, id="ledger.W001")
    ]
