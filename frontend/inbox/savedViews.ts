// Lists under a name: kept, renamed, shared, forgotten.
import { Bookmark, Pencil, Share2, Trash2 } from "lucide";
import type { SavedViewShape } from "../shared/types.gen.ts";
import { listOf, sameList } from "../shared/views.ts";
import { reason } from "./actions.ts";
import type { Command } from "./command.ts";
import { type Desk, may } from "./desk.ts";

/** The saved view that is shown, if the list is one. */
export function shownView({ model }: Pick<Desk, "model">): SavedViewShape | undefined {
  return model.views.value.find((view) => sameList(view.filter, model.filter.value));
}

/** Whether a list says more than its first word: then it is worth a name, and can be made wide again. */
export function isNarrow({ model }: Pick<Desk, "model">): boolean {
  const { view, status } = model.filter.value;
  return view === "followed" || !sameList(model.filter.value, listOf(view, { status, sort: model.filter.value.sort }));
}

function put({ model }: Desk, view: SavedViewShape): void {
  const others = model.views.value.filter((one) => one.id !== view.id);
  model.views.value = [...others, view].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Returns what went wrong, if anything. */
export async function saveView(desk: Desk, name: string): Promise<string> {
  const known = shownView(desk);
  try {
    const kept = known ? await desk.api.changeView(known.id, { name }) : await desk.api.saveView(name, desk.model.filter.value);
    put(desk, kept);
    desk.actions.say(known ? `Renamed to ${kept.name}.` : `${kept.name} is kept among your views.`);
    return "";
  } catch (error) {
    return reason(error);
  }
}

async function share(desk: Desk, view: SavedViewShape): Promise<void> {
  try {
    put(desk, await desk.api.changeView(view.id, { shared: !view.shared }));
    desk.actions.say(view.shared ? "Only you see this view now." : "Everybody in the workspace sees this view now.");
  } catch (error) {
    desk.actions.say(`This was not changed: ${reason(error)}`, "failed");
  }
}

async function forget(desk: Desk, view: SavedViewShape): Promise<void> {
  const { api, actions, model } = desk;
  try {
    await api.deleteView(view.id);
    model.views.value = model.views.value.filter((one) => one.id !== view.id);
    const again = async () => {
      try {
        put(desk, await api.saveView(view.name, view.filter));
        actions.say(`${view.name} is back.`);
      } catch (error) {
        actions.say(`It could not be brought back: ${reason(error)}`, "failed");
      }
    };
    actions.say(`${view.name} was deleted. Its conversations stay.`, "said", { label: "Undo", run: () => void again() });
  } catch (error) {
    actions.say(`This was not deleted: ${reason(error)}`, "failed");
  }
}

/** What can be done with the view that is shown. */
export function viewCommands(desk: Desk): Command[] {
  const { model } = desk;
  const view = shownView(desk);
  const name = () => {
    model.palette.value = "name";
  };
  if (!view) return [{ id: "view-save", group: "This list", label: "Save as a view", icon: Bookmark, leads: true, run: name }];
  const runs = view.shared && may(model, "workspace.manage");
  if (view.owner !== model.first.me.id && !runs) return [];
  return [
    { id: "view-rename", group: view.name, label: "Rename", icon: Pencil, leads: true, run: name },
    ...(may(model, "view.share")
      ? [{ id: "view-share", group: view.name, label: view.shared ? "Stop sharing" : "Share with everybody", icon: Share2, run: () => void share(desk, view) }]
      : []),
    { id: "view-delete", group: view.name, label: "Delete", icon: Trash2, run: () => void forget(desk, view) },
  ];
}
