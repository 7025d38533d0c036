import { X } from "lucide";
import { Icon } from "../shared/Icon.tsx";
import type { ConversationForAgent } from "../shared/types.gen.ts";
import { AttributesCard } from "./AttributesCard.tsx";
import { EarlierCard } from "./EarlierCard.tsx";
import { AssignField, PriorityField, StatusField } from "./Fields.tsx";
import { ContactCard } from "./ContactCard.tsx";
import { useDesk } from "./desk.ts";
import { usePerson } from "./person.ts";
import { RelationsCard } from "./RelationsCard.tsx";
import { PrivacyCard } from "./PrivacyCard.tsx";
import { TagsField } from "./TagsField.tsx";
import { FollowersField, TicketFields } from "./TicketFields.tsx";
import { day, waited, whole } from "./times.ts";

function Facts({ row }: { row: ConversationForAgent }) {
  const { model } = useDesk();
  const inbox = model.first.inboxes.find((one) => one.id === row.inbox_id);
  return (
    <section class="inbox-card" aria-labelledby="facts">
      <h2 id="facts">Facts</h2>
      <dl class="inbox-facts">
        <dt>Started</dt>
        <dd title={whole(row.created_at)}>{day(row.created_at)}</dd>
        {inbox && (
          <>
            <dt>Inbox</dt>
            <dd>{inbox.name}</dd>
          </>
        )}
        {row.waiting_since && (
          <>
            <dt>Waiting for</dt>
            <dd>{waited(row.waiting_since, model.now.value)}</dd>
          </>
        )}
        <dt>First answer</dt>
        <dd title={row.first_response_at ? whole(row.first_response_at) : undefined}>
          {row.first_response_at
            ? `after ${waited(row.created_at, Date.parse(row.first_response_at))}`
            : "none yet"}
        </dd>
      </dl>
    </section>
  );
}

export function Side({ row }: { row: ConversationForAgent }) {
  const { model } = useDesk();
  const known = usePerson(row.contact.id);
  const page = known.value && known.value !== "failed" ? known.value : null;
  if (row.restricted) {
    return (
      <aside class="inbox-side" aria-label="Details">
        {page && <PrivacyCard page={page} />}
      </aside>
    );
  }
  return (
    <aside class="inbox-side" aria-label="Details">
      <button
        type="button"
        class="tool inbox-side__close"
        aria-label="Close details"
        onClick={() => {
          model.side.value = false;
        }}
      >
        <Icon of={X} />
      </button>
      <ContactCard person={row.contact} known={known.value} />
      {page && <AttributesCard key={row.contact.id} page={page} known={known} />}
      <section class="inbox-card" aria-labelledby="conversation-fields">
        <h2 id="conversation-fields">{row.ticket ? `Ticket #${row.ticket.number}` : "Conversation"}</h2>
        <div class="inbox-fields">
          {row.ticket && <TicketFields row={row} />}
          <StatusField row={row} />
          <AssignField row={row} />
          <PriorityField row={row} />
          <TagsField row={row} />
          <FollowersField row={row} />
        </div>
        {!row.ticket && <TicketFields row={row} />}
      </section>
      <RelationsCard key={`${row.id}:relations`} row={row} />
      <Facts row={row} />
      {page && <EarlierCard row={row} page={page} />}
      {page && <PrivacyCard page={page} />}
    </aside>
  );
}
