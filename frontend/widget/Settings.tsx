import { Field } from "./Before.tsx";
import type { Chat } from "./chat.ts";
import { t } from "./words.ts";

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
  const save = async (event: Event) => {
    event.preventDefault();
    const { name, email } = chat.claims;
    await chat.introduce(name.trim(), email.trim()).then(
      () => chat.see({ said: t.saved }),
      () => chat.see({ said: t.failed }),
    );
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
  return (
    <div class="card">
      <p>{sure ? t.endSure : t.endWhy}</p>
      <p class="card__foot">
        {sure ? (
          <>
            <button type="button" class="button" onClick={() => chat.see({ sure: false })}>
              {t.cancel}
            </button>
            <button type="button" class="button button--danger" onClick={() => void chat.end().then(onEnd)}>
              {t.end}
            </button>
          </>
        ) : (
          <button type="button" class="button" onClick={() => chat.see({ sure: true })}>
            {t.end}
          </button>
        )}
      </p>
    </div>
  );
}

export function Settings({ chat, onEnd }: { chat: Chat; onEnd: () => void }) {
  const url = chat.config?.privacy_url;
  return (
    <div class="settings">
      <Remember chat={chat} />
      <Details chat={chat} />
      <End chat={chat} onEnd={onEnd} />
      {url && (
        <p class="notice">
          <a href={url} target="_blank" rel="noopener noreferrer">
            {t.privacy}
          </a>
        </p>
      )}
    </div>
  );
}
