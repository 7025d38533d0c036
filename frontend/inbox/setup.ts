// The workspace's own lists (people, states, teams, tags, views): asked for anew when somebody has changed them.
import type { AgentState } from "../shared/state.ts";
import type { ConversationForAgent, FirstPaint, MessageForAgent } from "../shared/types.gen.ts";
import { listOf } from "../shared/views.ts";
import type { Actions } from "./actions.ts";
import type { Api } from "./api.ts";
import type { Live } from "./live.ts";
import type { Model } from "./model.ts";

type Lists = Pick<FirstPaint, "members" | "statuses" | "inboxes" | "teams" | "tags" | "ticket_types" | "choice_fields" | "workspace">;
export type Me = FirstPaint["me"] & Lists;

const SOON_MS = 50;
/** All open inboxes hear of it at once, and need not all ask at once. */
const SPREAD_MS = 400;
const AGAIN_MS = 5_000;

export class Setup {
  readonly #model: Model;
  readonly #api: Api;
  readonly #actions: Actions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor(model: Model, api: Api, actions: Actions, live: Live) {
    this.#model = model;
    this.#api = api;
    this.#actions = actions;
    live.onSetup = () => this.#ask(SOON_MS + Math.random() * SPREAD_MS);
  }

  #ask(after: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#fetch();
    }, after);
  }

  async #fetch(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const [me, views] = await Promise.all([this.#api.me(), this.#api.views()]);
      if (turn !== this.#turn) return;
      this.#model.views.value = views.items;
      this.#put(me);
    } catch {
      this.#ask(AGAIN_MS);
    }
  }

  #put({ id, name, role, can, notify, members, statuses, inboxes, teams, tags, ticket_types, choice_fields, workspace }: Me): void {
    const model = this.#model;
    const before = model.first.tags;
    model.first = { ...model.first, me: { id, name, role, can, notify }, members, statuses, inboxes, teams, tags, ticket_types, choice_fields, workspace };
    model.tags.value = tags.map((tag) => tag.name);
    model.state.value = renamed(model.state.value, model.first);
    const tag = model.filter.value.tag;
    const shown = before.find((one) => one.name === tag);
    if (!shown) return;
    const now = tags.find((one) => one.id === shown.id);
    if (!now) {
      this.#actions.say(`There is no tag ${shown.name} any more.`);
      this.#actions.show(listOf("all"));
    } else if (now.name !== shown.name) this.#actions.show({ ...model.filter.value, tag: now.name });
  }
}

type Named = { id: string | null; name: string };

/** The state with the names that people and statuses have now; what is named rightly already is not touched. */
export function renamed(state: AgentState, { members, statuses }: Pick<FirstPaint, "members" | "statuses">): AgentState {
  const names = new Map(members.map((one) => [one.id, one.name]));
  const named = <T extends Named>(one: T): T => {
    const name = one.id ? (names.get(one.id) ?? one.name) : one.name;
    return name === one.name ? one : { ...one, name };
  };
  const row = (old: ConversationForAgent): ConversationForAgent => {
    const assignee = old.assignee && named(old.assignee);
    const now = statuses.find((one) => one.id === old.status.id);
    const same = !now || (now.name === old.status.name && now.public_label === old.status.public_label);
    return assignee === old.assignee && same ? old : { ...old, assignee, status: same ? old.status : now };
  };
  const message = (old: MessageForAgent): MessageForAgent => {
    const author = old.author.kind === "member" ? named(old.author) : old.author;
    return author === old.author ? old : { ...old, author };
  };
  return {
    ...state,
    conversations: each(state.conversations, row),
    messages: each(state.messages, (thread) => each(thread, message)),
  };
}

function each<T>(all: Readonly<Record<string, T>>, change: (one: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(all).map(([key, one]) => [key, change(one)]));
}
