"""Note how far a message came on its way to the contact."""

from ictdesk.desk.conversations import rules
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.events import MessageDelivery
from ictdesk.desk.conversations.models import Message
from ictdesk.desk.conversations.shapes import Delivery
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo


@command(allow=rules.can_tidy_up, door="storage", while_ending=True)
def set_delivery(*, actor: Actor, message: Message, delivery: Delivery) -> Message:
    """Sets it and tells the team. Raises `AlreadySo`."""
    conversation = lock(message.conversation_id)
    if not Message.objects.filter(id=message.id).exclude(delivery=delivery).update(delivery=delivery):
        raise AlreadySo
    message.delivery = delivery
    changed(conversation, actor, MessageDelivery, message_id=message.id)
    return message
