// The whole truth of a client: a snapshot plus the events since. No DOM, no bundler: Node runs this file as it is.
import type {
  AgentEvent,
  ConversationForAgent,
  ConversationForVisitor,
  MessageForAgent,
  MessageForVisitor,
  VisitorEvent,
} from "./types.gen.ts";

export interface AgentState {
  conversations: Record<string, ConversationForAgent>;
  messages: Record<string, Record<string, MessageForAgent>>;
}

export interface VisitorState {
  conversation: ConversationForVisitor | null;
  messages: Record<string, MessageForVisitor>;
}

export const emptyAgent = (): AgentState => ({ conversations: {}, messages: {} });
export const emptyVisitor = (): VisitorState => ({ conversation: null, messages: {} });

const DELIVERY = { stored: 0, failed: 1, delivered: 2 } as const;

interface Aged {
  deleted: boolean;
  edited_at: string | null;
  delivery?: keyof typeof DELIVERY;
}

/** Whether `b` is at least as new as `a`. A message only moves forward: stored, edited, deleted. */
function notOlder(a: Aged, b: Aged): boolean {
  if (a.deleted !== b.deleted) return b.deleted;
  const was = a.edited_at ?? "";
  const is = b.edited_at ?? "";
  if (was !== is) return is > was;
  return DELIVERY[b.delivery ?? "stored"] >= DELIVERY[a.delivery ?? "stored"];
}

function put<M extends Aged & { id: string }>(all: Record<string, M>, message: M): Record<string, M> {
  const old = all[message.id];
  return old && !notOlder(old, message) ? all : { ...all, [message.id]: message };
}

/** Takes in rows, each only if it is newer; copies the table once, however many there are. */
export function withConversations(state: AgentState, rows: readonly ConversationForAgent[]): AgentState {
  const fresh = rows.filter((row) => row.version > (state.conversations[row.id]?.version ?? -1));
  if (!fresh.length) return state;
  const conversations = { ...state.conversations };
  for (const row of fresh) {
    if (row.version > (conversations[row.id]?.version ?? -1)) conversations[row.id] = row;
  }
  return fresh.reduce((next, { id }) => renamed(next, id, state.conversations[id]?.contact.id), { conversations, messages: unread(state.messages, fresh) });
}

/** What restricted people said is forgotten: it may not be seen any more. */
function unread(messages: AgentState["messages"], rows: readonly ConversationForAgent[]): AgentState["messages"] {
  const hidden = rows.filter((row) => row.restricted && messages[row.id]);
  return hidden.length ? { ...messages, ...Object.fromEntries(hidden.map((row) => [row.id, {}])) } : messages;
}

/** A message under its contact as the row has them now: the row tells of a new name, and of a merge (`was`: whose it was). */
function named(message: MessageForAgent, row: ConversationForAgent | undefined, was?: string): MessageForAgent {
  const { author } = message;
  if (!row || (author.id !== row.contact.id && author.id !== was)) return message;
  const { id, name } = row.contact;
  return author.id === id && author.name === name ? message : { ...message, author: { ...author, id, name } };
}

function renamed(state: AgentState, id: string, was: string | undefined): AgentState {
  const all = Object.entries(state.messages[id] ?? {});
  const now = all.map(([key, message]) => [key, named(message, state.conversations[id], was)] as const);
  if (now.every(([, message], place) => message === all[place]![1])) return state;
  return { ...state, messages: { ...state.messages, [id]: Object.fromEntries(now) } };
}

export function withMessage(state: AgentState, message: MessageForAgent): AgentState {
  const id = message.conversation_id;
  const old = state.messages[id] ?? {};
  const next = put(old, named(message, state.conversations[id]));
  return next === old ? state : { ...state, messages: { ...state.messages, [id]: next } };
}

/** Forgets a conversation that was erased, with its messages. */
function without(state: AgentState, id: string): AgentState {
  const { [id]: _row, ...conversations } = state.conversations;
  const { [id]: _said, ...messages } = state.messages;
  return { conversations, messages };
}

/** The agent's reducer: an event may come twice, late or out of order; the result is the same. */
export function apply(state: AgentState, event: AgentEvent): AgentState {
  let next = event.gone ? without(state, event.gone) : state;
  if (event.conversation) next = withConversations(next, [event.conversation]);
  if (event.message) next = withMessage(next, event.message);
  return next;
}

/** The visitor's row has no version: what only grows is kept at its highest, the rest is the latest said. */
function newer(old: ConversationForVisitor | null, row: ConversationForVisitor): ConversationForVisitor {
  if (!old || old.id !== row.id) return row;
  return {
    ...row,
    contact_read_seq: Math.max(old.contact_read_seq, row.contact_read_seq),
    agent_read_seq: Math.max(old.agent_read_seq, row.agent_read_seq),
    last_seq: Math.max(old.last_seq, row.last_seq),
  };
}

export function applyVisitor(state: VisitorState, event: VisitorEvent): VisitorState {
  let next = state;
  if (event.conversation) next = { ...next, conversation: newer(next.conversation, event.conversation) };
  if (event.message) {
    const messages = put(next.messages, event.message);
    if (messages !== next.messages) next = { ...next, messages };
  }
  return next;
}

export function inOrder<M extends { seq: number }>(messages: Record<string, M> | undefined): M[] {
  return Object.values(messages ?? {}).sort((a, b) => a.seq - b.seq);
}
