// Whether somebody else answered, or is about to, since an agent began to write.
import type { MessageForAgent } from "../shared/types.gen.ts";
import type { Typist } from "./model.ts";

const MINUTE = 60_000;

function since(at: number, now: number): string {
  const passed = Math.max(0, now - at);
  if (passed < MINUTE) return `${Math.max(1, Math.round(passed / 1000))} s ago`;
  return passed < 60 * MINUTE ? `${Math.round(passed / MINUTE)} min ago` : "since you began";
}

/** The question to ask before an answer goes out; empty when nobody was faster. */
export function warning(messages: readonly MessageForAgent[], typists: readonly Typist[], began: number, me: string, now = Date.now()): string {
  const theirs = messages.filter(
    (one) => one.kind === "public" && one.author.kind === "member" && one.author.id !== me && !one.deleted && Date.parse(one.at) > began,
  );
  const last = theirs.at(-1);
  if (last) return `${last.author.name} answered ${since(Date.parse(last.at), now)}. Send anyway?`;
  const writing = typists.filter((one) => one.kind === "member" && one.until > now).map((one) => one.name);
  if (!writing.length) return "";
  return `${writing.join(" and ")} ${writing.length > 1 ? "are" : "is"} writing an answer. Send anyway?`;
}
