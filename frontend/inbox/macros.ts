// Macros: fetched when they are first asked for, shown before they are applied, and taken back.
import { signal } from "@preact/signals";
import type { BulkResult, ConversationForAgent, MacroPreview, MacroShape } from "../shared/types.gen.ts";
import { type Actions, reason } from "./actions.ts";
import type { Api } from "./api.ts";
import type { Bulk } from "./bulk.ts";

export class Macros {
  readonly #api: Api;
  readonly #actions: Actions;
  readonly #bulk: Bulk;
  readonly all = signal<MacroShape[] | "failed" | null>(null);
  /** The one whose effect is shown. */
  readonly chosen = signal<MacroShape | null>(null);

  constructor(api: Api, actions: Actions, bulk: Bulk) {
    this.#api = api;
    this.#actions = actions;
    this.#bulk = bulk;
  }

  async fetch(): Promise<void> {
    try {
      this.all.value = (await this.#api.call<{ items: MacroShape[] }>("GET", "macros")).items;
    } catch {
      this.all.value ??= "failed";
    }
  }

  preview(macro: MacroShape, row: ConversationForAgent): Promise<MacroPreview> {
    return this.#api.call("GET", `macros/${macro.id}/preview?conversation=${row.id}`);
  }

  /** Returns what was wrong, or nothing. */
  async apply(macro: MacroShape, rows: ConversationForAgent[]): Promise<string> {
    try {
      const done = await this.#api.call<BulkResult>("POST", `macros/${macro.id}/apply`, { ids: rows.map((row) => row.id) });
      this.#bulk.none();
      this.#bulk.undoable.value = done.undo;
      const refused = done.items.filter((one) => one.outcome !== "done");
      if (refused.length === rows.length) return refused[0]!.detail;
      const act = done.undo.length ? { label: "Undo", run: () => void this.#bulk.undo() } : undefined;
      const left = refused.length ? ` ${refused.length} left as they were: ${refused[0]!.detail}` : "";
      const count = rows.length - refused.length;
      this.#actions.say(`${macro.name}: done${count > 1 ? ` for ${count} conversations` : ""}.${left}`, left ? "failed" : "said", act);
      return "";
    } catch (error) {
      return `Not applied: ${reason(error)}`;
    }
  }
}
