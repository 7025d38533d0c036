import { listOf, nextSort, type View } from "../shared/views.ts";
import { type Desk, may } from "./desk.ts";
import { type Action, actionFor, FIRST } from "./keymap.ts";
import { askTime } from "./later.ts";
import { letterOpen } from "./mail.ts";
import type { PalettePage } from "./model.ts";

const SECOND_MS = 1_500;

/** What each key does. `open` and `send` are left to the element that has the focus when it wants them itself. */
export function doing(desk: Desk): Record<Action, () => void> {
  const { model, actions, bulk } = desk;
  const page = (name: PalettePage) => () => {
    if (name === "lists" || bulk.targets().length) model.palette.value = name;
  };
  const about = (name: "link" | "merge") => () => {
    if (model.open.value) model.palette.value = name;
  };
  const menu = (name: "assign" | "tags") => () => {
    if (model.openId.value && !model.picked.value.size) model.menu.value = name;
    else page(name)();
  };
  const compose = (mode: "reply" | "note") => () => {
    model.mode.value = mode;
    document.getElementById("composer")?.focus();
  };
  const view = (name: View) => () => actions.show(listOf(name, { sort: model.filter.value.sort }));
  const go = (key: string) => () => {
    const found = model.first.pages.find((one) => one.key === key);
    if (found) location.assign(found.url);
  };
  return {
    next: () => actions.move(1),
    previous: () => actions.move(-1),
    open: () => actions.open(model.selected.value),
    back: () => back(desk),
    search: () => document.getElementById("search")?.focus(),
    reply: compose("reply"),
    note: compose("note"),
    send: () => document.querySelector<HTMLFormElement>(".inbox-composer")?.requestSubmit(),
    later: () => askTime(desk),
    letter: () => {
      if (model.open.value?.channel === "mail") letterOpen.value = !letterOpen.value;
    },
    assign: menu("assign"),
    tags: menu("tags"),
    snooze: page("snooze"),
    solve: () => void bulk.solveOrReopen(),
    undo: () => (model.held.value.length ? desk.takeBack() : void bulk.undo()),
    pick: () => bulk.toggle(),
    pickTo: () => bulk.range(),
    pickAll: () => bulk.all(),
    ticket: () => void desk.tickets.make(),
    macros: page("macros"),
    new: () => {
      if (may(model, "conversation.start")) model.palette.value = "new";
    },
    link: about("link"),
    merge: about("merge"),
    follow: () => void desk.tickets.follow(),
    side: () => {
      model.side.value = !model.side.value;
    },
    viewMine: view("mine"),
    viewUnassigned: view("unassigned"),
    viewMentions: view("mentions"),
    viewAll: view("all"),
    lists: page("lists"),
    sort: () => actions.show({ ...model.filter.value, sort: nextSort(model.filter.value.sort) }),
    goInbox: go("i"),
    goContacts: go("c"),
    goPrivacy: go("p"),
    goSettings: go("s"),
    palette: () => {
      model.palette.value = "all";
    },
    help: () => {
      model.help.value = true;
    },
  };
}

/** Pages that are not there, or not for this role, have no key. */
export function isThere(desk: Pick<Desk, "model">, action: Action): boolean {
  const key = { goInbox: "i", goContacts: "c", goPrivacy: "p", goSettings: "s" }[action as string];
  return !key || desk.model.first.pages.some((page) => page.key === key);
}

/** One step back: out of the field, then out of what was picked, then out of the panel, then out of the conversation. */
function back({ model, actions, bulk }: Desk): void {
  const active = document.activeElement;
  if (model.menu.value) model.menu.value = null;
  else if (active instanceof HTMLElement && isField(active)) active.blur();
  else if (model.picked.value.size) bulk.none();
  else if (model.side.value) model.side.value = false;
  else if (model.found.value) void actions.search("");
  else actions.open(null);
}

function isField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement && target.type === "checkbox") return false;
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

const usesEnter = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && /^(A|BUTTON|SUMMARY)$/.test(target.tagName);

export function listen(desk: Desk): void {
  const actions = doing(desk);
  let first = "";
  let firstAt = 0;
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
    const before = event.timeStamp - firstAt < SECOND_MS ? first : "";
    const inField = isField(event.target);
    const action = actionFor(event, inField, before);
    const bare = !event.ctrlKey && !event.metaKey && !event.altKey && !inField;
    first = !before && bare && FIRST.has(event.key) ? event.key : "";
    firstAt = event.timeStamp;
    if (!action || !isThere(desk, action) || (action === "open" && usesEnter(event.target))) return;
    event.preventDefault();
    actions[action]();
  });
}
