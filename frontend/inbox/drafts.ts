// What was typed and not sent, per conversation and mode. On this device only, never on the server.
import type { AttachmentShape } from "../shared/types.gen.ts";

export type Mode = "reply" | "note";

const KEPT_MS = 14 * 24 * 60 * 60 * 1000;
/** The server drops a file that no message has after a day. */
const FILES_KEPT_MS = 23 * 60 * 60 * 1000;

interface Draft {
  text: string;
  at: number;
}

export class Drafts {
  readonly #prefix: string;

  constructor(slug: string, memberId: string) {
    this.#prefix = `ictdesk:draft:${slug}:${memberId}:`;
  }

  read(conversation: string, mode: Mode): string {
    try {
      const found = localStorage.getItem(this.#name(conversation, mode));
      return found ? (JSON.parse(found) as Draft).text : "";
    } catch {
      return "";
    }
  }

  write(conversation: string, mode: Mode | "files", text: string): void {
    try {
      const name = this.#name(conversation, mode);
      if (text) localStorage.setItem(name, JSON.stringify({ text, at: Date.now() } satisfies Draft));
      else localStorage.removeItem(name);
    } catch {
      // Without storage a draft lives as long as the page.
    }
  }

  /** The files that are up already and that no message has yet. */
  readFiles(conversation: string): AttachmentShape[] {
    try {
      const found = localStorage.getItem(this.#name(conversation, "files"));
      const { text, at } = JSON.parse(found ?? "") as Draft;
      return Date.now() - at < FILES_KEPT_MS ? (JSON.parse(text) as AttachmentShape[]) : [];
    } catch {
      return [];
    }
  }

  writeFiles(conversation: string, files: AttachmentShape[]): void {
    this.write(conversation, "files", files.length ? JSON.stringify(files) : "");
  }

  /** A person's words do not stay on a device for ever: what is older than two weeks goes. */
  sweep(now = Date.now()): void {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(this.#prefix)) continue;
      try {
        const { at } = JSON.parse(localStorage.getItem(name) ?? "") as Draft;
        if (now - at < KEPT_MS) continue;
      } catch {
        // Unreadable is as good as old.
      }
      localStorage.removeItem(name);
    }
  }

  #name(conversation: string, mode: Mode | "files"): string {
    return `${this.#prefix}${conversation}:${mode}`;
  }
}
