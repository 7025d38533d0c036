// Every list that there is, with its count.
import { AtSign, Bookmark, Eye, Inbox, List, ListFilter as ListFilterIcon, Tag, Ticket, Users } from "lucide";
import type { IconNode } from "../shared/Icon.tsx";
import type { ListFilter } from "../shared/types.gen.ts";
import { listOf, sameList } from "../shared/views.ts";
import type { Command } from "./command.ts";
import type { Desk } from "./desk.ts";
import { type Action, keyLabel } from "./keymap.ts";
import { CHANNEL } from "./Row.tsx";

export function lists(desk: Desk): Command[] {
  const { model, actions } = desk;
  const { first, counts } = model;
  const now = counts.value;
  const one = (id: string, group: string, label: string, icon: IconNode, list: ListFilter, count?: number, key?: Action): Command => ({
    id: `list-${id}`,
    group,
    label,
    icon,
    ...(count !== undefined && { end: String(count) }),
    ...(key && { key: keyLabel(key) }),
    chosen: sameList(list, model.filter.value),
    run: () => actions.show(list),
  });
  return [
    one("mine", "Lists", "Mine", List, listOf("mine"), now.members[first.me.id] ?? 0, "viewMine"),
    one("unassigned", "Lists", "Unassigned", List, listOf("unassigned"), now.unassigned, "viewUnassigned"),
    one("all", "Lists", "All", List, listOf("all"), now.all, "viewAll"),
    one("mentions", "Lists", "Mentions", AtSign, listOf("mentions"), now.mentions[first.me.id] ?? 0, "viewMentions"),
    one("followed", "Lists", "Followed", Eye, listOf("followed")),
    one("tickets", "Tickets", "Tickets, due first", Ticket, listOf("all", { kind: "ticket", sort: "due" })),
    ...first.ticket_types.map((type) => one(`type-${type.id}`, "Tickets", type.name, Ticket, listOf("all", { type: type.id }))),
    ...first.choice_fields.flatMap(({ key, label, choices }) =>
      choices.map((choice) => one(`field-${key}-${choice}`, label, choice, ListFilterIcon, listOf("all", { field: `${key}:${choice}` }))),
    ),
    ...(["mail", "chat", "form"] as const).map((channel) => one(channel, "Channels", CHANNEL[channel][1], CHANNEL[channel][0], listOf("all", { channel }))),
    ...model.views.value.map((view) => one(view.id, view.shared ? "Shared views" : "My views", view.name, Bookmark, view.filter)),
    ...first.inboxes.map((inbox) => one(inbox.id, "Inboxes", inbox.name, Inbox, listOf("all", { inbox: inbox.id }), now.inboxes[inbox.id] ?? 0)),
    ...first.teams.map((team) => one(team.id, "Teams", team.name, Users, listOf("all", { team: team.id }), now.teams[team.id] ?? 0)),
    ...model.tags.value.map((tag) => one(`tag-${tag}`, "Tags", tag, Tag, listOf("all", { tag }), now.tags[tag] ?? 0)),
  ];
}
