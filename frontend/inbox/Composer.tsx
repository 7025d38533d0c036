import { Paperclip } from "lucide";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { bytes, carriesFiles, dropped, grow, pasted, sends, TypingSignal } from "../shared/compose.ts";
import type { Files } from "../shared/files.ts";
import { Icon } from "../shared/Icon.tsx";
import { RisingFiles } from "../shared/RisingFiles.tsx";
import { size } from "../shared/size.ts";
import type { ConversationForAgent } from "../shared/types.gen.ts";
import { may, useDesk } from "./desk.ts";
import type { Mode } from "./drafts.ts";
import { keyLabel, titleOf } from "./keymap.ts";

const MODES: [Mode, string][] = [
  ["reply", "Reply"],
  ["note", "Note"],
];

function Modes() {
  const { model } = useDesk();
  const pick = (mode: Mode) => {
    model.mode.value = mode;
    document.getElementById("composer")?.focus();
  };
  return (
    <div class="modes" role="group" aria-label="What you write">
      {MODES.map(([mode, name]) => (
        <button
          key={mode}
          type="button"
          class={`modes__one modes__one--${mode}`}
          title={titleOf(mode)}
          aria-pressed={model.mode.value === mode}
          onClick={() => pick(mode)}
        >
          {name}
          <kbd aria-hidden="true">{keyLabel(mode)}</kbd>
        </button>
      ))}
      <span class="modes__hint">
        {model.mode.value === "note" ? "Only your team sees a note." : ""}
      </span>
    </div>
  );
}

/** Somebody else is answering right now: two answers help nobody. */
function Collision({ row }: { row: ConversationForAgent }) {
  const { model } = useDesk();
  const others = Object.values(model.typists.value[row.id] ?? {}).filter((typist) => typist.kind === "member");
  return (
    <p class="collision" role="status">
      {others.length > 0 && `${others.map((typist) => typist.name).join(" and ")} is writing an answer here.`}
    </p>
  );
}

function useFiles(): Files {
  const desk = useDesk();
  const [, redraw] = useState(0);
  return useMemo(() => desk.files(() => redraw((n) => n + 1)), [desk]);
}

/** One text per mode: a note that was begun is still there after a reply was written. */
function useText(row: ConversationForAgent, mode: Mode) {
  const { drafts } = useDesk();
  const [texts, setTexts] = useState({ reply: drafts.read(row.id, "reply"), note: drafts.read(row.id, "note") });
  const write = (text: string) => {
    setTexts((old) => ({ ...old, [mode]: text }));
    drafts.write(row.id, mode, text);
  };
  return { text: texts[mode], write };
}

function useCompose(row: ConversationForAgent) {
  const { model, live, outbox } = useDesk();
  const mode = model.mode.value;
  const files = useFiles();
  const { text, write } = useText(row, mode);
  const [wrong, setWrong] = useState("");
  const signal = useMemo(
    () => new TypingSignal((on) => live.socket.send({ t: "typing", conversation: row.id, on })),
    [row.id],
  );
  useLayoutEffect(() => () => signal.stop(), [signal]);
  const type = (value: string) => {
    write(value);
    setWrong("");
    // A note in the making is nobody's business but the team's: the visitor would see it as typing.
    if (mode === "reply" && value) signal.touched();
  };
  const send = () => {
    const body = text.trim();
    if ((!body && !files.ready) || files.rising) return;
    if (bytes(body) > model.first.limits.text) return setWrong("This is too long. Send it in parts.");
    signal.stop();
    if (!outbox.add(row.id, body, mode === "note", files.ready ? files.take() : [])) {
      return setWrong("Too many messages wait to be sent. They go out when the connection is back.");
    }
    write("");
    setWrong("");
  };
  return { mode, files, text, type, send, wrong };
}

const why = (limit: number) => (code: string) =>
  ({
    too_large: `Too large: the limit is ${size(limit, navigator.language)}.`,
    empty_file: "This file is empty.",
    unsupported_file: "Files of this kind are not accepted.",
  })[code] ?? "Could not be uploaded. Remove it and try again.";

function Attach({ files }: { files: Files }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="tool" aria-label="Attach a file" title="Attach a file" onClick={() => input.current?.click()}>
        <Icon of={Paperclip} />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          files.add(event.currentTarget.files ?? []);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

export function Composer({ row }: { row: ConversationForAgent }) {
  const { model } = useDesk();
  const { mode, files, text, type, send, wrong } = useCompose(row);
  const field = useRef<HTMLTextAreaElement>(null);
  const [over, setOver] = useState(false);
  useLayoutEffect(() => grow(field.current), [text]);
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
      class={`composer composer--${mode} ${over ? "composer--over" : ""}`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onDragOver={drag}
      onDragLeave={drag}
      onDrop={drag}
    >
      <Collision row={row} />
      <div class="composer__box">
        <Modes />
        <textarea
          id="composer"
          ref={field}
          rows={2}
          dir="auto"
          aria-label={label}
          placeholder={label}
          value={text}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (!sends(event, true)) return;
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
        {wrong && (
          <p class="composer__wrong" role="alert">
            {wrong}
          </p>
        )}
        <div class="composer__foot">
          <Attach files={files} />
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
