// What an agent can do. Each shows its effect at once; a refusal takes it back and says why.
import { Refused } from "../shared/problems.ts";
import { withConversations, withMessage } from "../shared/state.ts";
import type { ConversationForAgent, ListFilter } from "../shared/types.gen.ts";
import { listKey } from "../shared/views.ts";
import { afterPaint } from "./afterPaint.ts";
import type { Api } from "./api.ts";
import type { Live } from "./live.ts";
import { type Model, type Notice, pageOf } from "./model.ts";
import { pathOf } from "./route.ts";

const SAY_MS = 6_000;
const ACT_MS = 10_000;
/** So many conversations stay readable without asking again. */
const THREADS = 100;

export class Actions {
  readonly model: Model;
  readonly #api: Api;
  readonly #live: Live;
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  #at = 0;

  constructor(model: Model, api: Api, live: Live) {
    this.model = model;
    this.#api = api;
    this.#live = live;
  }

  // ---- lists

  show(list: ListFilter): void {
    const { model } = this;
    model.found.value = null;
    model.picked.value = new Set();
    model.filter.value = list;
    this.#address();
    if (!model.page.value) void this.fetchRows();
  }

  /** The next page of the list, if there is one and it is not on its way. */
  async fetchRows(): Promise<void> {
    const { model } = this;
    const list = model.filter.value;
    const key = listKey(list);
    const page = model.pages.value[key];
    if (model.found.value || page?.loading || (page && page.next === null && !page.failed)) return;
    const put = (part: Partial<NonNullable<typeof page>>) => {
      const old = model.pages.value[key] ?? { next: null, floor: "", loading: false, failed: false };
      model.pages.value = { ...model.pages.value, [key]: { ...old, ...part } };
    };
    put({ loading: true, failed: false });
    try {
      const rows = await this.#api.list(list, page?.next ?? null);
      this.merge(rows.items);
      put(pageOf(rows.items, rows.next, list));
    } catch {
      put({ loading: false, failed: true });
    }
  }

