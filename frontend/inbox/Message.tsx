import { Check, CheckCheck, CircleAlert } from "lucide";
import { useState } from "preact/hooks";
import { Attachments } from "../shared/Attachments.tsx";
import { Icon } from "../shared/Icon.tsx";
import { withMessage } from "../shared/state.ts";
import type { ConversationForAgent, MessageForAgent } from "../shared/types.gen.ts";
import { Words } from "../shared/Words.tsx";
import { Corrections, CorrectMessage } from "./Corrections.tsx";
import { useDesk } from "./desk.ts";
import { EditMessage } from "./EditMessage.tsx";
import { stateOf } from "./mail.ts";
import { MailFacts } from "./MailFacts.tsx";
import { MessageTools } from "./MessageTools.tsx";

interface Props {
  message: MessageForAgent;
  row: ConversationForAgent;
  /** Which of the public messages it is; 0 for a note. */
  place: number;
}

/** A mail that was accepted by a mail server is sent; whether it was delivered or read nobody says. */
function words(message: MessageForAgent, row: ConversationForAgent, read: boolean) {
  if (row.channel === "mail") return message.delivery === "delivered" ? "Sent" : "Sending";
  return read ? "Read" : message.delivery === "delivered" ? "Sent by mail" : "Sent";
}

const FAILED: Record<string, string> = { bounced: "Came back", complained: "Reported as spam" };

function Delivery({ message, row, place }: Props) {
  if (message.kind === "note" || message.author.kind === "contact" || message.deleted) return null;
  if (message.delivery === "failed") {
    return (
      <span class="inbox-state inbox-state--failed">
        <Icon of={CircleAlert} />
        {FAILED[stateOf(message) ?? ""] ?? "Not delivered"}
      </span>
    );
  }
  const last = place === row.last_public_seq;
  const read = row.contact_read_seq >= place;
  if (!last && !read) return null;
  return (
    <span class={`inbox-state ${last ? "" : "inbox-state--quiet"}`}>
      <Icon of={read ? CheckCheck : Check} />
      {words(message, row, read)}
    </span>
  );
}

function Body({ message }: { message: MessageForAgent }) {
  const { model, api } = useDesk();
  const refresh = async (id: string) => {
    const fresh = await api.file(id).catch(() => null);
    if (!fresh) return null;
    const attachments = message.attachments.map((file) => (file.id === id ? fresh : file));
    model.state.value = withMessage(model.state.value, { ...message, attachments });
    return fresh;
  };
  if (message.deleted) return <p class="words words--gone">This message was deleted.</p>;
  return (
    <>
      {message.body && <Words text={message.body} />}
      <Attachments files={message.attachments} locale={navigator.language} fresh={refresh} />
    </>
  );
}

export function Message({ message, row, place }: Props) {
  const [doing, setDoing] = useState<"edit" | "correct" | null>(null);
  const done = () => setDoing(null);
  if (doing === "edit" && !message.deleted) return <EditMessage message={message} onDone={done} />;
  return (
    <article class="inbox-message">
      <div class="inbox-message__body">
        <Body message={message} />
        {!message.deleted && <Corrections message={message} />}
      </div>
      <p class="inbox-message__foot">
        {message.edited_at && !message.deleted && <span class="inbox-state">Edited</span>}
        <MailFacts message={message} row={row} />
        <Delivery message={message} row={row} place={place} />
        <MessageTools message={message} onDo={setDoing} />
      </p>
      {doing === "correct" && <CorrectMessage message={message} onDone={done} />}
    </article>
  );
}
