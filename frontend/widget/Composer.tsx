import { ArrowUp, Paperclip } from "lucide";
import { bytes, pasted, sends } from "../shared/compose.ts";
import { Icon } from "../shared/Icon.tsx";
import { RisingFiles } from "../shared/RisingFiles.tsx";
import { size } from "../shared/size.ts";
import { Before, objection } from "./Before.tsx";
import type { Chat } from "./chat.ts";
import { locale, t, whyFile } from "./words.ts";

function AttachButton({ chat }: { chat: Chat }) {
  return (
    <label class="tool">
      <Icon of={Paperclip} />
      <input
        class="hidden"
        type="file"
        multiple
        aria-label={t.attach}
        accept={chat.config?.file_types.join(",")}
        onChange={(event) => {
          chat.files.add(event.currentTarget.files ?? []);
          event.currentTarget.value = "";
        }}
      />
    </label>
  );
}

function send(chat: Chat): void {
  const body = chat.ui.text.trim();
  if ((!body && !chat.files.ready) || chat.files.rising) return;
  const wrong = objection(chat) || (bytes(body) > (chat.config?.text_limit ?? Infinity) ? t.tooLong : "");
  chat.typist.stop();
  if (wrong) chat.see({ wrong });
  else if (chat.say(body)) chat.see({ wrong: "", text: "", up: false });
  else chat.see({ wrong: t.full });
}

export function Composer({ chat }: { chat: Chat }) {
  const { text, wrong } = chat.ui;
  const limit = size(chat.config?.file_limit ?? 0, locale);
  const empty = !text.trim() && !chat.files.ready;
  return (
    <form
      class="compose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(chat);
        event.currentTarget.querySelector("textarea")?.focus();
      }}
    >
      <Before chat={chat} />
      <RisingFiles files={chat.files} locale={locale} why={(code) => whyFile(code, limit)} remove={t.remove} />
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
      <div class="compose__row">
        <AttachButton chat={chat} />
        <textarea
          rows={1}
          data-first
          dir="auto"
          aria-label={t.placeholder}
          aria-description={t.hint}
          placeholder={t.placeholder}
          value={text}
          onInput={(event) => {
            chat.see({ text: event.currentTarget.value, wrong: "" });
            chat.typist.touched();
          }}
          onKeyDown={(event) => {
            if (!sends(event, false)) return;
            event.preventDefault();
            send(chat);
          }}
          onPaste={(event) => {
            const files = pasted(event);
            if (files.length) event.preventDefault();
            chat.files.add(files);
          }}
        />
        <button type="submit" class="go" aria-label={t.send} disabled={empty || chat.files.rising}>
          <Icon of={ArrowUp} />
        </button>
      </div>
    </form>
  );
}
