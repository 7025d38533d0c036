// The HTTP API, as the browser's own session.
import { refusal, unreachable } from "../shared/problems.ts";
import type {
  AttachmentShape,
  BulkResult,
  ConversationForAgent,
  ConversationMail,
  FirstPaint,
  ItemResult,
  ListFilter,
  MessageForAgent,
  NotifyShape,
  PersonPage,
  SavedViewShape,
  ScheduledShape,
  TranscriptShape,
  UndoItem,
} from "../shared/types.gen.ts";
import type { CannedReply } from "./canned.ts";
import { queryOf } from "./route.ts";
import type { Me } from "./setup.ts";

export interface Rows {
  items: ConversationForAgent[];
  next: string | null;
}

export interface Answer {
  client_id: string;
  body: string;
  attachments: string[];
  mentions?: string[];
  quote?: boolean;
}

export interface Found {
  items: { conversation: ConversationForAgent; message: MessageForAgent }[];
}

const PAGE = 100;

export class Api {
  readonly #url: string;
  readonly #headers: Record<string, string>;

  constructor(first: FirstPaint) {
    this.#url = first.urls.api;
    this.#headers = { "X-Workspace": first.workspace.slug, "X-CSRFToken": first.csrf };
  }

  /** A file belongs to one conversation from the start: it is sealed for its contact. */
  uploadTo(conversation: string) {
    return { url: `${this.#url}/files?conversation=${conversation}`, headers: this.#headers, withCookies: true };
  }

  list(list: ListFilter, cursor: string | null): Promise<Rows> {
    return this.#get("conversations", { ...queryOf(list), limit: PAGE, ...(cursor && { cursor }) });
  }

  bulk(ids: string[], change: object): Promise<BulkResult> {
    return this.#call("POST", "conversations/bulk", { ids, ...change });
  }

  undo(items: UndoItem[]): Promise<ItemResult[]> {
    return this.#call("POST", "conversations/undo", { items });
  }

  saveView(name: string, filter: ListFilter): Promise<SavedViewShape> {
    return this.#call("POST", "views", { name, filter });
  }

  changeView(id: string, change: { name?: string; shared?: boolean }): Promise<SavedViewShape> {
    return this.#call("PATCH", `views/${id}`, change);
  }

  deleteView(id: string): Promise<null> {
    return this.#call("DELETE", `views/${id}`);
  }

  conversation(id: string): Promise<ConversationForAgent> {
    return this.#get(`conversations/${id}`);
  }

  messages(id: string, before?: number): Promise<{ items: MessageForAgent[] }> {
    return this.#get(`conversations/${id}/messages`, { limit: 50, ...(before && { before }) });
  }

  mail(id: string): Promise<ConversationMail> {
    return this.#get(`conversations/${id}/mail`);
  }

  transcript(id: string): Promise<TranscriptShape> {
    return this.#call("POST", `conversations/${id}/transcript`, {});
  }

  addParticipant(id: string, address: string): Promise<ConversationMail> {
    return this.#call("POST", `conversations/${id}/participants`, { address });
  }

  removeParticipant(id: string): Promise<null> {
    return this.#call("DELETE", `participants/${id}`);
  }

  scheduled(id: string): Promise<{ items: ScheduledShape[] }> {
    return this.#get(`conversations/${id}/scheduled`);
  }

  schedule(id: string, answer: Answer & { due_at: string }): Promise<ScheduledShape> {
    return this.#call("POST", `conversations/${id}/scheduled`, answer);
  }

  changeScheduled(id: string, change: { due_at: string }): Promise<ScheduledShape> {
    return this.#call("PATCH", `scheduled/${id}`, change);
  }

  callOff(id: string): Promise<null> {
    return this.#call("DELETE", `scheduled/${id}`);
  }

  me(): Promise<Me> {
    return this.#get("me");
  }

  setNotifications(part: Partial<NotifyShape>): Promise<NotifyShape> {
    return this.#call("PATCH", "me/notifications", part);
  }

  views(): Promise<{ items: SavedViewShape[] }> {
    return this.#get("views");
  }

  counts(): Promise<FirstPaint["counts"]> {
    return this.#get("counts");
  }

  search(q: string): Promise<Found> {
    return this.#get("search", { q, limit: 50 });
  }

  person(id: string): Promise<PersonPage> {
    return this.#get(`contacts/${id}/page`);
  }

  setAttributes(id: string, values: Record<string, unknown>): Promise<PersonPage> {
    return this.#call("PATCH", `contacts/${id}/attributes`, { values });
  }

  canned(): Promise<{ items: CannedReply[] }> {
    return this.#get("canned-replies");
  }

  file(id: string): Promise<AttachmentShape> {
    return this.#get(`files/${id}`);
  }

  say(id: string, note: boolean, body: Answer): Promise<unknown> {
    return this.#call("POST", `conversations/${id}/${note ? "notes" : "messages"}`, body);
  }

  edit(messageId: string, body: string): Promise<unknown> {
    return this.#call("PATCH", `messages/${messageId}`, { body });
  }

  remove(messageId: string): Promise<unknown> {
    return this.#call("DELETE", `messages/${messageId}`);
  }

  /** One of the verbs on a conversation; the answer is the row as it is then. */
  change(id: string, method: "PUT" | "POST", what: string, body?: object): Promise<ConversationForAgent | null> {
    return this.#call(method, `conversations/${id}/${what}`, body);
  }

  /** For what has a file of its own. */
  call<T>(method: string, path: string, body?: object): Promise<T> {
    return this.#call(method, path, body);
  }

  #get<T>(path: string, query: Record<string, string | number> = {}): Promise<T> {
    const words = Object.entries(query).map(([name, value]) => [name, String(value)]);
    return this.#call("GET", words.length ? `${path}?${new URLSearchParams(words)}` : path);
  }

  async #call<T>(method: string, path: string, body?: object): Promise<T> {
    const request: RequestInit = { method, headers: { ...this.#headers, "Content-Type": "application/json" } };
    if (body) request.body = JSON.stringify(body);
    const response = await fetch(`${this.#url}/${path}`, request).catch(() => {
      throw unreachable();
    });
    if (!response.ok) throw await refusal(response);
    const text = await response.text();
    return (text ? JSON.parse(text) : null) as T;
  }
}
