import { Check, CheckCheck, Clock } from "lucide";
import { Attachments } from "../shared/Attachments.tsx";
import { Icon } from "../shared/Icon.tsx";
import type { Entry } from "../shared/queue.ts";
import type { MessageForVisitor } from "../shared/types.gen.ts";
import { Words } from "../shared/Words.tsx";
import type { Chat } from "./chat.ts";
import { clock, locale, t } from "./words.ts";

interface Props {
  message: MessageForVisitor;
  first: boolean;
  /** The visitor's newest message: the one that says how far it got. */
  last: boolean;
  chat: Chat;
}

function Body({ message, chat }: { message: MessageForVisitor; chat: Chat }) {
  if (message.deleted) return <div class="bubble words--gone">{t.deleted}</div>;
  return (
    <>
      {message.body && (
        <div class="bubble">
          <Words text={message.body} />
        </div>
      )}
      <Attachments files={message.attachments} locale={locale} fresh={(id) => chat.refresh(message.id, id)} />
    </>
  );
}

export function Bubble({ message, first, last, chat }: Props) {
  const own = message.author === "visitor";
  const seen = (chat.data.conversation?.agent_read_seq ?? 0) >= message.seq;
  return (
    <article class="said" aria-label={own ? t.you : message.author_name || t.agent}>
      {first && (
        <p class="said__by">
          {!own && <b>{message.author_name || t.agent}</b>}
          <time dateTime={message.at} dir="auto">{clock(message.at)}</time>
        </p>
      )}
      <Body message={message} chat={chat} />
      {message.edited_at && !message.deleted && <p class="said__state">{t.edited}</p>}
      {last && !message.deleted && (
        <p class="said__state">
          <Icon of={seen ? CheckCheck : Check} />
          {seen ? t.seen : t.sent}
        </p>
      )}
    </article>
  );
}

function State({ entry, chat }: { entry: Entry; chat: Chat }) {
  if (entry.state === "refused") {
    return (
      <p class="said__state said__state--refused" role="alert">
        {entry.code === "too_large" ? t.tooLong : t.failed}
        <button type="button" class="link" onClick={() => chat.queue.retry(entry.client_id)}>
          {t.retry}
        </button>
        <button type="button" class="link" onClick={() => chat.queue.remove(entry.client_id)}>
          {t.discard}
        </button>
      </p>
    );
  }
  const waits = entry.state !== "sent" && entry.code !== "";
  return (
    <p class="said__state" title={waits ? t.notSentWhy : undefined}>
      <Icon of={entry.state === "sent" ? Check : Clock} />
      {waits ? t.notSent : entry.state === "sent" ? t.sent : t.sending}
    </p>
  );
}

export function PendingBubble({ entry, chat }: { entry: Entry; chat: Chat }) {
  return (
    <article class="said said--pending" aria-label={t.you}>
      {entry.body && (
        <div class="bubble">
          <Words text={entry.body} />
        </div>
      )}
      <Attachments files={entry.attachments} locale={locale} />
      <State entry={entry} chat={chat} />
    </article>
  );
}
