// Canned replies: found by what stands behind a slash, filled from the conversation that is open.
export interface CannedReply {
  id: string;
  shortcut: string;
  title: string;
  body: string;
}

export type Values = Record<"contact.name" | "agent.name" | "workspace.name", string>;

export interface Asked {
  /** Where the slash stands. */
  from: number;
  to: number;
  query: string;
}

/** The word behind a slash that begins a word, if the caret stands in one. */
export function asked(text: string, caret: number): Asked | null {
  const found = /(?:^|\s)\/([\p{L}\p{N}_-]*)$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const query = found[1]!;
  return { from: caret - query.length - 1, to: caret, query };
}

/** Those whose shortcut begins with it first, then those that hold it in shortcut, title or text. */
export function matching(replies: readonly CannedReply[], query: string, most = 8): CannedReply[] {
  const word = query.toLowerCase();
  const begins = (reply: CannedReply) => reply.shortcut.toLowerCase().startsWith(word);
  const holds = (reply: CannedReply) => `${reply.shortcut} ${reply.title} ${reply.body}`.toLowerCase().includes(word);
  return [...replies.filter(begins), ...replies.filter((reply) => !begins(reply) && holds(reply))].slice(0, most);
}

/** A value that is not known leaves no gap: the space before it goes with it. */
export function filled(body: string, values: Values): string {
  return body.replace(/([ \t]?)\{\{\s*([\w.]+)\s*\}\}/g, (whole, space: string, name: string) => {
    if (!(name in values)) return whole;
    const value = values[name as keyof Values];
    return value ? space + value : "";
  });
}

export interface Placed {
  text: string;
  caret: number;
}

export function placed(text: string, from: number, to: number, words: string): Placed {
  return { text: text.slice(0, from) + words + text.slice(to), caret: from + words.length };
}
