const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Options = Intl.DateTimeFormatOptions;

/** Making a format takes longer than a hundred uses of it. */
function format(options: Options): (at: string | number) => string {
  let made: Intl.DateTimeFormat | undefined;
  return (at) => (made ??= new Intl.DateTimeFormat(undefined, options)).format(new Date(at));
}

const dayAndMonth = format({ day: "numeric", month: "short" });
const weekday = format({ weekday: "long", day: "numeric", month: "long" });
const weekdayAndYear = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });

export const clock = format({ hour: "2-digit", minute: "2-digit" });
export const whole = format({ dateStyle: "medium", timeStyle: "long" });
export const day = format({ dateStyle: "medium" });

/** How long ago in the shortest form: now, 4m, 3h, 2d, then the date. */
export function ago(at: string, now: number): string {
  const since = Math.max(0, now - Date.parse(at));
  if (since < MINUTE) return "now";
  if (since < HOUR) return `${Math.floor(since / MINUTE)}m`;
  if (since < DAY) return `${Math.floor(since / HOUR)}h`;
  if (since < 7 * DAY) return `${Math.floor(since / DAY)}d`;
  return dayAndMonth(at);
}

/** The same in words, for those who hear it. */
export function waited(at: string, now: number): string {
  const since = Math.max(0, now - Date.parse(at));
  const [count, unit] = since < HOUR ? [since / MINUTE, "minute"] : since < DAY ? [since / HOUR, "hour"] : [since / DAY, "day"];
  const whole = Math.max(1, Math.floor(count));
  return `${whole} ${unit}${whole === 1 ? "" : "s"}`;
}

export function dayName(at: string, now: number): string {
  const then = new Date(at);
  if (then.toDateString() === new Date(now).toDateString()) return "Today";
  if (then.toDateString() === new Date(now - DAY).toDateString()) return "Yesterday";
  return then.getFullYear() === new Date(now).getFullYear() ? weekday(at) : weekdayAndYear(at);
}

function span(ms: number): string {
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)}m`;
  return ms < 2 * DAY ? `${Math.floor(ms / HOUR)}h` : `${Math.floor(ms / DAY)}d`;
}

export interface Left {
  text: string;
  state: "far" | "soon" | "late";
}

/** How much time is left until a moment, in the shortest form; the last half hour is soon. */
export function left(until: string, now: number): Left {
  const ms = Date.parse(until) - now;
  if (ms < 0) return { text: `${span(-ms)} late`, state: "late" };
  return { text: `${span(ms)} left`, state: ms <= HOUR / 2 ? "soon" : "far" };
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? "")][0] ?? "").join("").toUpperCase() || "?";
}
