// What has a key of its own, from the table of keys.
import { Keyboard } from "lucide";
import { type Command, to } from "./command.ts";
import { type Desk, may } from "./desk.ts";
import { type Action, KEYMAP, keyLabel } from "./keymap.ts";
import { doing, isThere } from "./keys.ts";
import type { PalettePage } from "./model.ts";

const NEEDS: Partial<Record<Action, string>> = {
  assign: "conversation.assign",
  solve: "conversation.status",
  snooze: "conversation.status",
  tags: "conversation.tag",
  ticket: "conversation.tag",
  follow: "conversation.tag",
  link: "conversation.tag",
  macros: "conversation.tag",
  new: "conversation.start",
  merge: "conversation.status",
  reply: "conversation.reply",
  later: "conversation.reply",
  letter: "conversation.reply",
  note: "note.write",
};
const QUIET = new Set<Action>(["palette", "open", "back", "send", "next", "previous", "viewMine", "viewUnassigned", "viewMentions", "viewAll", "goInbox", "goContacts", "goPrivacy", "goSettings"]);
/** What is about the open conversation, and what is about those that are picked, open or stood on. */
const ABOUT_ONE = new Set<Action>(["reply", "note", "side", "later", "letter", "link", "merge"]);
const ABOUT_SOME = new Set<Action>(["assign", "solve", "snooze", "tags", "macros", "pick", "pickTo"]);
const LEAD = new Set<Action>(["assign", "tags", "snooze", "lists", "link", "merge", "macros", "new"]);

export function keyed(desk: Desk): Command[] {
  const done = doing(desk);
  const there = ({ action }: { action: Action }) =>
    (!ABOUT_ONE.has(action) || desk.model.open.value) && (!ABOUT_SOME.has(action) || desk.bulk.targets().length);
  return KEYMAP.filter((key) => !QUIET.has(key.action) && isThere(desk, key.action) && there(key))
    .filter((key) => !NEEDS[key.action] || may(desk.model, NEEDS[key.action]!))
    .map((key) => ({
      id: key.action,
      group: key.group,
      label: key.label,
      key: keyLabel(key.action),
      icon: Keyboard,
      ...(LEAD.has(key.action) && { leads: true }),
      run: LEAD.has(key.action) ? to(desk, key.action as PalettePage) : done[key.action],
    }));
}
