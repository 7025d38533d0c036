// One change for the rows that were picked, for the open conversation, or for the row under the cursor; and its undo.
import { signal } from "@preact/signals";
import type { BulkResult, ConversationForAgent, ItemResult, StatusShape, UndoItem } from "../shared/types.gen.ts";
import { type Actions, reason } from "./actions.ts";
import type { Api } from "./api.ts";
import { type Change, isChange, partOf } from "./change.ts";
import type { Model } from "./model.ts";

const AT_ONCE = 200;

export class Bulk {
  readonly #model: Model;
  readonly #api: Api;
  readonly #actions: Actions;
  /** What the last change left to take back. */
  readonly undoable = signal<UndoItem[]>([]);
  #from: string | null = null;

  constructor(model: Model, api: Api, actions: Actions) {
    this.#model = model;
    this.#api = api;
    this.#actions = actions;
  }

  // ---- picking

  toggle(id: string | null = this.#model.selected.value): void {
    if (!id) return;
    const picked = new Set(this.#model.picked.value);
    if (!picked.delete(id)) picked.add(id);
    this.#model.picked.value = picked;
    this.#from = id;
  }

  /** All from the row that was picked last to this one. */
  range(id: string | null = this.#model.selected.value): void {
    const rows = this.#model.rows.value.map((row) => row.id);
    const [a, b] = [rows.indexOf(this.#from ?? id ?? ""), rows.indexOf(id ?? "")];
    if (a < 0 || b < 0) return this.toggle(id);
    this.#model.picked.value = new Set([...this.#model.picked.value, ...rows.slice(Math.min(a, b), Math.max(a, b) + 1)]);
  }

  all(): void {
    this.#model.picked.value = new Set(this.#model.rows.value.map((row) => row.id));
  }

  none(): void {
    this.#model.picked.value = new Set();
  }

  /** What a change is about. */
  targets(): ConversationForAgent[] {
    const { picked, openId, selected, state } = this.#model;
    const one = openId.value ?? selected.value;
    const ids = picked.value.size ? [...picked.value] : one ? [one] : [];
    return ids.flatMap((id) => state.value.conversations[id] ?? []);
  }

  // ---- changing

  assign(member: { id: string; name: string } | null): Promise<void> {
    return this.run({ do: "assign", member_id: member?.id ?? null }, member ? `assigned to ${member.name}` : "given to nobody");
  }

  team(team: { id: string; name: string } | null): Promise<void> {
    return this.run({ do: "team", team_id: team?.id ?? null }, team ? `given to ${team.name}` : "taken from its team");
  }

  tag(name: string): Promise<void> {
    const all = this.targets().every((row) => row.tags.includes(name));
    if (!this.#model.tags.value.includes(name)) this.#model.tags.value = [...this.#model.tags.value, name].sort();
    return this.run(all ? { do: "untag", tags: [name] } : { do: "tag", tags: [name] }, all ? `without ${name}` : `tagged ${name}`);
  }

  priority(priority: ConversationForAgent["priority"]): Promise<void> {
    return this.run({ do: "priority", priority }, `of ${priority} priority`);
  }

  status(status: StatusShape): Promise<void> {
    return this.run({ do: "status", status_id: status.id }, `set to ${status.name}`);
  }

  snooze(until: string | null): Promise<void> {
    return this.run({ do: "snooze", until }, "asleep");
  }

  solveOrReopen(): Promise<void> {
    const solved = this.targets().every((row) => row.status.category === "solved");
    return this.run(solved ? { do: "reopen" } : { do: "solve" }, solved ? "open again" : "solved");
  }

  /** Shows the change at once, sends it, and offers to take it back. `done` ends the sentence. */
  async run(change: Change, done: string): Promise<void> {
    const rows = this.targets();
    const touched = rows.filter((row) => isChange(row, change, this.#model.first));
    if (!touched.length) return;
    this.none();
    for (const row of touched) this.#actions.patch(row, partOf(row, change, this.#model.first));
    try {
      const results: BulkResult = { items: [], undo: [] };
      for (let at = 0; at < touched.length; at += AT_ONCE) {
        const part = await this.#api.bulk(touched.slice(at, at + AT_ONCE).map((row) => row.id), change);
        results.items.push(...part.items);
        results.undo.push(...part.undo);
      }
      this.#report(touched, results, done);
    } catch (error) {
      for (const row of touched) this.#back(row);
      this.#actions.say(`This was not saved: ${reason(error)}`, "failed");
    }
  }

  async undo(): Promise<void> {
    const items = this.undoable.value;
    if (!items.length) return;
    this.undoable.value = [];
    try {
      const results: ItemResult[] = [];
      for (let at = 0; at < items.length; at += AT_ONCE) results.push(...(await this.#api.undo(items.slice(at, at + AT_ONCE))));
      const left = results.filter((one) => one.outcome !== "done");
      const kept = left.length === 1 ? "One was changed since and left as it is." : `${left.length} were changed since and left as they are.`;
      this.#actions.say(left.length ? kept : "Taken back.");
    } catch (error) {
      this.undoable.value = items;
      this.#actions.say(`This was not taken back: ${reason(error)}`, "failed");
    }
  }

  #report(rows: ConversationForAgent[], { items, undo }: BulkResult, done: string): void {
    const refused = items.filter((one) => one.outcome !== "done" && one.outcome !== "already_so");
    for (const one of refused) this.#back(rows.find((row) => row.id === one.id)!);
    const count = items.length - refused.length;
    this.undoable.value = undo;
    const act = undo.length ? { label: "Undo", run: () => void this.undo() } : undefined;
    const said = count === 1 ? done.charAt(0).toUpperCase() + done.slice(1) : `${count} conversations ${done}`;
    if (!refused.length) return this.#actions.say(`${said}.`, "said", act);
    this.#actions.say(`${count ? `${said}. ` : ""}${refused.length} left as they were: ${refused[0]!.detail}`, "failed", act);
  }

  /** The row as it was goes back, unless the server has meanwhile told of a newer one. */
  #back(row: ConversationForAgent): void {
    const now = this.#model.state.value.conversations[row.id];
    if (now?.version === row.version) this.#actions.patch(now, row);
  }
}
