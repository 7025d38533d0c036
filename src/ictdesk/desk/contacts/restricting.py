"""Who is restricted (Art. 18 GDPR) is so under each name: somebody new with an address of theirs is restricted too."""

from collections.abc import Iterable
from uuid import UUID

from ictdesk.desk.contacts.models import Identity
from ictdesk.kernel import restricting
from ictdesk.kernel.vault import keyring


def follow(made: Iterable[Identity]) -> None:
    """For addresses that were just added. One query where nobody is restricted."""
    new = {(one.kind, bytes(one.digest)): one.subject_id for one in made}
    same = Identity.objects.filter(kind__in={kind for kind, _ in new}, digest__in={one for _, one in new})
    same = same.exclude(subject_id__in=set(new.values()))
    hidden = same.exclude(id__in=keyring.in_reach(same).values("id"))
    joined: dict[UUID, set[UUID]] = {}
    for kind, digest, subject in hidden.values_list("kind", "digest", "subject_id"):
        if (kind, bytes(digest)) in new:
            joined.setdefault(new[kind, bytes(digest)], set()).add(subject)
    for subject, known in joined.items():
        restricting.joined(subject, known)
