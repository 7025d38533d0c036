// Lists are never stored: they are what the state says when it is asked.
import type { AgentState } from "./state.ts";
import type { ConversationForAgent, ListFilter, MessageForAgent } from "./types.gen.ts";

/** The views with a tab of their own. */
export const VIEWS = ["mine", "unassigned", "mentions", "all"] as const;
export const CATEGORIES = ["open", "waiting", "snoozed", "solved"] as const;

export type View = ListFilter["view"];
export type Category = (typeof CATEGORIES)[number];
export type StatusFilter = ListFilter["status"];

/** A list and nothing that narrows it. What names somebody may be solved already: mentions are of any status. */
export function listOf(view: View, part: Partial<ListFilter> = {}): ListFilter {
  const status = view === "mentions" ? "any" : "open";
  const all = { inbox: null, team: null, tag: null, assignee: null, channel: null, priority: null, type: null, field: null };
  return { view, status, kind: "any", ...all, sort: "newest", ...part };
}

export const sameList = (a: ListFilter, b: ListFilter): boolean => listKey(a) === listKey(b);

/** One name for each list. */
export function listKey(list: ListFilter): string {
  const narrow = [list.inbox, list.team, list.tag, list.assignee, list.kind, list.channel, list.priority, list.type, list.field];
  return JSON.stringify([list.view, list.status, ...narrow, list.sort]);
}

export function inList(row: ConversationForAgent, list: ListFilter, me: string): boolean {
  if (list.status !== "any" && row.status.category !== list.status) return false;
  if (list.view === "mine" && row.assignee?.id !== me) return false;
  if (list.view === "unassigned" && row.assignee) return false;
  if (list.view === "mentions" && !row.mentioned.includes(me)) return false;
  if (list.view === "followed" && !row.followers.includes(me)) return false;
  if (list.kind !== "any" && (list.kind === "ticket") !== (row.ticket !== null)) return false;
  if (list.channel && row.channel !== list.channel) return false;
  if (list.priority && row.priority !== list.priority) return false;
  if (list.type && row.ticket?.type?.id !== list.type) return false;
  if (list.field && !row.choices.includes(list.field)) return false;
  if (list.inbox && row.inbox_id !== list.inbox) return false;
  if (list.team && row.team_id !== list.team) return false;
  if (list.assignee && row.assignee?.id !== list.assignee) return false;
  return !list.tag || row.tags.includes(list.tag);
}

const SORTS = ["newest", "waiting", "due"] as const;

/** The order that follows when the order is changed by a key. */
export function nextSort(sort: ListFilter["sort"]): ListFilter["sort"] {
  return SORTS[(SORTS.indexOf(sort) + 1) % SORTS.length]!;
}

/** What a list is sorted by. Whoever does not wait, or has no due time, comes after all who do. */
export function placeOf(row: ConversationForAgent, sort: ListFilter["sort"]): string {
  if (sort === "newest") return row.last_message_at;
  return (sort === "due" ? row.ticket?.due_at : row.waiting_since) ?? `~${row.last_message_at}`;
}

/**
 * The rows of a list in its order. `floor` is the place of the last row of the last page that was fetched:
 * beyond it the list has holes, so nothing beyond it is shown until the next page is there.
 */
export function rowsOf(conversations: AgentState["conversations"], list: ListFilter, me: string, floor = ""): ConversationForAgent[] {
  const down = list.sort === "newest" ? -1 : 1;
  const placed = Object.values(conversations)
    .filter((row) => inList(row, list, me))
    .map((row) => ({ row, place: placeOf(row, list.sort) }))
    .filter(({ place }) => !floor || place === floor || (place < floor ? -1 : 1) === -down);
  placed.sort((a, b) => (a.place === b.place ? (a.row.id < b.row.id ? -1 : 1) : a.place < b.place ? -down : down));
  return placed.map(({ row }) => row);
}

export function isUnread(row: ConversationForAgent): boolean {
  return row.last_seq > row.agent_read_seq && row.preview?.author === "contact";
}

/**
 * The place of each public message as the visitor counts them, by message id. Read marks are in that count, and a
 * message carries only its place among all, so it is counted back from the newest.
 */
export function publicPlaces(messages: readonly MessageForAgent[], row: ConversationForAgent): Map<string, number> {
  const places = new Map<string, number>();
  let place = row.last_public_seq;
  for (const message of [...messages].sort((a, b) => b.seq - a.seq)) {
    if (message.kind === "note") continue;
    places.set(message.id, place);
    place -= 1;
  }
  return places;
}
