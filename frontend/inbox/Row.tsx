import { Code, FileText, Mail, MessageCircle, Reply, StickyNote } from "lucide";
import { Icon, type IconNode } from "../shared/Icon.tsx";
import type { ConversationForAgent, MessageForAgent } from "../shared/types.gen.ts";
import { isUnread } from "../shared/views.ts";
import { useDesk } from "./desk.ts";
import { Person } from "./Person.tsx";
import { pathOf } from "./route.ts";
import { ago, waited } from "./times.ts";

export const CHANNEL: Record<ConversationForAgent["channel"], [IconNode, string]> = {
  chat: [MessageCircle, "Chat"],
  mail: [Mail, "Mail"],
  form: [FileText, "Form"],
  api: [Code, "API"],
};

interface Props {
  row: ConversationForAgent;
  top: number;
  place: number;
  of: number;
  selected: boolean;
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
      {row.subject && !preview.note ? `${row.subject} · ` : ""}
      {preview.text || "Sent a file"}
    </span>
  );
}

export function Row({ row, top, place, of, selected, found }: Props) {
  const { model, actions } = useDesk();
  const unread = isUnread(row);
  const open = model.openId.value === row.id;
  const [icon, channel] = CHANNEL[row.channel];
  const { first, view, now } = model;
  return (
    <li class="inbox-rows__place" style={{ transform: `translateY(${top}px)` }} aria-posinset={place} aria-setsize={of}>
      <a
        class={`inbox-row ${unread ? "inbox-row--unread" : ""} ${selected ? "inbox-row--selected" : ""}`}
        href={pathOf({ view: view.value, openId: row.id }, first.urls.base)}
        aria-current={open ? "true" : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          actions.open(row.id);
        }}
      >
        <span class="inbox-row__line">
          {unread && <span class="hidden">Unread: </span>}
          <span class="inbox-row__name" dir="auto">
            {row.contact.name || "Visitor"}
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
          {row.assignee && <Person name={row.assignee.name} me={row.assignee.id === first.me.id} />}
        </span>
      </a>
    </li>
  );
}
