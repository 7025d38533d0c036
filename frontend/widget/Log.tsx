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
        <bdi>{config.notice}</bdi>{" "}
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

function isUp(box: HTMLElement): boolean {
  return box.scrollHeight - box.scrollTop - box.clientHeight > 60;
}

/** Called after each drawing: keeps the newest message in sight, unless the reader has scrolled up to read. */
export function keepEnd(panel: HTMLElement, chat: Chat): void {
  const box = panel.querySelector<HTMLElement>(".log");
  if (!box || chat.ui.up) return;
  box.scrollTop = box.scrollHeight;
  chat.saw();
}

export function Log({ chat }: { chat: Chat }) {
  const { messages, pending } = chat;
  const scrolled = (event: { currentTarget: HTMLElement }) => {
    const up = isUp(event.currentTarget);
    if (up !== chat.ui.up) chat.see({ up });
  };
  const unseen = chat.unseen;
  return (
    <>
      <div class="log" role="log" aria-live="polite" aria-label={t.messages} tabIndex={0} onScroll={scrolled} onLoadCapture={() => chat.see({})}>
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
      {chat.ui.up && unseen > 0 && (
        <button type="button" class="newer" onClick={() => chat.see({ up: false })}>
          {fill(t.newMessage, { count: unseen })}
        </button>
      )}
    </>
  );
}
