// A small cast for the tests: rows and messages with only what a test cares about.
import type { ConversationForAgent, MessageForAgent, MessageForVisitor } from "../shared/types.gen.ts";

export const ADA = { id: "ada", name: "Ada Okafor" };
export const GRACE = { id: "grace", name: "Grace Lindqvist" };

export const STATUS = {
  open: { id: "s1", name: "Open", category: "open", public_label: "We are on it" },
  solved: { id: "s4", name: "Solved", category: "solved", public_label: "Solved" },
} as const;

export function row(part: Partial<ConversationForAgent> = {}): ConversationForAgent {
  return {
    id: "c1",
    version: 1,
    channel: "chat",
    inbox_id: "i1",
    subject: "",
    contact: { id: "max", name: "Max Weber" },
    status: STATUS.open,
    assignee: null,
    team_id: null,
    tags: [],
    mentioned: [],
    unseen_by: [],
    priority: "normal",
    last_seq: 1,
    last_public_seq: 1,
    contact_read_seq: 0,
    agent_read_seq: 0,
    preview: null,
    waiting_since: null,
    first_response_at: null,
    snoozed_until: null,
    created_at: "2026-01-01T08:00:00.000Z",
    last_message_at: "2026-01-01T08:00:00.000Z",
    followers: [],
    ticket: null,
    choices: [],
    restricted: false,
    ...part,
  };
}

export function message(part: Partial<MessageForAgent> = {}): MessageForAgent {
  return {
    id: "m1",
    conversation_id: "c1",
    seq: 1,
    kind: "public",
    author: { kind: "contact", id: "max", name: "Max Weber" },
    body: "Hello",
    at: "2026-01-01T08:00:00.000Z",
    edited_at: null,
    deleted: false,
    client_id: "x1",
    delivery: "stored",
    attachments: [],
    mentions: [],
    corrections: [],
    ...part,
  };
}

export function said(part: Partial<MessageForVisitor> = {}): MessageForVisitor {
  return {
    id: "m1",
    seq: 1,
    author: "visitor",
    author_name: "",
    body: "Hello",
    at: "2026-01-01T08:00:00.000Z",
    edited_at: null,
    deleted: false,
    client_id: "x1",
    attachments: [],
    ...part,
  };
}

/** A repeatable source of chance. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [copy[i], copy[j]] = [copy[j]!, copy[i]!];
  }
  return copy;
}
