// What makes a conversation a ticket, and what a ticket has besides.
import type { ConversationForAgent, TicketTypeShape } from "../shared/types.gen.ts";
import type { Actions } from "./actions.ts";
import type { Bulk } from "./bulk.ts";
import type { Model } from "./model.ts";

export class Tickets {
  readonly #model: Model;
  readonly #actions: Actions;
  readonly #bulk: Bulk;

  constructor(model: Model, actions: Actions, bulk: Bulk) {
    this.#model = model;
    this.#actions = actions;
    this.#bulk = bulk;
  }

  /** Gives the picked conversations, or the open one, a number each. */
  async make(rows = this.#bulk.targets()): Promise<void> {
    const fresh = rows.filter((row) => !row.ticket);
    if (!fresh.length) {
      const [row] = rows;
      if (row?.ticket) this.#actions.say(`This is ticket #${row.ticket.number} already.`);
      return;
    }
    this.#bulk.none();
    const made = (await Promise.all(fresh.map((row) => this.#actions.change(row, {}, "POST", "ticket")))).filter((row) => row !== null);
    const numbers = made.flatMap((row) => (row.ticket ? [`#${row.ticket.number}`] : []));
    if (numbers.length === 1) this.#actions.say(`This is ticket ${numbers[0]} now.`);
    else if (numbers.length) this.#actions.say(`Made the tickets ${numbers.join(", ")}.`);
  }

  async type(type: TicketTypeShape | null, rows = this.#bulk.targets()): Promise<void> {
    const other = rows.filter((row) => row.ticket && (row.ticket.type?.id ?? null) !== (type?.id ?? null));
    const body = { type_id: type?.id ?? null };
    await Promise.all(other.map((row) => this.#actions.change(row, { ticket: { ...row.ticket!, type } }, "PUT", "type", body)));
  }

  async subject(row: ConversationForAgent, subject: string): Promise<void> {
    if (subject.trim() !== row.subject) await this.#actions.change(row, { subject: subject.trim() }, "PUT", "subject", { subject });
  }

  async followers(row: ConversationForAgent, followers: string[]): Promise<void> {
    await this.#actions.change(row, { followers }, "PUT", "followers", { members: followers });
  }

  /** The member who is here follows what they did not follow, and the other way round. */
  async follow(rows = this.#bulk.targets()): Promise<void> {
    const { id } = this.#model.first.me;
    const all = rows.every((row) => row.followers.includes(id));
    const others = rows.filter((row) => row.followers.includes(id) === all);
    await Promise.all(
      others.map((row) => this.followers(row, all ? row.followers.filter((one) => one !== id) : [...row.followers, id])),
    );
    if (others.length) this.#actions.say(all ? "You no longer follow this." : "You follow this now. Find it under More lists, Followed.");
  }
}
