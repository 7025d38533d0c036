// Everything the inbox knows, as signals. Changed by live.ts (what came) and actions.ts (what was asked).
import { computed, type Signal, signal } from "@preact/signals";
import type { Entry } from "../shared/queue.ts";
import type { Link } from "../shared/socket.ts";
import { type AgentState, emptyAgent, inOrder, withConversations, withMessage } from "../shared/state.ts";
import type { ConversationForAgent, FirstPaint, ListFilter, MessageForAgent, PersonPage } from "../shared/types.gen.ts";
import { listKey, listOf, placeOf, rowsOf } from "../shared/views.ts";
import type { HeldEntry } from "./held.ts";

export interface Page {
  next: string | null;
  /** Place of the last row that was fetched; empty when all of the list is here. */
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
  /** What a button beside the words does. */
  act?: { label: string; run: () => void };
}

/** What the palette shows: everything, or the choices of one command. */
export type PalettePage = "all" | "assign" | "tags" | "snooze" | "until" | "later" | "laterAt" | "status" | "lists" | "view" | "name" | "link" | "merge" | "split" | "macros" | "macro" | "new";

export function makeModel(first: FirstPaint) {
  const { list, open } = first;
  const now = signal(first);
  let start: AgentState = withConversations(emptyAgent(), open ? [...list.items, open.conversation] : list.items);
  for (const message of open?.messages ?? []) start = withMessage(start, message);

  const filter = signal<ListFilter>(list.filter);
  const state = signal(start);
  const pages = signal<Record<string, Page>>({ [listKey(filter.value)]: pageOf(list.items, list.next, filter.value) });
  const openId = signal(open?.conversation.id ?? null);
  const found = signal<Found | null>(null);
  const threads = signal<Record<string, Thread>>(open ? { [open.conversation.id]: { loading: false, failed: false } } : {});
  const page = computed(() => pages.value[listKey(filter.value)]);
  // Of these, a change of one leaves what was made of the others as it is.
  const conversations = computed(() => state.value.conversations);
  const said = computed(() => (openId.value ? state.value.messages[openId.value] : undefined));
  const rows = computed(() => {
    if (found.value) return found.value.items.map((item) => conversations.value[item.conversation.id] ?? item.conversation);
    return rowsOf(conversations.value, filter.value, first.me.id, page.value?.floor);
  });

  /** Forgets what was said in all but the newest so many that were fetched, and the open one. */
  const dropThreads = (keep: number) => {
    const ids = Object.keys(threads.value);
    const gone = new Set(ids.slice(0, Math.max(0, ids.length - keep)).filter((id) => id !== openId.value));
    if (!gone.size) return;
    const left = <T,>(all: Record<string, T>) => Object.fromEntries(Object.entries(all).filter(([id]) => !gone.has(id)));
    threads.value = left(threads.value);
    state.value = { ...state.value, messages: left(state.value.messages) };
  };

  return {
    /** What the page came with; its lists (people, states, tags) are set anew when they change. */
    get first() {
      return now.value;
    },
    set first(fresh: FirstPaint) {
      now.value = fresh;
    },
    dropThreads,
    state,
    conversations,
    filter,
    view: computed(() => filter.value.view),
    pages,
    page,
    rows,
    openId,
    threads,
    found,
    open: computed(() => (openId.value ? (conversations.value[openId.value] ?? null) : null)),
    messages: computed(() => tail(inOrder(said.value))),
    selected: signal<string | null>(open?.conversation.id ?? null),
    /** Rows that were picked for a change of several. */
    picked: signal<ReadonlySet<string>>(new Set()),
    counts: signal(first.counts),
    views: signal(first.views),
    tags: signal(first.tags.map((tag) => tag.name)),
    palette: signal<PalettePage | null>(null),
    /** From which message on a conversation is about to be split. */
    splitAt: signal<MessageForAgent | null>(null),
    online: signal<ReadonlySet<string>>(new Set()),
    looking: signal<Record<string, string[]>>({}),
    typists: signal<Record<string, Record<string, Typist>>>({}),
    link: signal<Link>("connecting"),
    broken: signal(false),
    entries: signal<readonly Entry[]>([]),
    /** Sent, and not gone out: it can be taken back. */
    held: signal<readonly HeldEntry[]>([]),
    /** How often something was put back into a composer. */
    restored: signal(0),
    notice: signal<Notice | null>(null),
    help: signal(false),
    side: signal(false),
    menu: signal<"assign" | "tags" | "status" | "priority" | "type" | "followers" | null>(null),
    mode: signal<"reply" | "note">("reply"),
    now: signal(Date.now()),
    /** What is known of people whose conversation was open, by contact id. Read anew whenever it is shown. */
    people: new Map<string, Signal<PersonPage | "failed" | null>>(),
    /** How often each contact changed since the page was opened, by contact id. */
    contacts: signal<Record<string, number>>({}),
  };
}

export type Model = ReturnType<typeof makeModel>;

export function pageOf(items: readonly ConversationForAgent[], next: string | null, { sort }: ListFilter = listOf("all")): Page {
  const last = items.at(-1);
  return { next, floor: next === null || !last ? "" : placeOf(last, sort), loading: false, failed: false };
}

/** The newest messages without a hole: what came live before the page below it was fetched is not shown yet. */
export function tail(messages: MessageForAgent[]): MessageForAgent[] {
  let from = messages.length - 1;
  while (from > 0 && messages[from - 1]!.seq === messages[from]!.seq - 1) from -= 1;
  return messages.slice(Math.max(0, from));
}
