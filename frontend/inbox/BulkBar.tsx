import { AlarmClock, Check, CheckCheck, RotateCcw, Tag, UserPlus, X } from "lucide";
import { Icon, type IconNode } from "../shared/Icon.tsx";
import { may, useDesk } from "./desk.ts";
import { type Action, titleOf } from "./keymap.ts";
import { doing } from "./keys.ts";

/** What can be done with the rows that were picked; it stands where the lists' names stood. */
export function BulkBar() {
  const desk = useDesk();
  const { model, bulk } = desk;
  const act = doing(desk);
  const count = model.picked.value.size;
  const solved = bulk.targets().every((row) => row.status.category === "solved");
  const tool = (action: Action, label: string, icon: IconNode, right: string) =>
    may(model, right) && (
      <button type="button" class="tool" title={titleOf(action)} aria-label={label} onClick={act[action]}>
        <Icon of={icon} />
      </button>
    );
  return (
    <div class="inbox-bulk" role="toolbar" aria-label="Selected conversations">
      <button type="button" class="tool" title="Clear the selection (Esc)" aria-label="Clear the selection" onClick={() => bulk.none()}>
        <Icon of={X} />
      </button>
      <span class="inbox-bulk__count" role="status">
        {count} selected
      </span>
      <button type="button" class="tool" title={titleOf("pickAll")} aria-label="Select all" onClick={() => bulk.all()}>
        <Icon of={CheckCheck} />
      </button>
      <span class="inbox-bulk__space" />
      {tool("assign", "Assign", UserPlus, "conversation.assign")}
      {tool("tags", "Tags", Tag, "conversation.tag")}
      {tool("snooze", "Snooze", AlarmClock, "conversation.status")}
      {tool("solve", solved ? "Reopen" : "Solve", solved ? RotateCcw : Check, "conversation.status")}
    </div>
  );
}
