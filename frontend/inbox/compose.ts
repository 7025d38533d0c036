// The text, the files and the mode of the composer of one conversation.
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { bytes, TypingSignal } from "../shared/compose.ts";
import { uuid } from "../shared/ids.ts";
import type { ConversationForAgent } from "../shared/types.gen.ts";
import { warning } from "./collision.ts";
import type { Placed } from "./canned.ts";
import { useDesk } from "./desk.ts";
import type { DraftFiles } from "./draftFiles.ts";
import type { Mode } from "./drafts.ts";
import { useLater } from "./later.ts";
import { quotes } from "./mail.ts";

function useFiles(conversation: string): DraftFiles {
  const desk = useDesk();
  const [, redraw] = useState(0);
  const files = useMemo(() => desk.files(conversation, () => redraw((n) => n + 1)), [desk, conversation]);
  const restored = desk.model.restored.value;
  useEffect(() => {
    files.restore();
    redraw((n) => n + 1);
  }, [restored]);
  return files;
}

/** One text per mode: a note that was begun is still there after a reply was written. */
function useText(row: ConversationForAgent, mode: Mode) {
  const { drafts, model } = useDesk();
  const kept = () => ({ reply: drafts.read(row.id, "reply"), note: drafts.read(row.id, "note") });
  const [texts, setTexts] = useState(kept);
  const restored = model.restored.value;
  useEffect(() => {
    if (!restored) return;
    setTexts(kept());
    document.getElementById("composer")?.focus();
  }, [restored]);
  const write = (text: string) => {
    setTexts((old) => ({ ...old, [mode]: text }));
    drafts.write(row.id, mode, text);
  };
  return { text: texts[mode], write };
}

/** Puts a text into the field and the caret where it belongs, once the field shows it. */
export function usePut(field: RefObject<HTMLTextAreaElement | null>, type: (text: string) => void) {
  const caret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (caret.current === null || !field.current) return;
    field.current.focus();
    field.current.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  return (placed: Placed) => {
    caret.current = placed.caret;
    type(placed.text);
  };
}

export function useCompose(row: ConversationForAgent) {
  const { api, model, live, outbox } = useDesk();
  const mode = model.mode.value;
  const files = useFiles(row.id);
  const { text, write } = useText(row, mode);
  const [wrong, setWrong] = useState("");
  const [asked, setAsked] = useState("");
  const began = useRef(Date.now());
  const signal = useMemo(
    () => new TypingSignal((on) => live.socket.send({ t: "typing", conversation: row.id, on })),
    [row.id],
  );
  useLayoutEffect(() => () => signal.stop(), [signal]);
  const type = (value: string) => {
    if (!text) began.current = Date.now();
    write(value);
    setWrong("");
    // A note in the making is nobody's business but the team's: the visitor would see it as typing.
    if (mode === "reply" && value) signal.touched();
  };
  const send = () => {
    const body = text.trim();
    if ((!body && !files.ready) || files.rising) return;
    if (bytes(body) > model.first.limits.text) return setWrong("This is too long. Send it in parts.");
    const typists = Object.values(model.typists.value[row.id] ?? {});
    const ask = mode === "reply" && !asked ? warning(model.messages.value, typists, began.current, model.first.me.id) : "";
    if (ask) return setAsked(ask);
    signal.stop();
    setAsked("");
    if (!outbox.add(row.id, body, mode === "note", files.ready ? files.take() : [])) {
      return setWrong("Too many messages wait to be sent. They go out when the connection is back.");
    }
    write("");
    setWrong("");
  };
  /** Keeps it with the server until then. Throws what the server said no with; the words stay. */
  const later = async (due: string) => {
    const ready = files.items.flatMap((item) => (item.done ? [item.done.id] : []));
    const quote = row.channel === "mail" && quotes.value;
    await api.schedule(row.id, { client_id: uuid(), body: text.trim(), attachments: ready, due_at: due, ...(quote && { quote }) });
    files.take();
    signal.stop();
    write("");
  };
  useLater(later, () => mode === "reply" && (!!text.trim() || files.ready) && !files.rising);
  return { mode, files, text, type, send, wrong, asked, keep: () => setAsked("") };
}
