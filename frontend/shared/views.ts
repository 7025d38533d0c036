// Lists are never stored: they are what the state says when it is asked.
import type { AgentState } from "./state.ts";
import type { ConversationForAgent, MessageForAgent } from "./types.gen.ts";

export const VIEWS = ["mine", "unassigned", "all"] as const;
export const CATEGORIES = ["open", "waiting", "snoozed", "solved"] as const;

export type View = (typeof VIEWS)[number];
export type Category = (typeof CATEGORIES)[number];
export type StatusFilter = Category | "any";

export function inView(row: ConversationForAgent, view: View, me: string): boolean {
  if (view === "mine") return row.assignee?.id === me;
  return view === "all" || row.assignee === null;
}

export function hasStatus(row: ConversationForAgent, status: StatusFilter): boolean {
  return status === "any" || row.status.category === status;
}

function newestFirst(a: ConversationForAgent, b: ConversationForAgent): number {
  if (a.last_message_at !== b.last_message_at) return a.last_message_at < b.last_message_at ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}

/**
 * The rows of a view, newest first. `floor` is the time of the oldest row of the last page that was
 * fetched: below it the list has holes, so nothing below it is shown until the next page is there.
 */
export function rowsOf(
  state: AgentState,
  view: View,
  status: StatusFilter,
  me: string,
  floor = "",
): ConversationForAgent[] {
  return Object.values(state.conversations)
    .filter((row) => row.last_message_at >= floor && hasStatus(row, status) && inView(row, view, me))
    .sort(newestFirst);
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
