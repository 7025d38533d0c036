// What comes by itself: the socket's frames become changes of the model.
import { Acks } from "../shared/acks.ts";
import { type Link, Socket } from "../shared/socket.ts";
import { apply, emptyAgent, withConversations, withMessage } from "../shared/state.ts";
import type { AgentEvent, AgentFrame, ConversationForAgent, ToAgent, TypingFrame } from "../shared/types.gen.ts";
import type { Api } from "./api.ts";
import { listKey } from "../shared/views.ts";
import { type Model, pageOf } from "./model.ts";

const TYPING_FADES_MS = 8_000;

export class Live {
  readonly acks = new Acks();
  readonly socket: Socket<ToAgent, AgentFrame>;
  onMessage: (clientId: string) => void = () => undefined;
  /** Told of each event, and of the row as it was before. */
  onEvent: (event: AgentEvent, before: ConversationForAgent | undefined) => void = () => undefined;
  /** Told that the workspace's own lists are not as they were, or may not be. */
  onSetup: () => void = () => undefined;
  /** Told that a conversation was erased. */
  onErased: (id: string) => void = () => undefined;
  onOnline: () => void = () => undefined;
  readonly #model: Model;
  readonly #api: Api;

  constructor(model: Model, api: Api) {
    this.#model = model;
    this.#api = api;
    const { urls, cursor, workspace } = model.first;
    this.socket = new Socket({
      url: urls.socket,
      cursor,
      hello: (after) => ({ t: "hello", workspace: workspace.slug, after }),
      onFrame: (frame) => this.#frame(frame),
      onLink: (link) => this.#moved(link),
      onResync: () => this.#afresh(),
    });
    addEventListener("online", () => this.socket.connect());
    addEventListener("offline", () => this.socket.lose());
    addEventListener("visibilitychange", () => document.hidden || this.socket.connect());
  }

  look(): void {
    this.socket.send({ t: "look", conversation: this.#model.openId.value });
  }

  #moved(link: Link): void {
    const model = this.#model;
    model.link.value = link;
    if (link === "waiting" || link === "stopped") model.broken.value = true;
    if (link === "stopped") this.#forget();
    if (link !== "online") return this.acks.lost();
    if (model.broken.value) this.onSetup();
    model.broken.value = false;
    this.look();
    this.onOnline();
  }

  /** No longer signed in, or no longer here: what was fetched ahead and not looked at is nobody's to read. */
  #forget(): void {
    this.#model.dropThreads(0);
    this.#model.people.clear();
  }

  #frame(frame: ToAgent): void {
    const model = this.#model;
    if (frame.t === "event") this.#event(frame.event);
    else if (frame.t === "ack") this.acks.acknowledged(frame);
    else if (frame.t === "error") this.acks.refused(frame);
    else if (frame.t === "counts") model.counts.value = frame;
    else if (frame.t === "presence") model.online.value = new Set(frame.members);
    else if (frame.t === "looking") model.looking.value = { ...model.looking.value, [frame.conversation]: frame.members };
    else if (frame.t === "typing") this.#typing(frame);
    else if (frame.t === "setup") this.onSetup();
  }

  #event(event: AgentEvent): void {
    const model = this.#model;
    const { message, conversation, gone } = event;
    if (conversation?.restricted) model.people.delete(conversation.contact.id);
    if (gone) this.#erased(gone);
    const before = conversation && model.state.value.conversations[conversation.id];
    model.state.value = apply(model.state.value, event);
    const fresh = conversation?.tags.filter((tag) => !model.tags.value.includes(tag)) ?? [];
    if (fresh.length) model.tags.value = [...model.tags.value, ...fresh].sort();
    this.onEvent(event, before);
    if (event.kind === "contact_changed" && conversation) {
      const { contacts } = model;
      // The one that is shown is read anew where it stands; all others when they are shown.
      if (conversation.contact.id !== model.open.value?.contact.id) model.people.delete(conversation.contact.id);
      contacts.value = { ...contacts.value, [conversation.contact.id]: (contacts.value[conversation.contact.id] ?? 0) + 1 };
    }
    if (!message) return;
    this.onMessage(message.client_id);
    this.#hush(message.conversation_id, message.author.kind === "contact" ? "contact" : (message.author.id ?? ""));
  }

  /** Whoever looks at it sees the list again; what was found or remembered of its contact goes too. */
  #erased(id: string): void {
    const model = this.#model;
    const contact = model.state.value.conversations[id]?.contact.id;
    if (contact) model.people.delete(contact);
    const { [id]: _thread, ...threads } = model.threads.value;
    model.threads.value = threads;
    const found = model.found.value;
    if (found) model.found.value = { ...found, items: found.items.filter((item) => item.conversation.id !== id) };
    this.onErased(id);
  }

  #typing(frame: TypingFrame): void {
    const who = frame.kind === "contact" ? "contact" : frame.by;
    if (who === this.#model.first.me.id) return;
    if (!frame.on) return this.#hush(frame.conversation, who);
    const { typists } = this.#model;
    const entry = { name: frame.name, kind: frame.kind, until: Date.now() + TYPING_FADES_MS };
    typists.value = { ...typists.value, [frame.conversation]: { ...typists.value[frame.conversation], [who]: entry } };
    setTimeout(() => this.#fade(frame.conversation, who), TYPING_FADES_MS + 50);
  }

  #fade(conversation: string, who: string): void {
    const entry = this.#model.typists.value[conversation]?.[who];
    if (entry && entry.until <= Date.now()) this.#hush(conversation, who);
  }

  #hush(conversation: string, who: string): void {
    const { typists } = this.#model;
    const here = typists.value[conversation];
    if (!here?.[who]) return;
    const { [who]: _gone, ...rest } = here;
    typists.value = { ...typists.value, [conversation]: rest };
  }

  /** The cursor was too old: nothing that is here can be trusted, the list and the open conversation are read anew. */
  async #afresh(): Promise<void> {
    const [model, api] = [this.#model, this.#api];
    const [list, id] = [model.filter.value, model.openId.value];
    const [rows, counts, open, page] = await Promise.all([
      api.list(list, null),
      api.counts(),
      id ? api.conversation(id) : null,
      id ? api.messages(id) : null,
    ]);
    let state = withConversations(emptyAgent(), open ? [...rows.items, open] : rows.items);
    for (const message of page?.items ?? []) state = withMessage(state, message);
    model.people.clear();
    model.state.value = state;
    model.pages.value = { [listKey(list)]: pageOf(rows.items, rows.next, list) };
    model.threads.value = id ? { [id]: { loading: false, failed: false } } : {};
    model.counts.value = counts;
  }
}
