"""Links between two conversations: each is kept once and read from both sides."""

from typing import get_args

from ictdesk.desk.conversations.models import Conversation, ConversationLink
from ictdesk.desk.conversations.relation_shapes import LinkKind
from ictdesk.kernel.errors import AlreadySo, Invalid

KINDS = get_args(LinkKind.__value__)
MOST = 100
KEPT = {"parent": "parent", "child": "parent", "duplicate_of": "duplicate", "duplicated_by": "duplicate"}
OTHER_FIRST = frozenset({"parent", "duplicated_by"})
"""Where the other one is the link's source."""


def put(one: Conversation, other: Conversation, kind: str) -> ConversationLink:
    """Keeps a link: `other` is the `kind` of `one`. Raises `AlreadySo`, and `Invalid` for one that cannot be."""
    if kind not in KINDS:
        raise Invalid(f"The kind is one of {', '.join(KINDS)}.")
    if one.id == other.id:
        raise Invalid("A conversation is not linked with itself.")
    related = kind == "related"
    other_first = other.id < one.id if related else kind in OTHER_FIRST
    source, target = (other, one) if other_first else (one, other)
    kept = KEPT.get(kind, kind)
    if ConversationLink.objects.filter(source=source, target=target, kind=kept).exists():
        raise AlreadySo("They are linked in this way already.")
    if kept == "parent" and _is_above(target, source):
        raise Invalid("One of them stands above the other already: parents would go round in a circle.")
    if (
        kept == "duplicate"
        and ConversationLink.objects.filter(source=target, target=source, kind=kept).exists()
    ):
        raise Invalid("The other one is marked as the duplicate of this one.")
    if ConversationLink.objects.filter(source=one).count() >= MOST:
        raise Invalid(f"A conversation has at most {MOST} links.")
    return ConversationLink.objects.create(source=source, target=target, kind=kept)  # type: ignore[no-any-return]


def _is_above(one: Conversation, other: Conversation) -> bool:
    """Whether a conversation is a parent of another one, over any number of steps."""
    level, seen = {other.id}, {other.id}
    while level:
        links = ConversationLink.objects.filter(target__in=level, kind="parent")
        level = set(links.values_list("source", flat=True)) - seen
        seen |= level
    return one.id in seen - {other.id}


def kind_from(link: ConversationLink, one: Conversation) -> LinkKind:
    """What the other end is, seen from one end."""
    is_source = link.source_id == one.id
    if link.kind == "parent":
        return "child" if is_source else "parent"
    if link.kind == "duplicate":
        return "duplicate_of" if is_source else "duplicated_by"
    return "related"
