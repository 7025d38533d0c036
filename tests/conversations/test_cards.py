"""Card numbers never reach the database, wherever text comes in."""

import pytest

from ictdesk.desk.conversations.cards import mask_cards
from tests.world import World

CARDS = [
    "4111111111111111",
    "4111 1111 1111 1111",
    "4111-1111-1111-1111",
    "378282246310005",
    "6304000000000000",
    "".join(chr(0xFF10 + int(digit)) for digit in "4111111111111111"),
]
OTHERS = [
    "4111111111111112",
    "1234567890123",
    "0000000000000000",
    "call +49 30 1234567",
    "order 12345",
    "x" * 100,
]


@pytest.mark.parametrize("card", CARDS)
def test_a_card_number_is_masked_but_for_its_end(card: str) -> None:
    masked = mask_cards(f"my card is {card}, thanks")
    assert card not in masked
    assert "•" in masked
    assert masked.endswith(f"{card[-4:]}, thanks")
    assert len(masked) == len(f"my card is {card}, thanks")


@pytest.mark.parametrize("text", OTHERS)
def test_other_numbers_stay(text: str) -> None:
    assert mask_cards(text) == text


def test_what_is_stored_is_masked(world: World) -> None:
    conversation = world.acme.talk("pay with 4111 1111 1111 1111")
    world.acme.say(world.acme.ada.actor, conversation, "you wrote 4111111111111111", note=True)
    assert not any("4111 1111" in body or "41111111" in body for body in world.acme.bodies(conversation))
