// Colleagues named in a note: found in its words, so that a draft that was kept needs nothing else.
interface Named {
  id: string;
  name: string;
}

const plain = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The ids of those whom a text names as `@Name`. Of two names the longer one is meant. */
export function mentionsIn(text: string, members: readonly Named[]): string[] {
  const names = [...members].filter((one) => one.name).sort((a, b) => b.name.length - a.name.length);
  if (!names.length || !text.includes("@")) return [];
  const found = text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])@(${names.map((one) => plain(one.name)).join("|")})(?![\\p{L}\\p{N}])`, "gu"));
  const said = new Set([...found].map((one) => one[1]));
  return names.filter((one) => said.has(one.name)).map((one) => one.id);
}

export interface Asked {
  /** Where the `@` stands. */
  from: number;
  word: string;
}

/** What is being typed after an `@` before the caret, if anything is. */
export function askedAt(text: string, caret: number): Asked | null {
  const found = /(?:^|[\s(])@([\p{L}\p{N}'’.-]*(?: [\p{L}\p{N}'’.-]*)?)$/u.exec(text.slice(0, caret));
  return found ? { from: caret - found[1]!.length - 1, word: found[1]! } : null;
}

export function matching<N extends Named>(members: readonly N[], word: string): N[] {
  const wanted = word.toLowerCase();
  const starts = (name: string) => name.toLowerCase().split(/\s+/).some((part) => part.startsWith(wanted));
  return members.filter((one) => one.name.toLowerCase().startsWith(wanted) || starts(one.name)).slice(0, 6);
}
