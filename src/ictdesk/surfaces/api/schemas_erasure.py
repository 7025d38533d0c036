"""What calls about erasures may send."""

from typing import Literal

from ninja import Schema

from ictdesk.surfaces.api.schemas import Sent


class HowErased(Schema):
    """`statistics` keeps times and states of conversations, without a word and without the person."""

    mode: Literal["erase", "statistics"] = "erase"


class StartErasure(Sent):
    """As `HowErased`."""

    mode: Literal["erase", "statistics"] = "erase"
