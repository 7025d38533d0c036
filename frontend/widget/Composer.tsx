import { ArrowUp, Paperclip } from "lucide";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { bytes, grow, pasted, sends, TypingSignal } from "../shared/compose.ts";
import { Icon } from "../shared/Icon.tsx";
import { RisingFiles } from "../shared/RisingFiles.tsx";
import { size } from "../shared/size.ts";
import { Before, objection } from "./Before.tsx";
import type { Chat } from "./chat.ts";
import { locale, t, why } from "./words.ts";

function AttachButton({ chat }: { chat: Chat }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="tool" aria-label={t.attach} onClick={() => input.current?.click()}>
        <Icon of={Paperclip} />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={chat.config?.file_types.join(",")}
        onChange={(event) => {
          chat.files.add(event.currentTarget.files ?? []);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

function useCompose(chat: Chat) {
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const signal = useMemo(() => new TypingSignal((on) => chat.tell(on)), [chat]);
  useLayoutEffect(() => grow(field.current), [text]);
  const send = () => {
    const body = text.trim();
    if ((!body && !chat.files.ready) || chat.files.rising) return;
    const why = objection(chat) || (bytes(body) > (chat.config?.text_limit ?? Infinity) ? t.tooLong : "");
    setWrong(why || (chat.say(body) ? "" : t.full));
    signal.stop();
    if (!why) setText("");
    field.current?.focus();
  };
  const type = (value: string) => {
    setText(value);
    setWrong("");
    signal.touched();
  };
  return { text, wrong, field, send, type };
}

export function Composer({ chat }: { chat: Chat }) {
  const { text, wrong, field, send, type } = useCompose(chat);
  const limit = size(chat.config?.file_limit ?? 0, locale);
  const empty = !text.trim() && !chat.files.ready;
  return (
    <form
      class="compose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Before chat={chat} />
      <RisingFiles files={chat.files} locale={locale} why={(code) => why(code, { size: limit }, "fileFailed")} remove={t.remove} />
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
      <div class="compose__row">
        <AttachButton chat={chat} />
        <textarea
          ref={field}
          rows={1}
          data-first
          dir="auto"
          aria-label={t.placeholder}
          aria-description={t.hint}
          placeholder={t.placeholder}
          value={text}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (!sends(event, false)) return;
            event.preventDefault();
            send();
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
