import { AtSign, Code, FileText, Mail, MessageCircle, Reply, StickyNote } from "lucide";
import { Icon, type IconNode } from "../shared/Icon.tsx";
import type { ConversationForAgent, MessageForAgent } from "../shared/types.gen.ts";
import { isUnread } from "../shared/views.ts";
import { useDesk } from "./desk.ts";
import { Due } from "./Due.tsx";
import { Person } from "./Person.tsx";
import { pathOf } from "./route.ts";
import { inZone } from "./snooze.ts";
import { ago, waited } from "./times.ts";

export const CHANNEL: Record<ConversationForAgent["channel"], [IconNode, string]> = {
  chat: [MessageCircle, "Chat"],
  mail: [Mail, "Mail"],
  form: [FileText, "Form"],
  api: [Code, "API"],
};

const nameOf = (row: ConversationForAgent) => (row.restricted ? "Restricted" : row.contact.name || "Visitor");

interface Props {
  row: ConversationForAgent;
  top: number;
  place: number;
  of: number;
  selected: boolean;
  picked: boolean;
  open: boolean;
  /** The message that a search found here. */
  found: MessageForAgent | undefined;
}

function Time({ row, now }: { row: ConversationForAgent; now: number }) {
  if (!row.waiting_since) return <time dateTime={row.last_message_at}>{ago(row.last_message_at, now)}</time>;
  return (
    <time class="inbox-row__waits" dateTime={row.waiting_since} title={`Waiting for ${waited(row.waiting_since, now)}`}>
      <span class="hidden">Waiting for </span>
      {ago(row.waiting_since, now)}
    </time>
  );
}

function Preview({ row, found }: Pick<Props, "row" | "found">) {
  if (row.restricted) return <span class="inbox-row__text">Kept, and otherwise left alone</span>;
  const preview = found ? { author: found.author.kind, note: found.kind === "note", text: found.body } : row.preview;
  if (!preview) return <span class="inbox-row__text">No messages yet</span>;
  return (
    <span class="inbox-row__text" dir="auto">
      {preview.note ? (
        <b class="inbox-row__note">
          <Icon of={StickyNote} />
          Note{" "}
        </b>
      ) : (
        preview.author !== "contact" && (
          <span class="inbox-row__own">
            <Icon of={Reply} />
            <span class="hidden">Answered: </span>
          </span>
        )
      )}
      {row.ticket && <span class="inbox-number">#{row.ticket.number} </span>}
      {row.subject && !preview.note ? `${row.subject} · ` : ""}
      {preview.text || "Sent a file"}
    </span>
  );
}

/** What is open says nothing; all else says what it is. */
function Status({ row }: { row: ConversationForAgent }) {
  const { model } = useDesk();
  const { category, name } = row.status;
  if (category === "open") return null;
  const until = row.snoozed_until && inZone(row.snoozed_until, model.first.workspace.time_zone);
  return (
    <span class="inbox-row__status" title={until ? `Asleep until ${until}` : name}>
      <i class={`dot dot--${category}`} />
      {until ?? (category === "snoozed" ? "Until they answer" : name)}
    </span>
  );
}

/** Is drawn again only when what it is given has changed: one key moves two rows, not thirty. */
export function Row({ row, top, place, of, selected, picked, open, found }: Props) {
  const { model, actions, bulk } = useDesk();
  const unread = isUnread(row);
  const [icon, channel] = CHANNEL[row.channel];
  const { first, filter, now } = model;
  return (
    <li class="inbox-rows__place" style={{ transform: `translateY(${top}px)` }} aria-posinset={place} aria-setsize={of}>
      <label class={`inbox-pick ${picked ? "inbox-pick--on" : ""}`}>
        <input
          type="checkbox"
          checked={picked}
          aria-label={`Select ${nameOf(row)}`}
          disabled={row.restricted}
          tabIndex={-1}
          onClick={(event) => {
            if (event.shiftKey) bulk.range(row.id);
            else bulk.toggle(row.id);
          }}
        />
      </label>
      <a
        class={`inbox-row ${unread ? "inbox-row--unread" : ""} ${selected ? "inbox-row--selected" : ""} ${picked ? "inbox-row--picked" : ""}`}
        href={pathOf({ filter: filter.value, openId: row.id }, first.urls.base)}
        aria-current={open ? "true" : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey) return;
          event.preventDefault();
          if (event.shiftKey) return bulk.range(row.id);
          actions.open(row.id);
        }}
      >
        <span class="inbox-row__line">
          {unread && <span class="hidden">Unread: </span>}
          <span class="inbox-row__name" dir="auto">
            {nameOf(row)}
          </span>
          <span class="inbox-row__channel" title={channel}>
            <Icon of={icon} />
          </span>
          {(row.priority === "high" || row.priority === "urgent") && (
            <span class={`inbox-row__priority inbox-row__priority--${row.priority}`}>{row.priority}</span>
          )}
          <Time row={row} now={now.value} />
        </span>
        <span class="inbox-row__line">
          <Preview row={row} found={found} />
          <Due ticket={row.ticket} />
          <Status row={row} />
          {row.unseen_by.includes(first.me.id) && (
            <span class="inbox-row__mention" title="You are mentioned">
              <Icon of={AtSign} />
              <span class="hidden">You are mentioned</span>
            </span>
          )}
          {row.assignee && <Person name={row.assignee.name} me={row.assignee.id === first.me.id} />}
        </span>
      </a>
    </li>
  );
}
