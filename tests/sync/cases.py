"""For every command of the room an act that changes what somebody sees."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from ictdesk.desk.contacts.commands import define_attribute
from ictdesk.desk.contacts.models import ContactMerge, Identity
from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.commands.bulk import Change
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.conversations.shapes import BulkResult
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.desk.workspaces.commands import make_status
from ictdesk.desk.workspaces.models import Tag, Team
from ictdesk.kernel import clock
from ictdesk.kernel.tenancy import workspace_scope
from tests.sync import by_gateway, later_cases, ticket_cases
from tests.sync.stage import Stage
from tests.world import US

type Act = Callable[[Stage], object]

QUIET = {
    *("upload", "drop_unreferenced", "open_session", "end_session"),
    *("save_view", "change_view", "delete_view"),
}
"""Commands that change nothing which a list or a conversation shows."""


def reply_with_a_picture(stage: Stage) -> None:
    commands.reply(
        actor=stage.ada,
        conversation=stage.chat,
        client_id=uuid4(),
        text="A lid",
        attachments=[stage.picture(stage.ada)],
    )


def visitor_replies(stage: Stage) -> None:
    visitor = stage.visitor(stage.guest)
    commands.reply(actor=visitor, conversation=stage.chat, client_id=uuid4(), text="The one from May")


def visitor_reopens_by_writing(stage: Stage) -> None:
    commands.solve(actor=stage.ada, conversation=stage.chat)
    visitor_replies(stage)


def note_with_a_picture(stage: Stage) -> None:
    commands.note(
        actor=stage.ada,
        conversation=stage.chat,
        client_id=uuid4(),
        text="See",
        attachments=[stage.picture(stage.ada)],
    )


def assign(stage: Stage) -> None:
    commands.assign(actor=stage.ada, conversation=stage.chat, member=stage.house.grace.row)


def assign_and_take_back(stage: Stage) -> None:
    assign(stage)
    commands.assign(actor=stage.ada, conversation=stage.chat, member=None)


def snooze(stage: Stage) -> None:
    status = workspaces.default_status("snoozed")
    until = clock.now() + timedelta(hours=3)
    commands.set_status(actor=stage.ada, conversation=stage.chat, status=status, snoozed_until=until)


def note_that_names_somebody(stage: Stage) -> None:
    commands.note(
        actor=stage.ada,
        conversation=stage.chat,
        client_id=uuid4(),
        text="@Grace Ng, please",
        mentions=[stage.house.grace.row],
    )


def named_one_reads(stage: Stage) -> None:
    note_that_names_somebody(stage)
    commands.mark_read(actor=stage.house.grace.actor, conversation=stage.chat, seq=9)


def assign_team(stage: Stage) -> None:
    team = Team.objects.create(name="Parcels")
    commands.assign_team(actor=stage.ada, conversation=stage.chat, team=team)


def snooze_until_they_answer(stage: Stage) -> None:
    commands.snooze(actor=stage.ada, conversation=stage.chat, until=None)


def bulk(stage: Stage) -> BulkResult:
    change = Change("tag", tags=("kettle",))
    return commands.bulk(actor=stage.ada, conversations=[stage.other, stage.chat], change=change)


def undo(stage: Stage) -> None:
    commands.set_tags(actor=stage.ada, conversation=stage.chat, names=["leak"])
    rows = {str(row.id): row for row in (stage.other, stage.chat)}
    items = [(rows[one["id"]], one["was"], one["became"]) for one in bulk(stage)["undo"]]
    done = commands.undo(actor=stage.ada, items=items)
    assert [one["outcome"] for one in done] == ["done", "done"]


def undo_solve(stage: Stage) -> None:
    visitor_replies(stage)
    done = commands.bulk(actor=stage.ada, conversations=[stage.chat], change=Change("solve"))
    items = [(stage.chat, one["was"], one["became"]) for one in done["undo"]]
    commands.undo(actor=stage.ada, items=items)


def wake(stage: Stage) -> None:
    snooze(stage)
    over = clock.now() - timedelta(minutes=1)
    Conversation.objects.filter(id=stage.chat.id).update(snoozed_until=over)
    assert commands.wake(actor=US) == 1


def solve(stage: Stage) -> None:
    commands.solve(actor=stage.ada, conversation=stage.chat)


def reopen(stage: Stage) -> None:
    solve(stage)
    commands.reopen(actor=stage.ada, conversation=stage.chat)


def edit_message(stage: Stage) -> None:
    commands.edit_message(actor=stage.ada, message=stage.answer, text="Which of them is it?")


def edit_twice(stage: Stage) -> None:
    edit_message(stage)
    commands.edit_message(actor=stage.ada, message=stage.answer, text="Which?")


def edit_note(stage: Stage) -> None:
    commands.edit_message(actor=stage.ada, message=stage.note, text="Still in guarantee")


def delete_message(stage: Stage) -> None:
    commands.delete_message(actor=stage.ada, message=stage.answer)


def delete_note(stage: Stage) -> None:
    commands.delete_message(actor=stage.ada, message=stage.note)


def correct_message(stage: Stage) -> None:
    commands.correct_message(actor=stage.ada, message=stage.answer, text="It was the blue one")


def remove_correction(stage: Stage) -> None:
    made = commands.correct_message(actor=stage.ada, message=stage.note, text="It was the blue one")
    commands.remove_correction(actor=stage.ada, correction=made)


def set_priority(stage: Stage) -> None:
    commands.set_priority(actor=stage.ada, conversation=stage.chat, priority="urgent")


def set_tags(stage: Stage) -> None:
    commands.set_tags(actor=stage.ada, conversation=stage.chat, names=["kettle", "leak"])


def tag_of(stage: Stage, name: str) -> Tag:
    """A tag that is on the chat."""
    commands.set_tags(actor=stage.ada, conversation=stage.chat, names=[name])
    found: Tag = Tag.objects.get(name=name)
    return found


def rename_tag(stage: Stage) -> None:
    commands.rename_tag(actor=US, tag=tag_of(stage, "ketle"), name="kettle")


def merge_tags(stage: Stage) -> None:
    commands.merge_tags(actor=US, tag=tag_of(stage, "kettles"), into=Tag.objects.create(name="kettle"))


def delete_tag(stage: Stage) -> None:
    commands.set_priority(actor=stage.ada, conversation=stage.chat, priority="high")
    commands.delete_tag(actor=US, tag=tag_of(stage, "kettle"))


def delete_status(stage: Stage) -> None:
    commands.set_priority(actor=stage.ada, conversation=stage.chat, priority="high")
    urgent = make_status(actor=US, name="On fire", category="open", public_label="We are on it")
    Conversation.objects.filter(id=stage.chat.id).update(status=urgent)
    commands.delete_status(actor=US, status=urgent, replacement=workspaces.default_status("open"))


def delete_team(stage: Stage) -> None:
    commands.set_priority(actor=stage.ada, conversation=stage.chat, priority="high")
    team = Team.objects.create(name="Kettles")
    Conversation.objects.filter(id=stage.chat.id).update(team=team)
    commands.delete_team(actor=US, team=team)


def agent_reads(stage: Stage) -> None:
    commands.mark_read(actor=stage.ada, conversation=stage.chat, seq=4)


def visitor_reads(stage: Stage) -> None:
    commands.reply(actor=stage.ada, conversation=stage.chat, client_id=uuid4(), text="Did you read this?")
    commands.mark_read(actor=stage.visitor(stage.guest), conversation=stage.chat, seq=4)


def visitor_introduces_themselves(stage: Stage) -> None:
    visitor = stage.visitor(stage.guest)
    commands.introduce(actor=visitor, contact=stage.contact, name="Max Muster", email="max@example.org")


def agent_corrects_the_name(stage: Stage) -> None:
    commands.introduce(actor=stage.ada, contact=stage.contact, name="Maximilian")


def start_for(stage: Stage) -> None:
    commands.start_for(
        actor=stage.ada,
        contact=stage.contact,
        inbox=stage.house.inbox,
        client_id=uuid4(),
        text="Your new lid",
    )


def add_identity(stage: Stage) -> None:
    commands.add_identity(actor=stage.ada, contact=stage.contact, kind="phone", value="+49 30 1234")


def remove_identity(stage: Stage) -> None:
    commands.introduce(actor=stage.ada, contact=stage.contact, email="max@example.org")
    identity = Identity.objects.get(contact=stage.contact)
    commands.remove_identity(actor=stage.ada, contact=stage.contact, identity=identity)


def set_attributes(stage: Stage) -> None:
    define_attribute(
        actor=US,
        key="plan",
        label="Plan",
        kind="text",
        category="user.content.private.custom",
        source="ours",
        purpose="essential.service.operations.support",
    )
    commands.set_attributes(actor=stage.ada, contact=stage.contact, values={"plan": "Gold"})


def merge_contacts(stage: Stage) -> ContactMerge:
    moritz = Conversation.objects.exclude(contact=stage.contact).get().contact
    return commands.merge_contacts(actor=stage.ada, source=stage.contact, target=moritz)


def merge_and_hear_more(stage: Stage) -> None:
    """The visitor's session stays with the contact who went into another."""
    merge_contacts(stage)
    visitor_replies(stage)


