// Sending: over the socket when it is open, over HTTP when it is not; always with the same client id.
import { uuid } from "../shared/ids.ts";
import { type Entry, MOST, Queue } from "../shared/queue.ts";
import type { AttachmentShape } from "../shared/types.gen.ts";
import type { Api } from "./api.ts";
import { Held, type HeldEntry, MAIL_MS, WAIT_MS } from "./held.ts";
import { mentionsIn } from "./mentions.ts";
import { quotes } from "./mail.ts";
import type { Live } from "./live.ts";
import type { Model } from "./model.ts";

export class Outbox {
  readonly queue: Queue;
  readonly held: Held;
  readonly #api: Api;
  readonly #live: Live;
  readonly #model: Model;

  constructor(model: Model, api: Api, live: Live) {
    this.#api = api;
    this.#live = live;
    this.#model = model;
    const who = `${model.first.workspace.slug}:${model.first.me.id}`;
    const name = `ictdesk:queue:${who}`;
    this.queue = new Queue({
      keep: { read: () => sessionStorage.getItem(name), write: (text) => sessionStorage.setItem(name, text) },
      deliver: (entry) => this.#deliver(entry),
      onChange: (entries) => this.#changed(model, entries),
    });
    this.held = new Held({
      prefix: `ictdesk:held:${who}:`,
      out: (said) => this.#known(said.client_id) || this.queue.add(said),
      onChange: (entries) => {
        model.held.value = entries;
      },
    });
    model.entries.value = this.queue.entries;
    live.onMessage = (clientId) => {
      this.held.forget(clientId);
      this.queue.remove(clientId);
    };
    live.onOnline = () => this.queue.hurry();
    this.held.resume();
  }

  /** False when too much waits already: the words stay where they were typed. */
  add(conversation: string, body: string, note: boolean, attachments: AttachmentShape[]): boolean {
    const waiting = this.queue.entries.filter((entry) => entry.state !== "sent").length;
    if (waiting + this.held.entries.length >= MOST) return false;
    const mail = !note && this.#model.state.value.conversations[conversation]?.channel === "mail";
    this.held.add({ client_id: uuid(), conversation, body, note, attachments, at: Date.now(), ...(mail && quotes.value && { quote: true }) }, mail ? MAIL_MS : WAIT_MS);
    return true;
  }

  /** Takes back what has not gone out; the newest when none is named. */
  undo(clientId = this.held.entries.at(-1)?.client_id): HeldEntry | null {
    return clientId ? this.held.undo(clientId) : null;
  }

  discard(clientId: string): void {
    this.held.forget(clientId);
    this.queue.remove(clientId);
  }

  #known(clientId: string): boolean {
    return this.queue.entries.some((entry) => entry.client_id === clientId);
  }

  #changed(model: Model, entries: readonly Entry[]): void {
    model.entries.value = entries;
    for (const entry of entries) if (entry.state === "sent") this.held.forget(entry.client_id);
  }

  async #deliver(entry: Entry): Promise<void> {
    const { client_id, conversation, body, note, quote } = entry;
    const attachments = entry.attachments.map((file) => file.id);
    const mentions = note ? mentionsIn(body, this.#model.first.members) : [];
    const frame = { t: "send" as const, conversation, client_id, body, note, attachments, mentions };
    // The socket knows plain answers alone.
    if (!quote && this.#live.socket.send(frame) && (await this.#live.acks.came(client_id))) return;
    await this.#api.say(conversation, note, { client_id, body, attachments, ...(note && { mentions }), ...(quote && { quote }) });
  }
}
