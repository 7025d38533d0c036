"""By what is known what was imported before."""

from collections.abc import Iterable

from ictdesk.desk.imports.cases import Source
from ictdesk.desk.imports.models import Imported
from ictdesk.kernel.vault import digests, keyring


def digest_of(source: Source, account: str, kind: str, id_: str) -> bytes:
    """Of an id over there. `account` keeps two exports of one kind apart."""
    return digests.blind(keyring.index_key(), "import", f"{source}\n{account}\n{kind}\n{id_}")


def known(wanted: Iterable[bytes]) -> dict[bytes, Imported]:
    """The rows of what was imported already."""
    rows = Imported.objects.filter(digest__in=list(wanted)).select_related("contact__merged_into")
    return {bytes(row.digest): row for row in rows}
