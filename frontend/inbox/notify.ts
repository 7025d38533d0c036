// Tells an agent who looks elsewhere: by the system's notification and a sound, as the member chose for every device.
import { computed } from "@preact/signals";
import type { AgentEvent, ConversationForAgent, NotifyShape } from "../shared/types.gen.ts";
import { reason } from "./actions.ts";
import type { Api } from "./api.ts";
import { chime } from "./chime.ts";
import type { Model } from "./model.ts";
import { worthTelling } from "./worth.ts";

const REFUSED = "This browser does not allow notifications here. Allow them in its settings for this site.";

export class Notifier {
  readonly wish = computed(() => this.#model.first.me.notify);
  readonly #model: Model;
  readonly #api: Api;
  readonly #open: (id: string) => void;

  constructor(model: Model, api: Api, open: (id: string) => void) {
    this.#model = model;
    this.#api = api;
    this.#open = open;
    this.#moveIn();
  }

  /** Asks the browser only now: on the click of who wants it. Returns what went wrong, if anything. */
  async toggle(what: "shown" | "heard"): Promise<string> {
    const on = !this.wish.value[what];
    if (what === "shown" && on && !(await allowed())) return REFUSED;
    if (what === "heard" && on) chime();
    return this.#keep({ [what]: on });
  }

  heard(event: AgentEvent, before: ConversationForAgent | undefined): void {
    const { first, openId } = this.#model;
    const { shown, heard, events } = first.me.notify;
    const row = event.conversation;
    const why = worthTelling(event, before, first.me.id);
    if (!why || !row || !events.includes(why.event)) return;
    if (!document.hidden && document.hasFocus() && openId.value === row.id) return;
    if (heard) chime();
    if (!shown || !document.hidden || typeof Notification === "undefined" || Notification.permission !== "granted") return;
    // No words of the person: a notification stays on the system's own list, where nothing of ours reaches it.
    const told = new Notification(why.words, { body: first.workspace.name, tag: row.id });
    told.onclick = () => {
      focus();
      this.#open(row.id);
      told.close();
    };
  }

  async #keep(part: Partial<NotifyShape>): Promise<string> {
    const model = this.#model;
    const put = (notify: NotifyShape) => {
      model.first = { ...model.first, me: { ...model.first.me, notify } };
    };
    const before = model.first.me.notify;
    put({ ...before, ...part, chosen: true });
    try {
      put(await this.#api.setNotifications(part));
      return "";
    } catch (error) {
      put(before);
      return `This was not saved: ${reason(error)}`;
    }
  }

  /** What this device kept before the choice was the member's goes to the member, once, unless there is one. */
  #moveIn(): void {
    const { me, workspace } = this.#model.first;
    const name = `ictdesk:notify:${workspace.slug}:${me.id}`;
    try {
      const kept = localStorage.getItem(name);
      if (!kept) return;
      const { shown = false, heard = false } = JSON.parse(kept) as Partial<NotifyShape>;
      const done = me.notify.chosen ? Promise.resolve("") : this.#keep({ shown, heard });
      void done.then((wrong) => wrong || localStorage.removeItem(name));
    } catch {
      // Without storage, or with something else in it, there is nothing to take along.
    }
  }
}

async function allowed(): Promise<boolean> {
  if (typeof Notification === "undefined") return false;
  return (await Notification.requestPermission()) === "granted";
}
