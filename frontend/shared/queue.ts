// What was written but not yet acknowledged. Each entry keeps its client id for life, so trying again never doubles.
import { backoff } from "./backoff.ts";
import { Refused } from "./problems.ts";
import type { AttachmentShape } from "./types.gen.ts";

export const MOST = 50;
export const KEPT_MS = 24 * 60 * 60 * 1000;

export type EntryState = "waiting" | "sending" | "sent" | "refused";

export interface Entry {
  client_id: string;
  conversation: string;
  body: string;
  note: boolean;
  attachments: AttachmentShape[];
  at: number;
  /** Whether its mail shows what it answers. */
  quote?: boolean;
  state: EntryState;
  code: string;
}

export interface Keep {
  read(): string | null;
  write(text: string): void;
}

export interface QueueOptions {
  keep: Keep;
  /** Resolves when the server has it; throws `Refused` otherwise. */
  deliver: (entry: Entry) => Promise<void>;
  onChange: (entries: readonly Entry[]) => void;
  now?: () => number;
}

function restored(keep: Keep, now: number): Entry[] {
  try {
    const found = JSON.parse(keep.read() ?? "[]") as Entry[];
    return found
      .filter((entry) => entry.state !== "sent" && now - entry.at < KEPT_MS)
      .map((entry) => (entry.state === "sending" ? { ...entry, state: "waiting" as const } : entry));
  } catch {
    return [];
  }
}

export class Queue {
  entries: Entry[];
  #busy = false;
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #options: QueueOptions;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.entries = restored(options.keep, (options.now ?? Date.now)());
  }

  /** False when the queue is full: the words stay where they were typed. */
  add(entry: Omit<Entry, "state" | "code">): boolean {
    if (this.entries.filter((one) => one.state !== "sent").length >= MOST) return false;
    this.#set([...this.entries, { ...entry, state: "waiting", code: "" }]);
    void this.#flush();
    return true;
  }

  retry(clientId: string): void {
    this.#mark(clientId, "waiting", "");
    this.hurry();
  }

  /** Forgets an entry: its message arrived, or the person took it back. */
  remove(clientId: string): void {
    if (this.entries.some((entry) => entry.client_id === clientId)) {
      this.#set(this.entries.filter((entry) => entry.client_id !== clientId));
    }
  }

  /** The way is open again: no reason to sit out the back-off. */
  hurry(): void {
    clearTimeout(this.#timer);
    this.#tries = 0;
    void this.#flush();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#set([]);
  }

  /** One at a time and in order, so that an answer never overtakes the sentence before it. */
  async #flush(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let next = this.#waiting(); next; next = this.#waiting()) {
        if (!(await this.#attempt(next))) break;
      }
    } finally {
      this.#busy = false;
    }
  }

  async #attempt(entry: Entry): Promise<boolean> {
    this.#mark(entry.client_id, "sending", entry.code);
    try {
      await this.#options.deliver(entry);
      this.#tries = 0;
      this.#mark(entry.client_id, "sent");
      return true;
    } catch (error) {
      const refused = error instanceof Refused ? error : new Refused("unreachable", 0);
      if (!refused.passing && refused.status !== 401) {
        this.#mark(entry.client_id, "refused", refused.code);
        return true;
      }
      this.#mark(entry.client_id, "waiting", refused.code);
      this.#later(refused.retryMs);
      return false;
    }
  }

  #later(least: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#flush(), Math.max(least, backoff(this.#tries)));
    this.#tries += 1;
  }

  #waiting(): Entry | undefined {
    return this.entries.find((entry) => entry.state === "waiting");
  }

  #mark(clientId: string, state: EntryState, code = ""): void {
    this.#set(this.entries.map((entry) => (entry.client_id === clientId ? { ...entry, state, code } : entry)));
  }

  #set(entries: Entry[]): void {
    this.entries = entries;
    this.#options.keep.write(JSON.stringify(entries.filter((entry) => entry.state !== "sent")));
    this.#options.onChange(entries);
  }
}
