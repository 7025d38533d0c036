import { MessageSquareWarning, Pencil, ShieldQuestionMark, Split, Trash2 } from "lucide";
import { useState } from "preact/hooks";
import { Icon } from "../shared/Icon.tsx";
import type { MessageForAgent } from "../shared/types.gen.ts";
import { may, useDesk } from "./desk.ts";
import { caseOf } from "./person.ts";

interface Props {
  message: MessageForAgent;
  onDo: (what: "edit" | "correct") => void;
}

/** What one may do with a message; shown on hover. */
export function MessageTools({ message, onDo }: Props) {
  const { model, actions } = useDesk();
  const [sure, setSure] = useState(false);
  const own = message.author.kind === "member" && message.author.id === model.first.me.id;
  const change = own && may(model, "message.change_own");
  const split = message.author.kind !== "system" && may(model, "conversation.start");
  const asks = message.author.kind === "contact" && may(model, "rights.report");
  const correct = message.author.kind !== "system" && may(model, "note.write");
  if (message.deleted || !(change || split || asks || correct)) return null;
  if (sure) {
    return (
      <span class="inbox-tools inbox-tools--sure" role="group" aria-label="Delete this message?">
        Delete this message?
        <button type="button" class="link link--danger" onClick={() => void actions.remove(message.id)}>
          Delete
        </button>
        <button type="button" class="link" onClick={() => setSure(false)}>
          Keep
        </button>
      </span>
    );
  }
  return (
    <span class="inbox-tools">
      {asks && (
        <a
          class="tool"
          href={caseOf(model.first.urls.base, message.id)}
          aria-label="They ask about their data"
          title="They ask about their data: open a case"
        >
          <Icon of={ShieldQuestionMark} />
        </a>
      )}
      {split && (
        <button
          type="button"
          class="tool"
          aria-label="Split from here"
          title="Split from here into a new ticket"
          onClick={() => {
            model.splitAt.value = message;
            model.palette.value = "split";
          }}
        >
          <Icon of={Split} />
        </button>
      )}
      {correct && (
        <button
          type="button"
          class="tool"
          aria-label="Correct what it says"
          title="Correct what it says, by a line below it"
          onClick={() => onDo("correct")}
        >
          <Icon of={MessageSquareWarning} />
        </button>
      )}
      {change && (
        <>
          <button type="button" class="tool" aria-label="Edit message" title="Edit" onClick={() => onDo("edit")}>
            <Icon of={Pencil} />
          </button>
          <button type="button" class="tool" aria-label="Delete message" title="Delete" onClick={() => setSure(true)}>
            <Icon of={Trash2} />
          </button>
        </>
      )}
    </span>
  );
}
