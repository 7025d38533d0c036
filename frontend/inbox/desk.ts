// Puts the parts together once, and hands them to the components.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { Files } from "../shared/files.ts";
import type { FirstPaint } from "../shared/types.gen.ts";
import { upload } from "../shared/upload.ts";
import { Actions } from "./actions.ts";
import { Api } from "./api.ts";
import { Bulk } from "./bulk.ts";
import { Drafts } from "./drafts.ts";
import { Live } from "./live.ts";
import { makeModel, type Model } from "./model.ts";
import { Notifier } from "./notify.ts";
import { Outbox } from "./outbox.ts";

export interface Desk {
  model: Model;
  api: Api;
  live: Live;
  actions: Actions;
  bulk: Bulk;
  notifier: Notifier;
  outbox: Outbox;
  drafts: Drafts;
  /** A list of files on their way up, for one composer. */
  files: (conversation: string, onChange: () => void) => Files;
}

export function makeDesk(first: FirstPaint): Desk {
  const model = makeModel(first);
  const api = new Api(first);
  const live = new Live(model, api);
  const outbox = new Outbox(model, api, live);
  const drafts = new Drafts(first.workspace.slug, first.me.id);
  const files = (conversation: string, onChange: () => void) =>
    new Files(
      (file, progress, signal) => upload(api.uploadTo(conversation), file, progress, signal),
      first.limits.file,
      [],
      onChange,
    );
  const actions = new Actions(model, api, live);
  const notifier = new Notifier(model, (id) => actions.open(id));
  live.onEvent = (event, before) => notifier.heard(event, before);
  return { model, api, live, outbox, drafts, files, actions, notifier, bulk: new Bulk(model, api, actions) };
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  return useContext(DeskContext)!;
}

export function may(model: Model, what: string): boolean {
  return model.first.me.can.includes(what);
}
