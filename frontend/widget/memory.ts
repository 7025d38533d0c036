// What stays on the visitor's device: the token and the unsent words. For the tab, or, if they chose so, for longer.
import type { Keep } from "../shared/queue.ts";

function store(kind: "localStorage" | "sessionStorage"): Storage | null {
  try {
    return window[kind];
  } catch {
    return null;
  }
}

const write = (at: Storage | null, name: string, text: string | null): void => {
  try {
    if (text === null) at?.removeItem(name);
    else at?.setItem(name, text);
  } catch {
    // A full or forbidden storage only means that a reload starts anew.
  }
};

export class Memory {
  readonly #name: string;
  readonly #long = store("localStorage");
  readonly #short = store("sessionStorage");

  constructor(key: string) {
    this.#name = `ictdesk:${key}`;
  }

  get token(): string {
    return this.#short?.getItem(this.#name) ?? this.#long?.getItem(this.#name) ?? "";
  }

  get remembers(): boolean {
    return !!this.#long?.getItem(this.#name);
  }

  keep(token: string, remember: boolean): void {
    write(this.#short, this.#name, remember ? null : token);
    write(this.#long, this.#name, remember ? token : null);
  }

  forget(): void {
    write(this.#short, this.#name, null);
    write(this.#long, this.#name, null);
    write(this.#short, `${this.#name}:queue`, null);
  }

  get queue(): Keep {
    const name = `${this.#name}:queue`;
    return {
      read: () => this.#short?.getItem(name) ?? null,
      write: (text) => write(this.#short, name, text === "[]" ? null : text),
    };
  }
}
