// The files of one composer: what is up already outlives a reload, like the text beside it.
import { Files, type Send } from "../shared/files.ts";
import type { Drafts } from "./drafts.ts";

export class DraftFiles extends Files {
  readonly #drafts: Drafts;
  readonly #conversation: string;

  constructor(drafts: Drafts, conversation: string, send: Send, limit: number, onChange: () => void) {
    super(send, limit, [], () => {
      drafts.writeFiles(
        conversation,
        this.items.flatMap((item) => (item.done ? [item.done] : [])),
      );
      onChange();
    });
    this.#drafts = drafts;
    this.#conversation = conversation;
    this.restore();
  }

  /** Takes in what the drafts hold and this list does not. */
  restore(): void {
    const known = new Set(this.items.map((item) => item.done?.id));
    const kept = this.#drafts.readFiles(this.#conversation).filter((file) => !known.has(file.id));
    const risen = kept.map((done) => ({ key: done.id, name: done.name, size: done.size, share: 1, done, code: "" }));
    this.items = [...risen, ...this.items];
  }
}