def merge_and_introduce(stage: Stage) -> None:
    merge_contacts(stage)
    commands.introduce(actor=stage.visitor(stage.guest), contact=stage.contact_of_guest(), name="Both")


def undo_merge(stage: Stage) -> None:
    merge = merge_contacts(stage)
    visitor_replies(stage)
    commands.undo_merge(actor=stage.ada, merge=merge)


def set_delivery(stage: Stage) -> None:
    commands.set_delivery(actor=US, message=stage.answer, delivery="delivered")


def perform(act: Act, stage: Stage) -> None:
    """Does it; returns when it is committed."""
    if act.__module__ == by_gateway.__name__:
        act(stage)
        return
    with workspace_scope(stage.house.id):
        act(stage)


CASES: dict[str, list[Act]] = {
    "reply": [
        reply_with_a_picture,
        visitor_replies,
        visitor_reopens_by_writing,
        by_gateway.agent_sends_by_socket,
        by_gateway.visitor_sends_by_socket,
        by_gateway.visitor_reopens_by_socket,
    ],
    "note": [
        note_with_a_picture,
        note_that_names_somebody,
        by_gateway.agent_notes_by_socket,
        by_gateway.agent_names_grace_by_socket,
    ],
    "assign": [assign, assign_and_take_back],
    "assign_team": [assign_team],
    "bulk": [bulk],
    "undo": [undo, undo_solve],
    "snooze": [snooze_until_they_answer],
    "set_status": [snooze],
    "wake": [wake],
    "solve": [solve],
    "reopen": [reopen],
    "edit_message": [edit_message, edit_twice, edit_note],
    "delete_message": [delete_message, delete_note],
    "correct_message": [correct_message],
    "remove_correction": [remove_correction],
    "set_priority": [set_priority],
    "set_tags": [set_tags],
    "rename_tag": [rename_tag],
    "merge_tags": [merge_tags],
    "delete_tag": [delete_tag],
    "delete_status": [delete_status],
    "delete_team": [delete_team],
    "mark_read": [agent_reads, visitor_reads, named_one_reads],
    "introduce": [visitor_introduces_themselves, agent_corrects_the_name],
    "add_identity": [add_identity],
    "remove_identity": [remove_identity],
    "set_attributes": [set_attributes],
    "merge_contacts": [merge_contacts, merge_and_hear_more, merge_and_introduce],
    "undo_merge": [undo_merge],
    "set_delivery": [set_delivery],
    "start": [by_gateway.start],
    "start_for": [start_for],
    "start_for_new": [ticket_cases.start_for_new],
    "make_ticket": [ticket_cases.make_ticket],
    "set_type": [ticket_cases.set_type],
    "delete_ticket_type": [ticket_cases.delete_type],
    "set_subject": [ticket_cases.set_subject],
    "schedule": [later_cases.schedule],
    "change_scheduled": [later_cases.change],
    "call_off": [later_cases.call_off],
    "send_scheduled": [later_cases.send, later_cases.send_overtaken],
    "set_fields": [ticket_cases.set_fields],
    "drop_field": [ticket_cases.drop_field],
    "link": [ticket_cases.link],
    "unlink": [ticket_cases.unlink],
    "merge": [ticket_cases.merge],
    "unmerge": [ticket_cases.unmerge],
    "split": [ticket_cases.split],
    "set_followers": [ticket_cases.follow, ticket_cases.unfollow],
}
