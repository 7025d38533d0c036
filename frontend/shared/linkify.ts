export type Piece = { text: string; href?: string };

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`{}|\\^]+/gi;
const TRAILING = /[.,:;!?]+$/;

/** Closing brackets belong to the address only when it opened them: (see https://x.example/a_(b)). */
function trimmed(address: string): string {
  let end = address.replace(TRAILING, "");
  for (const [open, close] of ["()", "[]"]) {
    while (end.endsWith(close!) && end.split(open!).length < end.split(close!).length) {
      end = end.slice(0, -1).replace(TRAILING, "");
    }
  }
  return end;
}

function safe(address: string): string | undefined {
  try {
    const url = new URL(address);
    const web = url.protocol === "http:" || url.protocol === "https:";
    // A name before the host is how a false address looks like a true one: left as plain text.
    return web && !url.username && !url.password ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** Splits a text into plain pieces and links; only http and https become links. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const shown = trimmed(match[0]);
    const href = safe(shown);
    if (!href) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: shown, href });
    from = match.index + shown.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}
