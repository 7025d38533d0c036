// Tells an agent who looks elsewhere: by the system's notification and a sound, each by choice, on this device only.
import { signal } from "@preact/signals";
import type { AgentEvent, ConversationForAgent } from "../shared/types.gen.ts";
import { chime } from "./chime.ts";
import type { Model } from "./model.ts";
import { worthTelling } from "./worth.ts";

export interface Wish {
  shown: boolean;
  heard: boolean;
}

const NOTHING: Wish = { shown: false, heard: false };

export class Notifier {
  readonly wish = signal<Wish>(NOTHING);
  readonly #model: Model;
  readonly #open: (id: string) => void;
  readonly #name: string;

  constructor(model: Model, open: (id: string) => void) {
    this.#model = model;
    this.#open = open;
    this.#name = `ictdesk:notify:${model.first.workspace.slug}:${model.first.me.id}`;
    try {
      this.wish.value = { ...NOTHING, ...(JSON.parse(localStorage.getItem(this.#name) ?? "{}") as Partial<Wish>) };
    } catch {
      // Without storage the choice lives as long as the page.
    }
  }

  /** Asks the browser only now: on the click of who wants it. Returns what went wrong, if anything. */
  async toggle(what: keyof Wish): Promise<string> {
    const on = !this.wish.value[what];
    if (what === "shown" && on) {
      if (typeof Notification === "undefined") return "This browser has no notifications.";
      if ((await Notification.requestPermission()) !== "granted") {
        return "The browser does not allow notifications here. Allow them in its settings for this site.";
      }
    }
    this.wish.value = { ...this.wish.value, [what]: on };
    try {
      localStorage.setItem(this.#name, JSON.stringify(this.wish.value));
    } catch {
      // As above.
    }
    if (what === "heard" && on) chime();
    return "";
  }

  heard(event: AgentEvent, before: ConversationForAgent | undefined): void {
    const { first, openId } = this.#model;
    const row = event.conversation;
    const why = worthTelling(event, before, first.me.id);
    if (!why || !row || (!document.hidden && document.hasFocus() && openId.value === row.id)) return;
    if (this.wish.value.heard) chime();
    if (!this.wish.value.shown || !document.hidden || typeof Notification === "undefined") return;
    // No words of the person: a notification stays on the system's own list, where nothing of ours reaches it.
    const told = new Notification(why, { body: first.workspace.name, tag: row.id });
    told.onclick = () => {
      focus();
      this.#open(row.id);
      told.close();
    };
  }
}
