import { Ticket } from "lucide";
import { useState } from "preact/hooks";
import { Icon } from "../shared/Icon.tsx";
import { may, useDesk } from "./desk.ts";
import { Due } from "./Due.tsx";
import { Field, type Of } from "./Fields.tsx";
import { keyLabel, titleOf } from "./keymap.ts";
import { Menu } from "./Menu.tsx";
import { Person } from "./Person.tsx";

function TypeField({ row }: Of) {
  const { model, tickets } = useDesk();
  const { ticket_types } = model.first;
  const now = row.ticket?.type?.id ?? "";
  const choices = [{ id: "", label: "No type" }, ...ticket_types].map(({ id, ...one }) => ({ id, label: "name" in one ? one.name : one.label, chosen: id === now }));
  return (
    <Field
      name="type"
      label="Type"
      allowed={may(model, "conversation.tag") && ticket_types.length > 0}
      menu={(close) => (
        <Menu
          label="Set type"
          choices={choices}
          onChoose={(id) => void tickets.type(ticket_types.find((one) => one.id === id) ?? null, [row])}
          onClose={close}
        />
      )}
    >
      {row.ticket?.type?.name ?? "None"}
    </Field>
  );
}

export function FollowersField({ row }: Of) {
  const { model, tickets } = useDesk();
  const { members, me } = model.first;
  const names = members.filter((one) => row.followers.includes(one.id));
  const toggle = (id: string) =>
    void tickets.followers(row, row.followers.includes(id) ? row.followers.filter((one) => one !== id) : [...row.followers, id]);
  const choices = members.map((one) => ({ id: one.id, label: one.name, chosen: row.followers.includes(one.id), before: <Person name={one.name} me={one.id === me.id} /> }));
  return (
    <Field
      name="followers"
      label="Followers"
      allowed={may(model, "conversation.tag")}
      menu={(close) => <Menu label="Add or remove followers" choices={choices} onChoose={toggle} onClose={close} many />}
    >
      {names.length > 2 && names.map((one) => <Person key={one.id} name={one.name} me={one.id === me.id} />)}
      {names.length ? names.length < 3 && names.map((one) => one.name).join(", ") : "Nobody"}
      {names.length > 2 && <span class="hidden">{names.map((one) => one.name).join(", ")}</span>}
    </Field>
  );
}

/** In one line, which the contact reads too. Enter keeps it, Escape leaves it as it was. */
function SubjectField({ row }: Of) {
  const { model, tickets } = useDesk();
  const [typed, setTyped] = useState(row.subject);
  const keep = () => {
    void tickets.subject(row, typed);
  };
  return (
    <label class="inbox-field">
      <span class="inbox-field__label">Subject</span>
      <input
        class="inbox-field__text"
        value={typed}
        dir="auto"
        maxLength={200}
        placeholder="None"
        disabled={!may(model, "conversation.tag")}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
          if (event.key !== "Escape") return;
          event.stopPropagation();
          setTyped(row.subject);
        }}
      />
    </label>
  );
}

/** What a ticket has besides; of what is none, how to make it one. */
export function TicketFields({ row }: Of) {
  const { model, tickets } = useDesk();
  if (!row.ticket) {
    if (!may(model, "conversation.tag")) return null;
    return (
      <button type="button" class="button inbox-ticket__make" title={titleOf("ticket")} onClick={() => void tickets.make([row])}>
        <Icon of={Ticket} />
        Make it a ticket
        <kbd aria-hidden="true">{keyLabel("ticket")}</kbd>
      </button>
    );
  }
  return (
    <>
      <SubjectField key={`${row.id}:${row.subject}`} row={row} />
      <TypeField row={row} />
      {row.ticket.due_at && (
        <div class="inbox-field">
          <span class="inbox-field__label">Due</span>
          <span class="inbox-field__fact">
            <Due ticket={row.ticket} what />
          </span>
        </div>
      )}
    </>
  );
}
