// Files that were picked, pasted or dropped and are on their way up, before the message that carries them.
import { uuid } from "./ids.ts";
import { Refused, unreachable } from "./problems.ts";
import type { AttachmentShape } from "./types.gen.ts";

const MOST = 10;

export interface Rising {
  key: string;
  name: string;
  size: number;
  share: number;
  done: AttachmentShape | null;
  code: string;
}

export type Send = (file: File, progress: (share: number) => void, signal: AbortSignal) => Promise<AttachmentShape>;

export class Files {
  items: Rising[] = [];
  readonly #stops = new Map<string, AbortController>();
  readonly #send: Send;
  #limit: number;
  #types: string[];
  readonly #onChange: () => void;

  constructor(send: Send, limit: number, types: string[], onChange: () => void) {
    this.#send = send;
    this.#limit = limit;
    this.#types = types;
    this.#onChange = onChange;
  }

  limits(limit: number, types: string[]): void {
    this.#limit = limit;
    this.#types = types;
  }

  add(files: Iterable<File>): void {
    for (const file of files) {
      if (this.items.length >= MOST) break;
      const item: Rising = { key: uuid(), name: file.name, size: file.size, share: 0, done: null, code: "" };
      item.code = this.#objection(file);
      this.#set([...this.items, item]);
      if (!item.code) void this.#start(item.key, file);
    }
  }

  remove(key: string): void {
    this.#stops.get(key)?.abort();
    this.#set(this.items.filter((item) => item.key !== key));
  }

  /** The files that may go with a message now, taken out of here. */
  take(): AttachmentShape[] {
    const ready = this.items.flatMap((item) => (item.done ? [item.done] : []));
    this.#set(this.items.filter((item) => !item.done && !item.code));
    return ready;
  }

  get rising(): boolean {
    return this.items.some((item) => !item.done && !item.code);
  }

  get ready(): boolean {
    return this.items.some((item) => item.done !== null);
  }

  #objection(file: File): string {
    if (file.size > this.#limit) return "too_large";
    if (file.size === 0) return "empty_file";
    return !this.#types.length || !file.type || this.#types.includes(file.type) ? "" : "unsupported_file";
  }

  async #start(key: string, file: File): Promise<void> {
    const stop = new AbortController();
    this.#stops.set(key, stop);
    try {
      const done = await this.#send(file, (share) => this.#change(key, { share }), stop.signal);
      this.#change(key, { done, share: 1 });
    } catch (error) {
      this.#change(key, { code: (error instanceof Refused ? error : unreachable()).code });
    } finally {
      this.#stops.delete(key);
    }
  }

  #change(key: string, part: Partial<Rising>): void {
    this.#set(this.items.map((item) => (item.key === key ? { ...item, ...part } : item)));
  }

  #set(items: Rising[]): void {
    this.items = items;
    this.#onChange();
  }
}
