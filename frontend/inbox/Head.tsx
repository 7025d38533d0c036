import { AlarmClock, Check, PanelRight, RotateCcw, UserPlus, Zap } from "lucide";
import { Icon } from "../shared/Icon.tsx";
import type { ConversationForAgent } from "../shared/types.gen.ts";
import { AssignMenu } from "./AssignMenu.tsx";
import { Back } from "./Back.tsx";
import { may, useDesk } from "./desk.ts";
import { Due } from "./Due.tsx";
import { keyLabel, titleOf } from "./keymap.ts";
import { Person } from "./Person.tsx";
import { CHANNEL } from "./Row.tsx";

function Looking({ row }: { row: ConversationForAgent }) {
  const { model } = useDesk();
  const { me, members } = model.first;
  const here = (model.looking.value[row.id] ?? []).filter((id) => id !== me.id);
  const names = members.filter((member) => here.includes(member.id)).map((member) => member.name);
  if (!names.length) return null;
  return (
    <span class="inbox-looking" role="status">
      <span class="hidden">Also looking: </span>
      {names.map((name) => (
        <Person key={name} name={name} online />
      ))}
    </span>
  );
}

function Solve({ row }: { row: ConversationForAgent }) {
  const { model, bulk } = useDesk();
  if (!may(model, "conversation.status")) return null;
  const solved = row.status.category === "solved";
  return (
    <button type="button" class="button" title={titleOf("solve")} onClick={() => void bulk.solveOrReopen()}>
      <Icon of={solved ? RotateCcw : Check} />
      <span class="wide">{solved ? "Reopen" : "Solve"}</span>
      <kbd aria-hidden="true">{keyLabel("solve")}</kbd>
    </button>
  );
}

function Snooze() {
  const { model } = useDesk();
  if (!may(model, "conversation.status")) return null;
  return (
    <button
      type="button"
      class="tool"
      title={titleOf("snooze")}
      aria-label="Snooze"
      onClick={() => {
        model.palette.value = "snooze";
      }}
    >
      <Icon of={AlarmClock} />
    </button>
  );
}

function Macros() {
  const { model } = useDesk();
  if (!may(model, "conversation.tag")) return null;
  return (
    <button
      type="button"
      class="tool"
      title={titleOf("macros")}
      aria-label="Macros"
      onClick={() => {
        model.palette.value = "macros";
      }}
    >
      <Icon of={Zap} />
    </button>
  );
}

function Assign({ row }: { row: ConversationForAgent }) {
  const { model } = useDesk();
  if (!may(model, "conversation.assign")) return null;
  const open = model.menu.value === "assign";
  return (
    <span class="inbox-menu__place">
      <button
        type="button"
        class="button"
        title={titleOf("assign")}
        aria-haspopup="listbox"
        aria-expanded={open}
        onClick={() => {
          model.menu.value = open ? null : "assign";
        }}
      >
        {row.assignee ? <Person name={row.assignee.name} me={row.assignee.id === model.first.me.id} /> : <Icon of={UserPlus} />}
        <span class="wide">{row.assignee ? row.assignee.name.split(" ")[0] : "Assign"}</span>
        <kbd aria-hidden="true">{keyLabel("assign")}</kbd>
      </button>
      {open && <AssignMenu row={row} />}
    </span>
  );
}

export function Head({ row }: { row: ConversationForAgent }) {
  const { model } = useDesk();
  const [icon, channel] = CHANNEL[row.channel];
  return (
    <header class="inbox-head">
      <Back />
      <div class="inbox-head__who">
        <h2 dir="auto">{row.subject || row.contact.name || "Visitor"}</h2>
        <p>
          <Icon of={icon} />
          {channel}
          {row.ticket && ` · #${row.ticket.number}`}
          <Due ticket={row.ticket} />
          {row.subject ? ` · ${row.contact.name}` : ""} · {row.status.name}
        </p>
      </div>
      <Looking row={row} />
      <Assign row={row} />
      <Macros />
      <Snooze />
      <Solve row={row} />
      <button
        type="button"
        class="tool inbox-head__side"
        title={titleOf("side")}
        aria-label="Details"
        aria-expanded={model.side.value}
        onClick={() => {
          model.side.value = !model.side.value;
        }}
      >
        <Icon of={PanelRight} />
      </button>
    </header>
  );
}
