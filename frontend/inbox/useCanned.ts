// What the composer's list of canned replies does while somebody types behind a slash.
import { useEffect, useState } from "preact/hooks";
import type { ConversationForAgent } from "../shared/types.gen.ts";
import { asked, type Asked, type CannedReply, filled, matching, type Placed, placed } from "./canned.ts";
import { useDesk } from "./desk.ts";

export interface Canned {
  open: boolean;
  failed: boolean;
  empty: boolean;
  replies: CannedReply[];
  at: number;
  look: (field: HTMLTextAreaElement) => void;
  /** What would stand in the answer. */
  words: (reply: CannedReply) => string;
  /** What the field says of the list. */
  attributes: { "aria-autocomplete": "list"; "aria-controls": string; "aria-activedescendant"?: string };
  point: (at: number) => void;
  choose: (reply: CannedReply | undefined) => void;
  close: () => void;
  /** True when the key was the list's. */
  press: (event: KeyboardEvent) => boolean;
}

export function useCanned(row: ConversationForAgent, text: string, put: (placed: Placed) => void): Canned {
  const { api, model } = useDesk();
  const [spot, setSpot] = useState<Asked | null>(null);
  const [all, setAll] = useState<CannedReply[] | "failed" | null>(null);
  const [at, setAt] = useState(0);
  const open = spot !== null;
  useEffect(() => {
    if (!open) return;
    let gone = false;
    api.canned().then(
      (found) => gone || setAll(found.items),
      () => gone || setAll((old) => (Array.isArray(old) ? old : "failed")),
    );
    return () => {
      gone = true;
    };
  }, [open, model.first]);
  const known = Array.isArray(all) ? all : [];
  const replies = spot ? matching(known, spot.query) : [];
  const words = (reply: CannedReply) =>
    filled(reply.body, {
      "contact.name": row.contact.name,
      "agent.name": model.first.me.name,
      "workspace.name": model.first.workspace.name,
    });
  const close = () => setSpot(null);
  const choose = (reply: CannedReply | undefined) => {
    if (!spot || !reply) return;
    close();
    put(placed(text, spot.from, spot.to, words(reply)));
  };
  const press = (event: KeyboardEvent) => {
    if (!open || event.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && replies.length) setAt((at + step + replies.length) % replies.length);
    else if (event.key === "Escape") close();
    else if ((event.key === "Enter" || event.key === "Tab") && !event.ctrlKey && !event.metaKey && replies[at]) choose(replies[at]);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const look = (field: HTMLTextAreaElement) => {
    setAt(0);
    setSpot(field.selectionStart === field.selectionEnd ? asked(field.value, field.selectionStart) : null);
  };
  const attributes = {
    "aria-autocomplete": "list" as const,
    "aria-controls": "canned",
    ...(replies[at] && { "aria-activedescendant": `canned-${at}` }),
  };
  return { open, failed: all === "failed", empty: Array.isArray(all) && !all.length, replies, at, words, attributes, look, point: setAt, choose, close, press };
}

/** Begins a list of canned replies at the caret, for those who do not know the slash. */
export function slash(field: HTMLTextAreaElement | null, pick: (words: string) => void): void {
  if (!field) return;
  const before = field.value.slice(0, field.selectionStart);
  pick(before && !/\s$/.test(before) ? " /" : "/");
  requestAnimationFrame(() => field.dispatchEvent(new Event("input", { bubbles: true })));
}
