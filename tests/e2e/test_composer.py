"""Writing an answer: canned replies, emoji, files, and what survives a reload."""

import io
from base64 import b64encode

import pytest
from PIL import Image
from playwright.sync_api import expect

from ictdesk.desk.workspaces.models import CannedReply
from ictdesk.kernel.tenancy import workspace_scope
from tests.e2e.people import Agent, Visitor
from tests.world import House

pytestmark = pytest.mark.e2e


def lid() -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "#306050").save(out, "PNG")
    return out.getvalue()


def can_replies(house: House) -> None:
    with workspace_scope(house.id):
        for shortcut, title, body in (
            ("hello", "Greeting", "Hello {{contact.name}}, {{agent.name}} of {{workspace.name}} here."),
            ("hours", "Opening hours", "We are here from nine to five."),
        ):
            CannedReply.objects.create(shortcut=shortcut, title=title, body=body)


def test_a_canned_reply_is_found_by_the_slash_and_filled(visitor: Visitor, ada: Agent, house: House) -> None:
    can_replies(house)
    house.talk("My kettle leaks", name="Max")
    ada.open("My kettle leaks")
    ada.field.press_sequentially("/h")
    options = ada.page.get_by_role("listbox", name="Canned replies").get_by_role("option")
    expect(options).to_have_count(2)
    ada.field.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    ada.field.press("ArrowUp")
    ada.field.press("Enter")
    expect(ada.field).to_have_value(f"Hello Max, Ada Okafor of {house.slug.capitalize()} here.")
    expect(options).to_have_count(0)
    ada.field.press_sequentially(" /nine")
    expect(options).to_have_count(1)
    ada.field.press("Escape")
    expect(options).to_have_count(0)
    ada.field.press("Control+Enter")
    expect(ada.said("here. /nine")).to_be_visible()


def test_a_canned_reply_by_the_mouse(ada: Agent, house: House) -> None:
    can_replies(house)
    house.talk("My kettle leaks")
    ada.open("My kettle leaks")
    ada.page.get_by_role("button", name="Canned replies").click()
    ada.page.get_by_role("option").filter(has_text="Opening hours").click()
    expect(ada.field).to_have_value("We are here from nine to five.")
    expect(ada.field).to_be_focused()


def test_an_emoji_is_searched_and_stands_at_the_caret(ada: Agent, house: House) -> None:
    house.talk("My kettle leaks")
    ada.open("My kettle leaks")
    ada.field.fill("Thank you! Bye")
    ada.field.evaluate("(field) => field.setSelectionRange(10, 10)")
    loaded = [url for url in ada.asked if "EmojiPicker" in url]
    assert loaded == []
    ada.page.get_by_role("button", name="Emoji", exact=True).click()
    ada.page.get_by_label("Find an emoji").fill("thanks")
    ada.page.keyboard.press("Enter")
    expect(ada.field).to_have_value("Thank you!🙏 Bye")
    assert [url for url in ada.asked if "EmojiPicker" in url]
    ada.page.get_by_role("button", name="Emoji", exact=True).click()
    ada.page.keyboard.press("Escape")
    expect(ada.page.get_by_role("dialog", name="Emoji")).to_be_hidden()
    assert not ada.complaints


GIVE = """([way, base64]) => {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], "lid.png", { type: "image/png" }));
  const init = { bubbles: true, cancelable: true };
  document.getElementById("composer").dispatchEvent(way === "paste"
    ? new ClipboardEvent("paste", { ...init, clipboardData: data })
    : new DragEvent("drop", { ...init, dataTransfer: data }));
}"""


@pytest.mark.parametrize("way", ["paste", "drop"])
def test_a_picture_is_pasted_or_dropped_and_survives_a_reload(
    visitor: Visitor, ada: Agent, house: House, way: str
) -> None:
    visitor.open()
    visitor.write("My kettle leaks")
    ada.open("My kettle leaks")
    ada.field.fill("Like this?")
    ada.page.evaluate(GIVE, [way, b64encode(lid()).decode()])
    expect(ada.page.locator(".files--rising .file__size")).to_be_visible()
    ada.reload()
    expect(ada.field).to_have_value("Like this?")
    expect(ada.page.locator(".files--rising")).to_contain_text("lid.png")
    ada.field.press("Control+Enter")
    expect(ada.picture("lid.png")).to_be_visible()
    expect(visitor.said("Like this?").locator("img")).to_be_visible()
    expect(ada.page.locator(".files--rising")).to_be_hidden()


def test_drafts_of_reply_and_note_stay_apart_and_survive_a_reload(ada: Agent, house: House) -> None:
    house.talk("My kettle leaks")
    ada.open("My kettle leaks")
    ada.field.fill("An answer")
    ada.page.get_by_role("button", name="Note", exact=True).click()
    expect(ada.field).to_have_value("")
    ada.field.fill("A thought")
    ada.reload()
    expect(ada.field).to_have_value("An answer")
    ada.page.get_by_role("button", name="Note", exact=True).click()
    expect(ada.field).to_have_value("A thought")
    assert b"A thought" not in ada.heard()


def test_own_words_are_edited_and_deleted_in_sight_of_the_visitor(visitor: Visitor, ada: Agent) -> None:
    visitor.open()
    visitor.write("My kettle leaks")
    ada.open("My kettle leaks")
    ada.write("Which keetle?")
    said = ada.said("Which keetle?")
    expect(visitor.said("Which keetle?")).to_be_visible()
    said.hover()
    said.get_by_role("button", name="Edit message").click()
    ada.page.get_by_label("Edit message").fill("Which kettle?")
    ada.page.get_by_role("button", name="Save").click()
    expect(ada.said("Which kettle?")).to_contain_text("Edited")
    expect(visitor.said("Which kettle?")).to_be_visible()
    expect(visitor.said("Which keetle?")).to_be_hidden()
    ada.said("Which kettle?").hover()
    ada.said("Which kettle?").get_by_role("button", name="Delete message").click()
    ada.page.get_by_role("group", name="Delete this message?").get_by_role("button", name="Delete").click()
    expect(ada.thread.get_by_text("This message was deleted.")).to_be_visible()
    expect(visitor.said("Which kettle?")).to_be_hidden()
    expect(ada.page.get_by_role("button", name="Edit message")).to_have_count(0)
