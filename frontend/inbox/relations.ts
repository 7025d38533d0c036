// What belongs to the open conversation and what its fields say, and the verbs that put conversations together and apart.
import { type Signal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type {
  ConversationForAgent,
  FieldValueShape,
  LinkShape,
  MergedShape,
  OtherChoice,
  RelationsShape,
  TicketPage,
} from "../shared/types.gen.ts";
import { type Actions, reason } from "./actions.ts";
import type { Api } from "./api.ts";
import { useDesk } from "./desk.ts";
import type { Model } from "./model.ts";

export type LinkKind = LinkShape["kind"];

/** Whoever goes through the list with a key does not ask for all on the way. */
const REST_MS = 150;
const MOST = 100;

export const KINDS: readonly (readonly [LinkKind, string])[] = [
  ["related", "Related"],
  ["parent", "Parent"],
  ["child", "Child"],
  ["duplicate_of", "Duplicate of"],
  ["duplicated_by", "Duplicated by"],
];

export const nameOf = (other: { number: number | null; subject: string }) =>
  `${other.number === null ? "" : `#${other.number} `}${other.subject}`.trim() || "Conversation";

export class Relations {
  readonly #model: Model;
  readonly #api: Api;
  readonly #actions: Actions;
  readonly #known = new Map<string, Signal<TicketPage | "failed" | null>>();

  constructor(model: Model, api: Api, actions: Actions) {
    this.#model = model;
    this.#api = api;
    this.#actions = actions;
  }

  of(id: string): Signal<TicketPage | "failed" | null> {
    const found = this.#known.get(id);
    if (found) return found;
    if (this.#known.size >= MOST) this.#known.clear();
    const made = signal<TicketPage | "failed" | null>(null);
    this.#known.set(id, made);
    return made;
  }

  async ask(id: string): Promise<void> {
    const known = this.of(id);
    const found = await this.#api.call<TicketPage>("GET", `conversations/${id}/besides`).catch(() => null);
    known.value = found ?? known.value ?? "failed";
  }

  async choices(id: string, typed: string): Promise<OtherChoice[]> {
    const query = new URLSearchParams({ q: typed });
    return (await this.#api.call<{ items: OtherChoice[] }>("GET", `conversations/${id}/others?${query}`)).items;
  }

  /** Returns what was wrong, or nothing. */
  async link(row: ConversationForAgent, kind: LinkKind, other: OtherChoice): Promise<string> {
    try {
      const body = { kind, other_id: other.id };
      this.#put(row.id, { relations: await this.#api.call<RelationsShape>("POST", `conversations/${row.id}/links`, body) });
      this.#actions.say(`Linked with ${nameOf(other)}.`);
      return "";
    } catch (error) {
      return `Not linked: ${reason(error)}`;
    }
  }

  async unlink(row: ConversationForAgent, link: LinkShape): Promise<void> {
    await this.#tried(row.id, "The link was not taken away", async () => {
      await this.#api.call("DELETE", `links/${link.id}`);
      const again = () => void this.#tried(row.id, "Not linked", () => this.#api.call("POST", `conversations/${row.id}/links`, { kind: link.kind, other_id: link.other.id }));
      this.#actions.say(`No longer linked with ${nameOf(link.other)}.`, "said", { label: "Undo", run: again });
    });
  }

  async merge(row: ConversationForAgent, other: OtherChoice): Promise<string> {
    try {
      const made = await this.#api.call<MergedShape>("POST", `conversations/${row.id}/merge`, { into: other.id });
      await this.ask(row.id);
      this.#actions.say(`Merged into ${nameOf(other)}.`, "said", { label: "Undo", run: () => void this.unmerge(row.id, made) });
      return "";
    } catch (error) {
      return `Not merged: ${reason(error)}`;
    }
  }

  async unmerge(id: string, made: MergedShape): Promise<void> {
    await this.#tried(id, "The merge was not taken back", async () => {
      this.#actions.merge([await this.#api.call<ConversationForAgent>("POST", `conversation-merges/${made.id}/undo`)]);
      this.#actions.say("Taken back. It is on its own again.");
    });
  }

  /** Opens the new ticket. Returns what was wrong, or nothing. */
  async split(message: string, subject: string): Promise<string> {
    try {
      const made = await this.#api.call<ConversationForAgent>("POST", `messages/${message}/split`, { subject });
      this.#actions.merge([made]);
      this.#model.side.value = false;
      this.#actions.open(made.id);
      this.#actions.say(`This is ticket #${made.ticket!.number} now. Its first part stays where it was.`);
      return "";
    } catch (error) {
      return `Not split: ${reason(error)}`;
    }
  }

  /** Raises what the server refused. */
  async write(id: string, values: Record<string, unknown>): Promise<void> {
    const { items } = await this.#api.call<{ items: FieldValueShape[] }>("PATCH", `conversations/${id}/fields`, { values });
    this.#put(id, { fields: items });
  }

  #put(id: string, part: Partial<TicketPage>): void {
    const known = this.of(id);
    if (known.value && known.value !== "failed") known.value = { ...known.value, ...part };
    else void this.ask(id);
  }

  async #tried(id: string, sorry: string, act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.#actions.say(`${sorry}: ${reason(error)}`, "failed");
    }
    await this.ask(id);
  }
}

/** What belongs to a conversation; asked anew when anything but a message changed it. */
export function useRelations(row: ConversationForAgent): Signal<TicketPage | "failed" | null> {
  const { relations } = useDesk();
  const changes = row.version - row.last_seq;
  useEffect(() => {
    const timer = setTimeout(() => void relations.ask(row.id), REST_MS);
    return () => clearTimeout(timer);
  }, [relations, row.id, changes]);
  return relations.of(row.id);
}
