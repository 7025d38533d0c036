// What a browser remembers of its visits: the day of the last one, nothing else.

/** Today in UTC, as 2026-11-30. */
export const today = (now = new Date()): string => now.toISOString().slice(0, 10);

/** What to count and to remember; undefined on a day that was counted already. */
export function visit(last: string | null, day: string): { back: boolean; day: string } | undefined {
  return last === day ? undefined : { back: last !== null, day };
}
