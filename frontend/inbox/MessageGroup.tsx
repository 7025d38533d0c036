import { StickyNote } from "lucide";
import { Icon } from "../shared/Icon.tsx";
import type { ConversationForAgent, MessageForAgent } from "../shared/types.gen.ts";
import { useDesk } from "./desk.ts";
import { Message } from "./Message.tsx";
import { Person } from "./Person.tsx";
import { clock, whole } from "./times.ts";

interface Props {
  messages: MessageForAgent[];
  row: ConversationForAgent;
  places: Map<string, number>;
}

function authorName(message: MessageForAgent, row: ConversationForAgent): string {
  const { author } = message;
  if (author.name) return author.name;
  return author.kind === "contact" ? row.contact.name || "Visitor" : author.kind === "system" ? "ICTDesk" : "Agent";
}

/** What one author said in one go. */
export function MessageGroup({ messages, row, places }: Props) {
  const { model } = useDesk();
  const first = messages[0]!;
  const note = first.kind === "note";
  const side = note ? "note" : first.author.kind === "contact" ? "theirs" : first.author.kind === "system" ? "system" : "ours";
  const name = authorName(first, row);
  return (
    <div class={`inbox-group inbox-group--${side}`}>
      <p class="inbox-group__by">
        {side !== "system" && <Person name={name} size="m" me={first.author.id === model.first.me.id} />}
        <b dir="auto">{name}</b>
        {note && (
          <span class="inbox-group__label">
            <Icon of={StickyNote} />
            Note, only your team sees this
          </span>
        )}
        <time dateTime={first.at} title={whole(first.at)}>
          {clock(first.at)}
        </time>
      </p>
      {messages.map((message) => (
        <Message key={message.id} message={message} row={row} place={places.get(message.id) ?? 0} />
      ))}
    </div>
  );
}
