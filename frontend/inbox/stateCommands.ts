// Tags, states and priorities that a conversation can be given.
import { CircleDot, Flag, Tag, Ticket } from "lucide";
import { type Command, to } from "./command.ts";
import { type Desk, may } from "./desk.ts";

export function tags({ model, bulk }: Desk): Command[] {
  if (!may(model, "conversation.tag")) return [];
  const rows = bulk.targets();
  return model.tags.value.map((tag) => ({
    id: `tag-${tag}`,
    group: "Tags",
    label: tag,
    also: "tag add remove",
    icon: Tag,
    chosen: rows.length > 0 && rows.every((row) => row.tags.includes(tag)),
    run: () => void bulk.tag(tag),
  }));
}

export function statuses(desk: Desk): Command[] {
  const { model, bulk } = desk;
  if (!may(model, "conversation.status")) return [];
  return model.first.statuses.map((status) => ({
    id: `status-${status.id}`,
    group: "Status",
    label: status.name,
    also: "set status",
    icon: CircleDot,
    ...(status.category === "snoozed" && { leads: true }),
    run: status.category === "snoozed" ? to(desk, "snooze") : () => void bulk.status(status),
  }));
}

export function types({ model, bulk, tickets }: Desk): Command[] {
  const rows = bulk.targets();
  if (!may(model, "conversation.tag") || !rows.some((row) => row.ticket)) return [];
  return model.first.ticket_types.map((type) => ({
    id: `type-${type.id}`,
    group: "Ticket type",
    label: type.name,
    also: "set type",
    icon: Ticket,
    chosen: rows.every((row) => row.ticket?.type?.id === type.id),
    run: () => void tickets.type(type),
  }));
}

export function priorities({ model, bulk }: Desk): Command[] {
  if (!may(model, "conversation.tag")) return [];
  return (["urgent", "high", "normal", "low"] as const).map((one) => ({
    id: `priority-${one}`,
    group: "Priority",
    label: `${one.charAt(0).toUpperCase()}${one.slice(1)} priority`,
    icon: Flag,
    run: () => void bulk.priority(one),
  }));
}
