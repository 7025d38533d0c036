"""Notes which people a program read: it is a recipient of their data from then on (Art. 15(1)(c) GDPR).

Read from the answer itself, so that a call that is added later is noted too where it shows people as the others do.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.actor import ApiKey
from ictdesk.privacy.recipients import reads
from ictdesk.surfaces.api.callers import Call


def note(request: Call, given: Mapping[str, Any], answer: Any) -> None:
    """One statement, which writes on the first read of somebody in a day; none for members.

    Messages name no person: their conversation's is looked up.
    """
    actor = request.auth.actor
    if request.method != "GET" or not isinstance(actor, ApiKey):
        return
    found = set(_contacts(answer))
    threads = set(_threads(answer))
    if isinstance(given.get("conversation_id"), UUID):
        threads.add(given["conversation_id"])
    if threads and not found:
        found |= set(Conversation.objects.filter(id__in=threads).values_list("contact_id", flat=True))
    if found:
        reads.note(actor.id, found)


def _contacts(answer: Any) -> Iterator[UUID]:
    """A person has identities; whatever else shows one has it as its `contact`."""
    for one in _objects(answer):
        if "identities" in one and "id" in one:
            yield UUID(str(one["id"]))
        inner = one.get("contact")
        if isinstance(inner, Mapping) and "id" in inner:
            with suppress(ValueError):
                yield UUID(str(inner["id"]))


def _threads(answer: Any) -> Iterator[UUID]:
    for one in _objects(answer):
        if isinstance(one.get("conversation_id"), str):
            yield UUID(one["conversation_id"])


def _objects(answer: Any) -> Iterator[Mapping[str, Any]]:
    """The answer, each of its items, and the conversation of a hit."""
    if isinstance(answer, Mapping):
        yield answer
        items = answer.get("items")
        for one in items or ():
            if isinstance(one, Mapping):
                yield from (
                    one,
                    *(inner for inner in (one.get("conversation"),) if isinstance(inner, Mapping)),
                )
