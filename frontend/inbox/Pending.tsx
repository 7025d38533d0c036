import { CircleAlert, Clock } from "lucide";
import { Attachments } from "../shared/Attachments.tsx";
import { Icon } from "../shared/Icon.tsx";
import type { Entry } from "../shared/queue.ts";
import type { ConversationForAgent } from "../shared/types.gen.ts";
import { Words } from "../shared/Words.tsx";
import { useDesk } from "./desk.ts";
import { Person } from "./Person.tsx";

const WHY: Record<string, string> = {
  too_large: "It is too long. Shorten it or send it in parts.",
  invalid: "It cannot be sent like this.",
  forbidden: "You may not write here.",
  not_found: "This conversation does not exist any more.",
  client_id_conflict: "Another message was sent under the same name.",
};

function State({ entry }: { entry: Entry }) {
  const { outbox } = useDesk();
  const { client_id: id } = entry;
  if (entry.state !== "refused") {
    const waits = entry.state !== "sent" && entry.code !== "";
    return (
      <span class="inbox-state" title={waits ? "It goes out by itself when the connection is back." : undefined}>
        <Icon of={Clock} />
        {waits ? "Not sent yet" : entry.state === "sent" ? "Sent" : "Sending"}
      </span>
    );
  }
  return (
    <span class="inbox-state inbox-state--failed" role="alert">
      <Icon of={CircleAlert} />
      Not sent. {WHY[entry.code] ?? ""}
      <button type="button" class="link" onClick={() => outbox.queue.retry(id)}>
        Try again
      </button>
      <button type="button" class="link" onClick={() => outbox.discard(id)}>
        Discard
      </button>
    </span>
  );
}

/** What this agent wrote here and the server has not confirmed. */
export function Pending({ entries, row }: { entries: Entry[]; row: ConversationForAgent }) {
  const { model } = useDesk();
  const known = model.state.value.messages[row.id] ?? {};
  const arrived = new Set(Object.values(known).map((message) => message.client_id));
  return entries
    .filter((entry) => !arrived.has(entry.client_id))
    .map((entry) => (
      <div key={entry.client_id} class={`inbox-group inbox-group--${entry.note ? "note" : "ours"} inbox-group--pending`}>
        <p class="inbox-group__by">
          <Person name={model.first.me.name} size="m" me />
          <b>{model.first.me.name}</b>
        </p>
        <article class="inbox-message">
          <div class="inbox-message__body">
            {entry.body && <Words text={entry.body} />}
            <Attachments files={entry.attachments} locale={navigator.language} />
          </div>
          <p class="inbox-message__foot">
            <State entry={entry} />
          </p>
        </article>
      </div>
    ));
}
