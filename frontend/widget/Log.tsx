import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { grouped } from "../shared/groups.ts";
import type { MessageForVisitor } from "../shared/types.gen.ts";
import type { Chat } from "./chat.ts";
import { Bubble, PendingBubble } from "./Bubble.tsx";
import { dayName, fill, t } from "./words.ts";

function Intro({ chat }: { chat: Chat }) {
  const { config } = chat;
  if (!config) return null;
  return (
    <>
      <p class="notice">
        {config.notice}{" "}
        {config.privacy_url && (
          <a href={config.privacy_url} target="_blank" rel="noopener noreferrer">
            {t.privacy}
          </a>
        )}
      </p>
      {chat.ended && <p class="notice">{t.ended}</p>}
      {config.greeting && <Greeting text={config.greeting} />}
      {!config.open_now && config.offline_text && <Greeting text={config.offline_text} />}
    </>
  );
}

function Greeting({ text }: { text: string }) {
  return (
    <div class="group">
      <div class="bubble" dir="auto">
        {text}
      </div>
    </div>
  );
}

/** Keeps the newest message in sight, unless the reader has scrolled up to read. */
function useTail(chat: Chat, length: number) {
  const log = useRef<HTMLDivElement>(null);
  const [up, setUp] = useState(false);
  const onScroll = () => {
    const box = log.current;
    if (!box) return;
    const away = box.scrollHeight - box.scrollTop - box.clientHeight > 60;
    setUp(away);
    if (!away) chat.saw();
  };
  const down = () => log.current?.scrollTo({ top: log.current.scrollHeight });
  useLayoutEffect(() => {
    if (up) return;
    down();
    chat.saw();
  }, [length, chat.typing, chat.shown]);
  return { log, up, down, onScroll };
}

function Groups({ messages, chat }: { messages: MessageForVisitor[]; chat: Chat }) {
  const own = messages.filter((message) => message.author === "visitor").at(-1);
  return grouped(messages, (message) => message.author + message.author_name).map((day) => (
    <div key={day.day}>
      <h3 class="day">{dayName(day.day)}</h3>
      {day.groups.map((group) => (
        <div key={group.key} class={`group ${group.messages[0]?.author === "visitor" ? "group--own" : ""}`}>
          {group.messages.map((message, index) => (
            <Bubble key={message.id} message={message} first={index === 0} last={message === own} chat={chat} />
          ))}
        </div>
      ))}
    </div>
  ));
}

export function Log({ chat }: { chat: Chat }) {
  const { messages, pending } = chat;
  const { log, up, down, onScroll } = useTail(chat, messages.length + pending.length);
  const unseen = chat.unseen;
  return (
    <>
      <div class="log" role="log" aria-live="polite" aria-label={t.messages} tabIndex={0} ref={log} onScroll={onScroll}>
        <Intro chat={chat} />
        <Groups messages={messages} chat={chat} />
        {pending.length > 0 && (
          <div class="group group--own">
            {pending.map((entry) => (
              <PendingBubble key={entry.client_id} entry={entry} chat={chat} />
            ))}
          </div>
        )}
        {chat.data.conversation?.open === false && <p class="notice">{t.solved}</p>}
      </div>
      <p class="typing" role="status">
        {chat.typing && (
          <>
            <span class="dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            {fill(t.typing, { name: chat.typing })}
          </>
        )}
      </p>
      {up && unseen > 0 && (
        <button type="button" class="newer" onClick={down}>
          {fill(t.newMessage, { count: unseen })}
        </button>
      )}
    </>
  );
}
