// Sending: over the socket when it is open, over HTTP when it is not; always with the same client id.
import { uuid } from "../shared/ids.ts";
import { type Entry, Queue } from "../shared/queue.ts";
import type { AttachmentShape, FirstPaint } from "../shared/types.gen.ts";
import type { Api } from "./api.ts";
import { mentionsIn } from "./mentions.ts";
import type { Live } from "./live.ts";
import type { Model } from "./model.ts";

export class Outbox {
  readonly queue: Queue;
  readonly #api: Api;
  readonly #live: Live;
  readonly #members: FirstPaint["members"];

  constructor(model: Model, api: Api, live: Live) {
    this.#api = api;
    this.#live = live;
    this.#members = model.first.members;
    const name = `ictdesk:queue:${model.first.workspace.slug}:${model.first.me.id}`;
    this.queue = new Queue({
      keep: { read: () => sessionStorage.getItem(name), write: (text) => sessionStorage.setItem(name, text) },
      deliver: (entry) => this.#deliver(entry),
      onChange: (entries) => {
        model.entries.value = entries;
      },
    });
    model.entries.value = this.queue.entries;
    live.onMessage = (clientId) => this.queue.remove(clientId);
    live.onOnline = () => this.queue.hurry();
  }

  add(conversation: string, body: string, note: boolean, attachments: AttachmentShape[]): boolean {
    return this.queue.add({ client_id: uuid(), conversation, body, note, attachments, at: Date.now() });
  }

  async #deliver(entry: Entry): Promise<void> {
    const { client_id, conversation, body, note } = entry;
    const attachments = entry.attachments.map((file) => file.id);
    const mentions = note ? mentionsIn(body, this.#members) : [];
    const frame = { t: "send" as const, conversation, client_id, body, note, attachments, mentions };
    if (this.#live.socket.send(frame) && (await this.#live.acks.came(client_id))) return;
    await this.#api.say(conversation, note, { client_id, body, attachments, ...(note && { mentions }) });
  }
}
