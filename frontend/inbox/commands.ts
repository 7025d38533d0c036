// Everything that can be done, as one list: for the palette. Built from the table of keys and from what there is.
import { Search, Tag } from "lucide";
import { assignees } from "./assignCommands.ts";
import type { Command } from "./command.ts";
import type { Desk } from "./desk.ts";
import { choices, places, themes, transcripts } from "./deskCommands.ts";
import { keyed } from "./keyCommands.ts";
import { laters } from "./later.ts";
import { lists } from "./listCommands.ts";
import type { PalettePage } from "./model.ts";
import { sleeps } from "./sleepCommands.ts";
import { priorities, statuses, tags, types } from "./stateCommands.ts";

/** Everything. What changes a conversation is there when there is one to change. */
function everything(desk: Desk): Command[] {
  const about = desk.bulk.targets().length ? [...assignees(desk), ...tags(desk), ...statuses(desk), ...sleeps(desk), ...priorities(desk), ...types(desk)] : [];
  return [...keyed(desk), ...lists(desk), ...transcripts(desk), ...places(desk), ...about, ...choices(desk), ...themes()];
}

export function searchFor(desk: Desk, typed: string): Command {
  return { id: "search-for", group: "Search", label: `Search messages for “${typed}”`, icon: Search, run: () => void desk.actions.search(typed) };
}

export function newTag(desk: Desk, typed: string): Command {
  return { id: "new-tag", group: "Tags", label: `New tag “${typed}”`, icon: Tag, run: () => void desk.bulk.tag(typed) };
}

/** What a page of the palette offers for what was typed: every word must be in a command. */
export function offered(desk: Desk, page: PalettePage, typed: string, more: Command[] = []): Command[] {
  const all = { all: everything, assign: assignees, tags, status: statuses, snooze: sleeps, later: laters, lists }[page as "all"]?.(desk) ?? more;
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = all.filter((one) => {
    const said = `${one.group} ${one.label} ${one.also ?? ""}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
  const plain = typed.trim();
  if (page === "all" && plain) found.push(searchFor(desk, plain));
  if (page === "tags" && plain && !desk.model.tags.value.includes(plain)) found.push(newTag(desk, plain));
  return found;
}
