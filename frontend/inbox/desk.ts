// Puts the parts together once, and hands them to the components.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { FirstPaint } from "../shared/types.gen.ts";
import { upload } from "../shared/upload.ts";
import { Actions } from "./actions.ts";
import { Api } from "./api.ts";
import { Bulk } from "./bulk.ts";
import { DraftFiles } from "./draftFiles.ts";
import { Drafts, type Mode } from "./drafts.ts";
import { Live } from "./live.ts";
import { makeModel, type Model } from "./model.ts";
import { Notifier } from "./notify.ts";
import { Outbox } from "./outbox.ts";
import { Tickets } from "./tickets.ts";
import { Macros } from "./macros.ts";
import { Relations } from "./relations.ts";
import { Setup } from "./setup.ts";

export interface Desk {
  model: Model;
  api: Api;
  live: Live;
  actions: Actions;
  bulk: Bulk;
  tickets: Tickets;
  relations: Relations;
  macros: Macros;
  notifier: Notifier;
  outbox: Outbox;
  drafts: Drafts;
  /** Takes back what has not gone out, and puts it into its composer. */
  takeBack: (clientId?: string) => void;
  /** A list of files on their way up, for one composer. */
  files: (conversation: string, onChange: () => void) => DraftFiles;
}

export function makeDesk(first: FirstPaint): Desk {
  const model = makeModel(first);
  const api = new Api(first);
  const live = new Live(model, api);
  const outbox = new Outbox(model, api, live);
  const drafts = new Drafts(first.workspace.slug, first.me.id);
  const files = (conversation: string, onChange: () => void) =>
    new DraftFiles(
      drafts,
      conversation,
      (file, progress, signal) => upload(api.uploadTo(conversation), file, progress, signal),
      first.limits.file,
      onChange,
    );
  const takeBack = (clientId?: string) => {
    const entry = outbox.undo(clientId);
    if (!entry) return;
    const mode: Mode = entry.note ? "note" : "reply";
    const begun = drafts.read(entry.conversation, mode);
    drafts.write(entry.conversation, mode, [entry.body, begun].filter(Boolean).join("\n\n"));
    drafts.writeFiles(entry.conversation, [...entry.attachments, ...drafts.readFiles(entry.conversation)]);
    if (model.openId.value === entry.conversation) model.mode.value = mode;
    model.restored.value += 1;
  };
  const actions = new Actions(model, api, live);
  new Setup(model, api, actions, live);
  const notifier = new Notifier(model, api, (id) => actions.open(id));
  live.onEvent = (event, before) => notifier.heard(event, before);
  live.onErased = (id) => {
    for (const mode of ["reply", "note"] as const) drafts.write(id, mode, "");
    drafts.writeFiles(id, []);
    if (model.openId.value !== id) return;
    actions.open(null);
    model.notice.value = { text: "This conversation was erased.", kind: "said" };
  };
  const bulk = new Bulk(model, api, actions);
  const tickets = new Tickets(model, actions, bulk);
  const relations = new Relations(model, api, actions);
  return { model, api, live, outbox, drafts, files, takeBack, actions, notifier, bulk, tickets, relations, macros: new Macros(api, actions, bulk) };
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  return useContext(DeskContext)!;
}

export function may(model: Model, what: string): boolean {
  return model.first.me.can.includes(what);
}
