// Undo send: an answer waits here for some seconds before it goes out, and stays on the device until it has arrived.
import type { Entry } from "../shared/queue.ts";

export type Said = Omit<Entry, "state" | "code">;

export interface HeldEntry extends Said {
  /** When it goes out. */
  until: number;
}

export const WAIT_MS = 5_000;
/** A letter is not so easily explained away. */
export const MAIL_MS = 10_000;
const KEPT_MS = 24 * 60 * 60 * 1000;
const SWITCH = "ictdesk:undo-send";

export interface HeldOptions {
  prefix: string;
  /** Takes what goes out now. False: the queue is full, it stays here and is tried again. */
  out: (entry: Said) => boolean;
  onChange: (entries: readonly HeldEntry[]) => void;
  store?: Storage;
  now?: () => number;
}

/** The device's choice: without it everything goes out at once. */
export function undoSend(store: Storage = localStorage): boolean {
  return store.getItem(SWITCH) !== "off";
}

export function setUndoSend(on: boolean, store: Storage = localStorage): void {
  if (on) store.removeItem(SWITCH);
  else store.setItem(SWITCH, "off");
}

export class Held {
  entries: HeldEntry[] = [];
  readonly #options: HeldOptions;
  readonly #store: Storage;
  readonly #now: () => number;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(options: HeldOptions) {
    this.#options = options;
    this.#store = options.store ?? localStorage;
    this.#now = options.now ?? Date.now;
  }

  /** What a page that was closed left behind goes out now, or when its seconds are over. */
  resume(): void {
    for (const name of Object.keys(this.#store)) {
      const entry = name.startsWith(this.#options.prefix) ? this.#read(name) : null;
      if (entry) this.#wait(entry);
      else if (name.startsWith(this.#options.prefix)) this.#store.removeItem(name);
    }
  }

  add(entry: Said, wait = WAIT_MS): void {
    const held = { ...entry, until: this.#now() + (undoSend(this.#store) ? wait : 0) };
    try {
      this.#store.setItem(this.#name(entry.client_id), JSON.stringify(held));
    } catch {
      // Without storage it lives as long as the page.
    }
    this.#wait(held);
  }

  /** Takes one back, unless it went out already. */
  undo(clientId: string): HeldEntry | null {
    const entry = this.entries.find((one) => one.client_id === clientId) ?? null;
    if (entry) {
      this.#drop(clientId);
      this.forget(clientId);
    }
    return entry;
  }

  /** It has arrived, or was discarded. */
  forget(clientId: string): void {
    this.#store.removeItem(this.#name(clientId));
  }

  #wait(entry: HeldEntry): void {
    const left = entry.until - this.#now();
    if (left <= 0) return this.#send(entry);
    this.#set([...this.entries.filter((one) => one.client_id !== entry.client_id), entry]);
    this.#timers.set(entry.client_id, setTimeout(() => this.#send(entry), left));
  }

  #send(entry: HeldEntry): void {
    const { until: _until, ...said } = entry;
    this.#drop(entry.client_id);
    if (!this.#options.out(said)) this.#wait({ ...entry, until: this.#now() + WAIT_MS });
  }

  #drop(clientId: string): void {
    clearTimeout(this.#timers.get(clientId));
    this.#timers.delete(clientId);
    this.#set(this.entries.filter((one) => one.client_id !== clientId));
  }

  #set(entries: HeldEntry[]): void {
    this.entries = entries;
    this.#options.onChange(entries);
  }

  #read(name: string): HeldEntry | null {
    try {
      const entry = JSON.parse(this.#store.getItem(name) ?? "") as HeldEntry;
      return this.#now() - entry.at < KEPT_MS ? entry : null;
    } catch {
      return null;
    }
  }

  #name(clientId: string): string {
    return `${this.#options.prefix}${clientId}`;
  }
}
