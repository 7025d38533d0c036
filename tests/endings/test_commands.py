"""While a workspace comes to its end every command is refused but those that are named here."""

from importlib import import_module
from uuid import uuid4

import pytest

from ictdesk.desk.workspaces.commands import take_end_back
from ictdesk.kernel.command import REGISTRY, WHILE_ENDING
from ictdesk.kernel.errors import DomainError, Ending
from ictdesk.kernel.tenancy import workspace_scope
from tests.endings.asked import asked
from tests.world import World

ROOMS = (
    "rights",
    "export",
    "erasure",
    "restriction",
    "rectification",
    "objection",
    "holds",
    "recipients",
    "transfers",
)
"""Rooms whose every command goes on: Arts. 12 to 22 GDPR do not rest while a workspace ends."""
NAMED = {
    "ask_end",
    "take_end_back",
    # what was begun before is finished
    "confirm_purge",
    "drop_purge",
    "settle_purges",
    # people change their mind about what they agreed to (Art. 7(3))
    "choose",
    "confirm",
    "expire",
    "keep_answer",
    "keep_browser_answer",
    "note_asked",
    # people prove who they are, and read
    "ask_code",
    "ask_code_for",
    "ask_transcript",
    "count_try",
    "end_session",
    "enter",
    "leave",
    "mail_request",
    "mark_read",
    "open_session",
    "tidy",
    # what comes back of mails that went out; everything else is refused inside
    "note_report",
    "receive",
    "set_delivery",
    "take_in",
    # the workspace stays safe and somebody answers for it
    "change_role",
    "consent_to_access",
    "deny_access",
    "end_access",
    "set_access_consent",
    # who else gets the data is told and objected to as long as there is data
    "note_told",
    "object_to_subprocessor",
    # who answers for a breach does so as long as there is data
    "acknowledge_notice",
    "close_breach",
    "decide_breach",
    "name_security_contact",
    "open_breach",
    "remove_security_contact",
    "verify_security_contact",
    "deactivate_member",
    "drop_unreferenced",
    "revoke_api_key",
    "set_lead",
    "set_security",
    "withdraw_signing_key",
}


def of_ours() -> list[str]:
    return sorted(name for name in REGISTRY if name.startswith("ictdesk."))


def goes_on(name: str) -> bool:
    return name.rpartition(".")[2] in NAMED or any(f".privacy.{room}." in name for room in ROOMS)


def test_the_named_ones_are_those_that_are_declared() -> None:
    assert {name for name in of_ours() if goes_on(name)} == {
        n for n in WHILE_ENDING if n.startswith("ictdesk.")
    }


def refuses(name: str) -> bool:
    """Whether it says so before it looks at anything else."""
    module, _dot, function = name.rpartition(".")
    try:
        getattr(import_module(module), function)()
    except Ending:
        return True
    except (DomainError, TypeError, AttributeError, AssertionError):
        return False
    return False


def test_every_other_command_is_refused(world: World) -> None:
    with workspace_scope(world.acme.id):
        assert not any(refuses(name) for name in of_ours() if not goes_on(name)), "it goes on as ever"
    asked(world.acme)
    with workspace_scope(world.acme.id):
        assert {name for name in of_ours() if refuses(name)} == {n for n in of_ours() if not goes_on(n)}
    with workspace_scope(world.globex.id):
        assert not any(refuses(name) for name in of_ours() if not goes_on(name)), "the neighbour goes on"


def test_it_goes_on_when_it_is_taken_back(world: World) -> None:
    acme = world.acme
    talk = acme.talk("Hello")
    asked(acme)
    with pytest.raises(Ending):
        acme.say(acme.grace.actor, talk, "Hi")
    with workspace_scope(acme.id):
        take_end_back(actor=acme.vera.actor)
    acme.say(acme.grace.actor, talk, f"Hi {uuid4()}")
    assert len(acme.bodies(talk)) == 2
