// Everything the inbox knows, as signals. Changed by live.ts (what came) and actions.ts (what was asked).
import { computed, signal } from "@preact/signals";
import type { Entry } from "../shared/queue.ts";
import type { Link } from "../shared/socket.ts";
import { type AgentState, emptyAgent, inOrder, withConversations, withMessage } from "../shared/state.ts";
import type { ConversationForAgent, FirstPaint, MessageForAgent } from "../shared/types.gen.ts";
import { rowsOf, type StatusFilter, type View } from "../shared/views.ts";

export interface Page {
  next: string | null;
  /** Time of the oldest row that was fetched; empty when all of the view is here. */
  floor: string;
  loading: boolean;
  failed: boolean;
}

export interface Thread {
  loading: boolean;
  failed: boolean;
}

export interface Typist {
  name: string;
  kind: "contact" | "member";
  until: number;
}

export interface Found {
  query: string;
  items: { conversation: ConversationForAgent; message: MessageForAgent }[];
  busy: boolean;
  failed: boolean;
}

export interface Notice {
  text: string;
  kind: "said" | "failed";
}

export const pageKey = (view: View, status: StatusFilter): string => `${view}:${status}`;

export function makeModel(first: FirstPaint) {
  const { list, open } = first;
  let start: AgentState = withConversations(emptyAgent(), open ? [...list.items, open.conversation] : list.items);
  for (const message of open?.messages ?? []) start = withMessage(start, message);

  const view = signal(list.view as View);
  const status = signal(list.status as StatusFilter);
  const state = signal(start);
  const pages = signal<Record<string, Page>>({ [pageKey(view.value, status.value)]: pageOf(list.items, list.next) });
  const openId = signal(open?.conversation.id ?? null);
  const found = signal<Found | null>(null);
  const threads = signal<Record<string, Thread>>(open ? { [open.conversation.id]: { loading: false, failed: false } } : {});
  const page = computed(() => pages.value[pageKey(view.value, status.value)]);
  const rows = computed(() => {
    if (found.value) return found.value.items.map((item) => state.value.conversations[item.conversation.id] ?? item.conversation);
    return rowsOf(state.value, view.value, status.value, first.me.id, page.value?.floor);
  });

  return {
    first,
    state,
    view,
    status,
    pages,
    page,
    rows,
    openId,
    threads,
    found,
    open: computed(() => (openId.value ? (state.value.conversations[openId.value] ?? null) : null)),
    messages: computed(() => tail(inOrder(openId.value ? state.value.messages[openId.value] : undefined))),
    selected: signal<string | null>(open?.conversation.id ?? null),
    counts: signal(first.counts),
    online: signal<ReadonlySet<string>>(new Set()),
    looking: signal<Record<string, string[]>>({}),
    typists: signal<Record<string, Record<string, Typist>>>({}),
    link: signal<Link>("connecting"),
    broken: signal(false),
    entries: signal<readonly Entry[]>([]),
    notice: signal<Notice | null>(null),
    help: signal(false),
    side: signal(false),
    menu: signal<"assign" | "tags" | "status" | "priority" | null>(null),
    mode: signal<"reply" | "note">("reply"),
    now: signal(Date.now()),
    /** How often each contact changed since the page was opened, by contact id. */
    contacts: signal<Record<string, number>>({}),
  };
}

export type Model = ReturnType<typeof makeModel>;

export function pageOf(items: readonly ConversationForAgent[], next: string | null): Page {
  return { next, floor: next === null ? "" : (items.at(-1)?.last_message_at ?? ""), loading: false, failed: false };
}

/** The newest messages without a hole: what came live before the page below it was fetched is not shown yet. */
export function tail(messages: MessageForAgent[]): MessageForAgent[] {
  let from = messages.length - 1;
  while (from > 0 && messages[from - 1]!.seq === messages[from]!.seq - 1) from -= 1;
  return messages.slice(Math.max(0, from));
}