  async search(query: string): Promise<void> {
    const { model } = this;
    const turn = ++this.#asked;
    if (!query.trim()) {
      model.found.value = null;
      return;
    }
    model.found.value = { query, items: model.found.value?.items ?? [], busy: true, failed: false };
    try {
      const { items } = await this.#api.search(query);
      if (turn !== this.#asked) return;
      this.merge(items.map((item) => item.conversation));
      model.found.value = { query, items, busy: false, failed: false };
    } catch {
      if (turn === this.#asked) model.found.value = { query, items: [], busy: false, failed: true };
    }
  }

  // ---- one conversation

  open(id: string | null, push = true): void {
    const { model } = this;
    if (id === model.openId.value) return;
    model.openId.value = id;
    model.menu.value = null;
    model.mode.value = "reply";
    if (id) {
      model.selected.value = id;
      this.#at = Math.max(0, model.rows.value.findIndex((row) => row.id === id));
    }
    afterPaint(() => this.#opened(id, push));
  }

  /** What follows an opening, once it is on the screen; of one that was passed over at once nothing follows. */
  #opened(id: string | null, push: boolean): void {
    const { model } = this;
    if (model.openId.value !== id) return;
    if (push) this.#address();
    this.#live.look();
    if (!id) return;
    if (model.threads.value[id]) this.#ahead(id);
    else void this.fetchThread(id).then(() => this.#ahead(id));
  }

  /** Fetches the neighbours of the open conversation, so that going to one of them waits for nothing. */
  #ahead(id: string): void {
    const { model } = this;
    if (model.openId.value !== id) return;
    const rows = model.rows.value;
    const at = rows.findIndex((row) => row.id === id);
    if (at < 0) return;
    model.dropThreads(THREADS);
    for (const row of [rows[at + 1], rows[at - 1], rows[at + 2]]) {
      if (row && !model.threads.value[row.id]) void this.fetchThread(row.id);
    }
  }

  move(step: 1 | -1): void {
    const { model } = this;
    const rows = model.rows.value;
    const at = rows.findIndex((row) => row.id === model.selected.value);
    // A row that left the list (solved, assigned) has left its place to the one after it.
    const to = at >= 0 ? at + step : this.#at + (step === 1 ? 0 : -1);
    this.#at = Math.min(rows.length - 1, Math.max(0, to));
    const next = rows[this.#at];
    if (!next) return;
    model.selected.value = next.id;
    if (model.openId.value) this.open(next.id);
  }

  async fetchThread(id: string, before?: number): Promise<void> {
    this.#thread(id, { loading: true, failed: false });
    try {
      if (!this.model.state.value.conversations[id]) this.merge([await this.#api.conversation(id)]);
      const page = await this.#api.messages(id, before);
      let state = this.model.state.value;
      for (const message of page.items) state = withMessage(state, message);
      this.model.state.value = state;
      this.#thread(id, { loading: false, failed: false });
    } catch {
      this.#thread(id, { loading: false, failed: true });
    }
  }

  /** The newest message is in sight. */
  saw(): void {
    afterPaint(() => this.#saw());
  }

  #saw(): void {
    const row = this.model.open.value;
    if (!row || document.hidden) return;
    const { id } = this.model.first.me;
    if (row.last_seq <= row.agent_read_seq && !row.unseen_by.includes(id)) return;
    if (this.#live.socket.send({ t: "read", conversation: row.id, seq: row.last_seq })) {
      const unseen_by = row.unseen_by.filter((one) => one !== id);
      this.patch(row, { agent_read_seq: Math.max(row.agent_read_seq, row.last_seq), unseen_by });
    }
  }

  setTags(tags: string[]): void {
    const row = this.model.open.value;
    if (row) void this.change(row, { tags }, "PUT", "tags", { tags });
  }

  async edit(messageId: string, body: string): Promise<boolean> {
    return this.#tried(() => this.#api.edit(messageId, body), "The message was not changed");
  }

  async remove(messageId: string): Promise<boolean> {
    return this.#tried(() => this.#api.remove(messageId), "The message was not deleted");
  }

  async correct(messageId: string, body: string): Promise<boolean> {
    return this.#tried(() => this.#api.call("POST", `messages/${messageId}/corrections`, { body }), "The correction was not saved");
  }

  async uncorrect(correctionId: string): Promise<boolean> {
    return this.#tried(() => this.#api.call("DELETE", `corrections/${correctionId}`), "The correction was not removed");
  }

  /** Mails the customer all that they could read. */
  async transcript(row: ConversationForAgent): Promise<void> {
    if (await this.#tried(() => this.#api.transcript(row.id), "No transcript was sent")) this.say("A transcript is on its way to the customer");
  }

  say(text: string, kind: Notice["kind"] = "said", act?: Notice["act"]): void {
    clearTimeout(this.#quiet);
    this.model.notice.value = { text, kind, ...(act && { act }) };
    this.#quiet = setTimeout(() => {
      this.model.notice.value = null;
    }, act ? ACT_MS : SAY_MS);
  }

  #address(): void {
    const { filter, openId, first } = this.model;
    const path = pathOf({ filter: filter.value, openId: openId.value }, first.urls.base);
    if (path !== location.pathname + location.search) history.pushState(null, "", path);
  }

  #thread(id: string, thread: { loading: boolean; failed: boolean }): void {
    this.model.threads.value = { ...this.model.threads.value, [id]: thread };
  }

  merge(rows: readonly ConversationForAgent[]): void {
    this.model.state.value = withConversations(this.model.state.value, rows);
  }

  async #tried(act: () => Promise<unknown>, sorry: string): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      this.say(`${sorry}: ${reason(error)}`, "failed");
      return false;
    }
  }

  /** Shows a change of one row, sends it, and returns the row as it is then; null when it was refused, which is said. */
  async change(
    row: ConversationForAgent,
    part: Partial<ConversationForAgent>,
    method: "PUT" | "POST",
    what: string,
    body?: object,
  ): Promise<ConversationForAgent | null> {
    this.patch(row, part);
    try {
      const fresh = await this.#api.change(row.id, method, what, body);
      if (fresh?.version) this.merge([fresh]);
      return fresh;
    } catch (error) {
      // The row as it was goes back, unless the server has meanwhile told of a newer one.
      const now = this.model.state.value.conversations[row.id];
      if (now?.version === row.version) this.patch(now, row);
      this.say(`This was not saved: ${reason(error)}`, "failed");
      return null;
    }
  }

  /** Shows a change before the server has said so; its own row has a higher version and wins. */
  patch(row: ConversationForAgent, part: Partial<ConversationForAgent>): void {
    const { state } = this.model;
    const conversations = { ...state.value.conversations, [row.id]: { ...row, ...part } };
    state.value = { ...state.value, conversations };
  }
}

export function reason(error: unknown): string {
  if (!(error instanceof Refused)) return "something went wrong here.";
  if (error.code === "unreachable") return "the desk cannot be reached.";
  if (error.code === "unauthorised") return "you are signed out. Reload the page to sign in.";
  return error.message === error.code ? error.code.replaceAll("_", " ") : error.message;
}
