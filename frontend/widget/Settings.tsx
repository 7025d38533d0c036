import { Field } from "./Before.tsx";
import type { Chat } from "./chat.ts";
import { locale, t } from "./words.ts";

function Remember({ chat }: { chat: Chat }) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        role="switch"
        data-first
        checked={chat.memory.remembers}
        onChange={(event) => chat.remember(event.currentTarget.checked)}
      />
      <span>
        <b>{t.remember}</b>
        <small>{t.rememberWhy}</small>
      </span>
    </label>
  );
}

function Details({ chat }: { chat: Chat }) {
  const save = (event: Event) => {
    event.preventDefault();
    const { name, email } = chat.claims;
    void chat
      .introduce(name.trim(), email.trim())
      .then(
        () => t.saved,
        () => t.failed,
      )
      .then((said) => chat.see({ said }));
  };
  return (
    <form class="card" onSubmit={save}>
      <h3>{t.details}</h3>
      <Field name="name" optional chat={chat} />
      <Field name="email" optional chat={chat} />
      <p class="card__foot">
        <button type="submit" class="button">
          {t.save}
        </button>
        <span role="status">{chat.ui.said}</span>
      </p>
    </form>
  );
}

function End({ chat, onEnd }: { chat: Chat; onEnd: () => void }) {
  const { sure } = chat.ui;
  const ask = (again: boolean) => () => chat.see({ sure: again });
  return (
    <div class="card">
      <p>{sure ? t.endSure : t.endWhy}</p>
      <p class="card__foot">
        <button type="button" class="button" onClick={ask(!sure)}>
          {sure ? t.cancel : t.end}
        </button>
        {sure && (
          <button type="button" class="button button--danger" onClick={() => void chat.end().then(onEnd)}>
            {t.end}
          </button>
        )}
      </p>
    </div>
  );
}

/** What is held about the visitor: fetched with its code when it is asked for. */
const showData = (chat: Chat, button: Element) =>
  void import("./data.ts").then((data) => data.show(button, chat.rt, locale, t.failed));

export function Settings({ chat, onEnd }: { chat: Chat; onEnd: () => void }) {
  return (
    <div class="settings">
      <Remember chat={chat} />
      <Details chat={chat} />
      <div class="card">
        <button type="button" class="button" onClick={(event) => showData(chat, event.currentTarget)}>
          {t.data}
        </button>
      </div>
      <End chat={chat} onEnd={onEnd} />
    </div>
  );
}
