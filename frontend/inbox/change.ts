// One change for several conversations, and what it makes of each.
import type { ConversationForAgent, FirstPaint } from "../shared/types.gen.ts";

export type Change =
  | { do: "assign"; member_id: string | null }
  | { do: "team"; team_id: string | null }
  | { do: "tag"; tags: string[] }
  | { do: "untag"; tags: string[] }
  | { do: "priority"; priority: ConversationForAgent["priority"] }
  | { do: "status"; status_id: string }
  | { do: "solve" }
  | { do: "reopen" }
  | { do: "snooze"; until: string | null };

type First = Pick<FirstPaint, "statuses" | "members" | "me">;

/** What a change makes of a row, as far as it can be known here. */
export function partOf(row: ConversationForAgent, change: Change, first: First): Partial<ConversationForAgent> {
  const status = (category: string) => first.statuses.find((one) => one.category === category) ?? row.status;
  if (change.do === "assign") {
    const found = [...first.members, first.me].find((one) => one.id === change.member_id);
    return { assignee: found ? { id: found.id, name: found.name } : null };
  }
  if (change.do === "team") return { team_id: change.team_id };
  if (change.do === "tag") return { tags: [...new Set([...row.tags, ...change.tags])].sort() };
  if (change.do === "untag") return { tags: row.tags.filter((tag) => !change.tags.includes(tag)) };
  if (change.do === "priority") return { priority: change.priority };
  if (change.do === "snooze") return { status: status("snoozed"), snoozed_until: change.until };
  if (change.do === "solve") return { status: status("solved"), snoozed_until: null, waiting_since: null };
  if (change.do === "reopen") return { status: status("open"), snoozed_until: null };
  if (change.do !== "status") return {};
  return { status: first.statuses.find((one) => one.id === change.status_id) ?? row.status, snoozed_until: null };
}

export function isChange(row: ConversationForAgent, change: Change, first: First): boolean {
  return Object.entries(partOf(row, change, first)).some(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(row[key as keyof ConversationForAgent]),
  );
}
