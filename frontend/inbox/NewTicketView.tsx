import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ContactShape } from "../shared/types.gen.ts";
import { reason } from "./actions.ts";
import { useDesk } from "./desk.ts";
import { blank, knownBy, missing, type NewTicket, send } from "./newTicket.ts";

type Put = (part: Partial<NewTicket>) => void;

/** The contact of the open conversation, somebody who is known by an address, or somebody new. */
function Who({ ticket, put }: { ticket: NewTicket; put: Put }) {
  const desk = useDesk();
  const open = desk.model.open.value?.contact;
  const [known, setKnown] = useState<ContactShape[]>([]);
  const chosen = ticket.contact === open?.id ? open : known.find((one) => one.id === ticket.contact);
  const first = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (!ticket.contact) first.current?.focus();
  }, [ticket.contact]);
  const look = async () => setKnown(ticket.email.includes("@") ? await knownBy(desk, ticket.email.trim()).catch(() => []) : []);
  if (chosen) {
    return (
      <p class="inbox-new__who">
        <span class="inbox-new__label">For</span>
        <b dir="auto">{chosen.name || "Visitor"}</b>
        <button type="button" class="link" onClick={() => put({ contact: null })}>
          Somebody else
        </button>
      </p>
    );
  }
  return (
    <>
      <label class="inbox-new__field">
        <span class="inbox-new__label">Address</span>
        <input ref={first} class="inbox-palette__field" type="email" maxLength={254} autocomplete="off" value={ticket.email} onInput={(event) => put({ email: event.currentTarget.value })} onBlur={() => void look()} />
      </label>
      {known.map((one) => (
        <p key={one.id} class="inbox-new__who">
          <span class="inbox-new__label">Known</span>
          <b dir="auto">{one.name || "Visitor"}</b>
          <button type="button" class="link" onClick={() => put({ contact: one.id })}>
            It is for them
          </button>
        </p>
      ))}
      <label class="inbox-new__field">
        <span class="inbox-new__label">Name</span>
        <input class="inbox-palette__field" maxLength={80} dir="auto" autocomplete="off" value={ticket.name} onInput={(event) => put({ name: event.currentTarget.value })} />
      </label>
    </>
  );
}

function Chosen({ label, value, options, onChange }: { label: string; value: string; options: { id: string; name: string }[]; onChange: (id: string) => void }) {
  return (
    <label class="inbox-new__field">
      <span class="inbox-new__label">{label}</span>
      <select class="inbox-palette__field" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A ticket on somebody's behalf. */
export function NewTicketView() {
  const desk = useDesk();
  const { model, actions } = desk;
  const { inboxes, ticket_types } = model.first;
  const [ticket, setTicket] = useState(() => blank(desk));
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const put: Put = (part) => setTicket((now) => ({ ...now, ...part }));
  const submit = async (event: Event) => {
    event.preventDefault();
    const gap = missing(ticket);
    setWrong(gap);
    if (gap) return;
    setBusy(true);
    try {
      const made = await send(desk, ticket);
      actions.merge([made]);
      model.palette.value = null;
      actions.open(made.id);
      actions.say(`This is ticket #${made.ticket!.number}.`);
    } catch (error) {
      setWrong(`Not made: ${reason(error)}`);
    }
    setBusy(false);
  };
  return (
    <form class="inbox-palette__form inbox-new" onSubmit={(event) => void submit(event)}>
      <h2 class="inbox-macro__name">New ticket</h2>
      <Who ticket={ticket} put={put} />
      <label class="inbox-new__field">
        <span class="inbox-new__label">Subject</span>
        <input class="inbox-palette__field" maxLength={250} dir="auto" autocomplete="off" value={ticket.subject} onInput={(event) => put({ subject: event.currentTarget.value })} />
      </label>
      {ticket_types.length > 0 && <Chosen label="Type" value={ticket.type} options={[{ id: "", name: "No type" }, ...ticket_types]} onChange={(type) => put({ type })} />}
      {inboxes.length > 1 && <Chosen label="Inbox" value={ticket.inbox} options={inboxes} onChange={(inbox) => put({ inbox })} />}
      <fieldset class="inbox-new__kind">
        <legend class="hidden">First word</legend>
        <label>
          <input type="radio" name="kind" checked={!ticket.note} onChange={() => put({ note: false })} /> Message to them
        </label>
        <label>
          <input type="radio" name="kind" checked={ticket.note} onChange={() => put({ note: true })} /> Note for the team
        </label>
      </fieldset>
      <textarea class={`inbox-new__text ${ticket.note ? "inbox-new__text--note" : ""}`} aria-label={ticket.note ? "Note" : "Message"} rows={5} dir="auto" maxLength={16000} value={ticket.body} onInput={(event) => put({ body: event.currentTarget.value })} />
      {wrong && (
        <p class="inbox-palette__wrong" role="alert">
          {wrong}
        </p>
      )}
      <button type="submit" class="button button--accent" disabled={busy}>
        {ticket.note ? "Make the ticket" : "Make the ticket and send"}
      </button>
    </form>
  );
}
