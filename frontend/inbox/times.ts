const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago in the shortest form: now, 4m, 3h, 2d, then the date. */
export function ago(at: string, now: number): string {
  const since = Math.max(0, now - Date.parse(at));
  if (since < MINUTE) return "now";
  if (since < HOUR) return `${Math.floor(since / MINUTE)}m`;
  if (since < DAY) return `${Math.floor(since / HOUR)}h`;
  if (since < 7 * DAY) return `${Math.floor(since / DAY)}d`;
  return new Date(at).toLocaleDateString(undefined, { day: "numeric", month: "short" });
}

/** The same in words, for those who hear it. */
export function waited(at: string, now: number): string {
  const since = Math.max(0, now - Date.parse(at));
  const [count, unit] = since < HOUR ? [since / MINUTE, "minute"] : since < DAY ? [since / HOUR, "hour"] : [since / DAY, "day"];
  const whole = Math.max(1, Math.floor(count));
  return `${whole} ${unit}${whole === 1 ? "" : "s"}`;
}

export function clock(at: string | number): string {
  return new Date(at).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
}

export function whole(at: string): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "long" });
}

export function dayName(at: string, now: number): string {
  const then = new Date(at);
  if (then.toDateString() === new Date(now).toDateString()) return "Today";
  if (then.toDateString() === new Date(now - DAY).toDateString()) return "Yesterday";
  const year = then.getFullYear() === new Date(now).getFullYear() ? undefined : "numeric";
  return then.toLocaleDateString(undefined, { weekday: "long", day: "numeric", month: "long", year });
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? "")][0] ?? "").join("").toUpperCase() || "?";
}
