// What is asked before the first message, and, when nobody is here, where an answer may go.
import type { Chat } from "./chat.ts";
import { fill, t } from "./words.ts";

type Name = "name" | "email";

interface Asked {
  name: Name;
  required: boolean;
}

function asked(chat: Chat): Asked[] {
  if (chat.begun || !chat.config) return [];
  const { prechat, open_now: here } = chat.config;
  const mail = prechat.some((field) => field.name === "email");
  return here || mail ? prechat : [...prechat, { name: "email", required: false }];
}

const wellFormed = (email: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);

/** The sentence that says what is missing before the first message may go; empty when nothing is. */
export function objection(chat: Chat): string {
  for (const { name, required } of asked(chat)) {
    const value = chat.claims[name].trim();
    if (name === "email" && (value || required) && !wellFormed(value)) return t.badEmail;
    if (name === "name" && required && !value) return t.needName;
  }
  return "";
}

export function Field({ name, optional, chat }: { name: Name; optional: boolean; chat: Chat }) {
  return (
    <label class="field">
      <span>
        {t[name]} {optional && <i>({t.optional})</i>}
      </span>
      <input
        type="text"
        inputMode={name === "email" ? "email" : "text"}
        autocomplete={name}
        required={!optional}
        dir="auto"
        maxLength={name === "email" ? 254 : 120}
        value={chat.claims[name]}
        onInput={(event) => {
          chat.claims = { ...chat.claims, [name]: event.currentTarget.value };
        }}
      />
    </label>
  );
}

/** Nobody is here and no address is known: the way on is to leave one. */
function Leave({ chat }: { chat: Chat }) {
  const save = () => {
    const email = chat.claims.email.trim();
    if (!wellFormed(email)) return chat.see({ said: t.badEmail });
    chat.introduce(chat.claims.name, email).catch(() => chat.see({ said: t.failed }));
  };
  return (
    <fieldset class="before">
      <legend>{t.leaveEmail}</legend>
      <Field name="email" optional={false} chat={chat} />
      {chat.ui.said && (
        <p class="wrong" role="alert">
          {chat.ui.said}
        </p>
      )}
      <button type="button" class="button" onClick={save}>
        {t.save}
      </button>
    </fieldset>
  );
}

export function Before({ chat }: { chat: Chat }) {
  const here = chat.config?.open_now ?? true;
  const fields = asked(chat);
  if (fields.length) {
    return (
      <fieldset class="before">
        <legend class={here ? "hidden" : ""}>{here ? t.details : t.leaveEmail}</legend>
        {fields.map((field) => (
          <Field key={field.name} name={field.name} optional={!field.required} chat={chat} />
        ))}
      </fieldset>
    );
  }
  if (here || !chat.data.conversation) return null;
  const known = chat.contact?.email;
  return known ? <p class="notice">{fill(t.emailKept, { email: known })}</p> : <Leave chat={chat} />;
}
