import type { Desk } from "./desk.ts";
import { type Action, actionFor } from "./keymap.ts";

/** What each key does. `open` and `send` are left to the element that has the focus when it wants them itself. */
export function doing(desk: Desk): Record<Action, () => void> {
  const { model, actions } = desk;
  const menu = (name: "assign" | "tags") => () => {
    if (model.openId.value) model.menu.value = name;
  };
  const compose = (mode: "reply" | "note") => () => {
    model.mode.value = mode;
    document.getElementById("composer")?.focus();
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
    assign: menu("assign"),
    tags: menu("tags"),
    solve: () => actions.solveOrReopen(),
    side: () => {
      model.side.value = !model.side.value;
    },
    viewMine: () => actions.show("mine"),
    viewUnassigned: () => actions.show("unassigned"),
    viewAll: () => actions.show("all"),
    help: () => {
      model.help.value = true;
    },
  };
}

/** One step back: out of the field, then out of the panel, then out of the conversation. */
function back({ model, actions }: Desk): void {
  const active = document.activeElement;
  if (model.menu.value) model.menu.value = null;
  else if (active instanceof HTMLElement && isField(active)) active.blur();
  else if (model.side.value) model.side.value = false;
  else if (model.found.value) void actions.search("");
  else actions.open(null);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

const usesEnter = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && /^(A|BUTTON|SUMMARY)$/.test(target.tagName);

export function listen(desk: Desk): void {
  const actions = doing(desk);
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
    const action = actionFor(event, isField(event.target));
    if (!action || (action === "open" && usesEnter(event.target))) return;
    event.preventDefault();
    actions[action]();
  });
}
