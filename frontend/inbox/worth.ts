// What is worth telling an agent who looks elsewhere.
import type { AgentEvent, ConversationForAgent, NotifyShape } from "../shared/types.gen.ts";

export interface Worth {
  event: NotifyShape["events"][number];
  words: string;
}

/** Why an event is worth a notification to a member, and which of their choices it falls under; null when it is not. */
export function worthTelling(event: AgentEvent, before: ConversationForAgent | undefined, me: string): Worth | null {
  const { message, conversation: row } = event;
  if (!row) return null;
  const who = row.contact.name || "A visitor";
  const mine = row.assignee?.id === me;
  if (event.kind === "message_appended" && message) {
    if (message.author.id === me) return null;
    if (message.mentions.includes(me)) return { event: "mention", words: `${message.author.name} mentioned you` };
    const asked = message.author.kind === "contact" && (mine || !row.assignee);
    return asked ? { event: mine ? "mine" : "unassigned", words: `${who} wrote` } : null;
  }
  if (event.kind !== "conversation_changed" || !before) return null;
  if (mine && before.assignee?.id !== me) return { event: "assigned", words: `${who} was assigned to you` };
  const woke = before.status.category === "snoozed" && row.status.category === "open";
  return mine && woke ? { event: "awake", words: `${who} is awake again` } : null;
}

/** Conversations that wait for this member: unread ones of theirs, and mentions that they have not seen. */
export function waitingFor(rows: readonly ConversationForAgent[], me: string): number {
  return rows.filter((row) => {
    const unread = row.last_seq > row.agent_read_seq && row.preview?.author === "contact";
    return row.unseen_by.includes(me) || (unread && row.assignee?.id === me && row.status.category === "open");
  }).length;
}
