"""What is kept of acts that are over, and of which no case need tell: it ends when a case closed then would."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q

from ictdesk.kernel import retention
from ictdesk.kernel.retention import DataClass, Rows
from ictdesk.kernel.vault.models import SubjectKey
from ictdesk.privacy.erasure.models import ErasureRun
from ictdesk.privacy.export.models import WorkspaceExport
from ictdesk.privacy.holds.models import Hold
from ictdesk.privacy.purges.models import PurgeOrder
from ictdesk.privacy.recipients.models import Disclosure, RecipientNotice
from ictdesk.privacy.restriction.models import Restriction
from ictdesk.privacy.retention import evidence
from ictdesk.privacy.retention.cases import CASES

type Over = Callable[[datetime], Q]


def _given_of_nobody(then: datetime) -> Q:
    """As long as they are there people can ask who got their data (Art. 15(1)(c) GDPR)."""
    erased = SubjectKey.objects.filter(id=OuterRef("person_id"), wrapped__isnull=True)
    return Q(Exists(erased)) & Q(noted_at__lt=then)


OVER: dict[str, tuple[type[Model], Over]] = {
    "disclosures": (Disclosure, _given_of_nobody),
    "erasures": (ErasureRun, lambda then: Q(state="done", done_at__lt=then)),
    "exports": (WorkspaceExport, lambda then: Q(asked_at__lt=then, blob_id=None)),
    "holds": (Hold, lambda then: Q(lifted_at__lt=then)),
    "notices": (RecipientNotice, lambda then: Q(settled_at__lt=then)),
    "purges": (PurgeOrder, lambda then: Q(lapses_at__lt=then) & ~Q(state="running")),
    "restrictions": (Restriction, lambda then: Q(lifted_at__lt=then)),
}
"""When each is over. Certificates and letters were given out: whoever has one can verify it without us."""


def register() -> None:
    retention.declare(CASES)
    for key, (model, over) in OVER.items():
        retention.declare(_companion(key, model, over))


def _companion(key: str, model: type[Model], over: Over) -> DataClass:
    return CASES.companion(key, _rows(model, over), partial(evidence.remove, model))


def _rows(model: Any, over: Over) -> Rows:
    return lambda then: model.objects.filter(over(then))
