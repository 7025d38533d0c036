import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { carriesFiles, dropped, grow, pasted, sends } from "../shared/compose.ts";
import { RisingFiles } from "../shared/RisingFiles.tsx";
import { size } from "../shared/size.ts";
import type { ConversationForAgent } from "../shared/types.gen.ts";
import { placed } from "./canned.ts";
import { CannedList } from "./CannedList.tsx";
import { useCompose, usePut } from "./compose.ts";
import { may, useDesk } from "./desk.ts";
import { LaterButton } from "./LaterButton.tsx";
import { Tools } from "./ComposerTools.tsx";
import { keyLabel, titleOf } from "./keymap.ts";
import { useMentions } from "./MentionPicker.tsx";
import { MailLine } from "./MailLine.tsx";
import { Collision, Modes, SendAnyway } from "./Modes.tsx";
import { slash, useCanned } from "./useCanned.ts";

/** As high as its text. An empty one has the height of its rows, without having the page laid out to find out. */
function fit(field: HTMLTextAreaElement | null): void {
  if (field?.value) grow(field);
  else field?.style.removeProperty("height");
}

const why = (limit: number) => (code: string) =>
  ({
    too_large: `Too large: the limit is ${size(limit, navigator.language)}.`,
    empty_file: "This file is empty.",
    unsupported_file: "Files of this kind are not accepted.",
  })[code] ?? "Could not be uploaded. Remove it and try again.";

export function Composer({ row }: { row: ConversationForAgent }) {
  const { model } = useDesk();
  const { mode, files, text, type, send, wrong, asked, keep } = useCompose(row);
  const field = useRef<HTMLTextAreaElement>(null);
  const mentions = useMentions({ field, text, write: type });
  const put = usePut(field, type);
  const canned = useCanned(row, text, put);
  const pick = (words: string) => put(placed(text, field.current?.selectionStart ?? text.length, field.current?.selectionEnd ?? text.length, words));
  const [over, setOver] = useState(false);
  useLayoutEffect(() => fit(field.current), [text]);
  const note = mode === "note";
  if (!may(model, note ? "note.write" : "conversation.reply")) return null;
  const drag = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    setOver(event.type === "dragover");
    if (event.type === "drop") files.add(dropped(event));
  };
  const label = note ? "Note to your team" : `Reply to ${row.contact.name || "the visitor"}`;
  return (
    <form
      class={`inbox-composer inbox-composer--${mode} ${over ? "inbox-composer--over" : ""}`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onDragOver={drag}
      onDragLeave={drag}
      onDrop={drag}
    >
      <Collision row={row} />
      <CannedList canned={canned} />
      <div class="inbox-composer__box">
        {mentions.list}
        <Modes />
        {row.channel === "mail" && !note && <MailLine row={row} />}
        <textarea
          id="composer"
          ref={field}
          rows={2}
          dir="auto"
          aria-label={label}
          placeholder={label}
          value={text}
          onInput={(event) => {
            type(event.currentTarget.value);
            canned.look(event.currentTarget);
          }}
          onBlur={canned.close}
          {...(canned.open ? canned.attributes : mentions.attributes)}
          onKeyDown={(event) => {
            if (canned.press(event) || mentions.press(event) || !sends(event, true)) return;
            event.preventDefault();
            send();
          }}
          onPaste={(event) => {
            const pictures = pasted(event);
            if (pictures.length) event.preventDefault();
            files.add(pictures);
          }}
        />
        <RisingFiles files={files} locale={navigator.language} why={why(model.first.limits.file)} remove="Remove" />
        {asked && <SendAnyway question={asked} send={send} keep={keep} />}
        {wrong && (
          <p class="inbox-composer__wrong" role="alert">
            {wrong}
          </p>
        )}
        <div class="inbox-composer__foot">
          <Tools files={files} seconds={row.channel === "mail" && !note ? 10 : 5} onEmoji={pick} onCanned={() => slash(field.current, pick)} />
          {!note && <LaterButton off={(!text.trim() && !files.ready) || files.rising} />}
          <button
            type="submit"
            class={`button ${note ? "button--note" : "button--accent"}`}
            title={titleOf("send")}
            disabled={(!text.trim() && !files.ready) || files.rising}
          >
            {note ? "Add note" : "Send"}
            <kbd aria-hidden="true">{keyLabel("send")}</kbd>
          </button>
        </div>
      </div>
    </form>
  );
}
