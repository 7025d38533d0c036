import { ChevronDown, UserRound } from "lucide";
import type { ComponentChildren } from "preact";
import { Icon } from "../shared/Icon.tsx";
import type { ConversationForAgent } from "../shared/types.gen.ts";
import { AssignMenu } from "./AssignMenu.tsx";
import { may, useDesk } from "./desk.ts";
import { type Choice, Menu } from "./Menu.tsx";
import type { Model } from "./model.ts";
import { Person } from "./Person.tsx";

export interface Of {
  row: ConversationForAgent;
}

interface FieldProps {
  name: NonNullable<Model["menu"]["value"]>;
  label: string;
  allowed: boolean;
  children: ComponentChildren;
  menu: (close: () => void) => ComponentChildren;
  /** The header has the same menu: there it opens, here it only shows. */
  own?: boolean;
}

export function Field({ name, label, allowed, children, menu, own = true }: FieldProps) {
  const { model } = useDesk();
  const open = own && model.menu.value === name;
  const set = (value: typeof name | null) => {
    model.menu.value = value;
  };
  return (
    <div class="inbox-field">
      <span class="inbox-field__label" aria-hidden="true">
        {label}
      </span>
      <span class="inbox-menu__place">
        <button
          type="button"
          class="inbox-field__value"
          disabled={!allowed}
          aria-haspopup="listbox"
          aria-expanded={open}
          onClick={() => set(open ? null : name)}
        >
          <span class="hidden">{label}: </span>
          {children}
          <Icon of={ChevronDown} />
        </button>
        {open && menu(() => set(null))}
      </span>
    </div>
  );
}

export function StatusField({ row }: Of) {
  const { model, bulk } = useDesk();
  const { statuses } = model.first;
  const choices: Choice[] = statuses.map((status) => ({
    id: status.id,
    label: status.name,
    chosen: status.id === row.status.id,
    before: <i class={`dot dot--${status.category}`} />,
  }));
  const choose = (id: string) => {
    const status = statuses.find((one) => one.id === id);
    if (!status) return;
    if (status.category === "snoozed") model.palette.value = "snooze";
    else void bulk.status(status);
  };
  return (
    <Field
      name="status"
      label="Status"
      allowed={may(model, "conversation.status")}
      menu={(close) => <Menu label="Set status" choices={choices} onChoose={choose} onClose={close} />}
    >
      <i class={`dot dot--${row.status.category}`} />
      {row.status.name}
    </Field>
  );
}

export function AssignField({ row }: Of) {
  const { model } = useDesk();
  return (
    <Field
      name="assign"
      label="Assignee"
      own={false}
      allowed={may(model, "conversation.assign")}
      menu={() => <AssignMenu row={row} />}
    >
      {row.assignee ? <Person name={row.assignee.name} me={row.assignee.id === model.first.me.id} /> : <Icon of={UserRound} />}
      {row.assignee?.name ?? "Nobody"}
    </Field>
  );
}

const PRIORITIES = ["urgent", "high", "normal", "low"] as const;

export function PriorityField({ row }: Of) {
  const { model, bulk } = useDesk();
  const choices = PRIORITIES.map((id) => ({ id, label: capital(id), chosen: id === row.priority }));
  return (
    <Field
      name="priority"
      label="Priority"
      allowed={may(model, "conversation.tag")}
      menu={(close) => (
        <Menu
          label="Set priority"
          choices={choices}
          onChoose={(id) => void bulk.priority(id as ConversationForAgent["priority"])}
          onClose={close}
        />
      )}
    >
      {capital(row.priority)}
    </Field>
  );
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
