// The words of the open chat, in the one language that the loader fetched.
import type { Words } from "./lang/en.ts";
import type { Locale } from "./locale.ts";

export let t: Words;
export let locale: Locale = "en";

export function speak(wanted: Locale, words: Words): void {
  locale = wanted;
  t = words;
}

export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

const isToday = (then: Date, now: Date): boolean => then.toDateString() === now.toDateString();

export function dayName(at: string, now = new Date()): string {
  const then = new Date(at);
  if (isToday(then, now)) return t.today;
  if (isToday(new Date(then.getTime() + 86_400_000), now)) return t.yesterday;
  return then.toLocaleDateString(locale, { weekday: "long", day: "numeric", month: "long" });
}

export function clock(at: string | number): string {
  return new Date(at).toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" });
}

export function moment(at: string): string {
  return new Date(at).toLocaleString(locale, { weekday: "long", hour: "2-digit", minute: "2-digit", timeZoneName: "short" });
}

const WHY: Record<string, keyof Words> = {
  too_large: "tooLarge",
  empty_file: "emptyFile",
  unsupported_file: "badFile",
  too_many_requests: "tooMany",
};

/** Why a file did not go up. */
export function whyFile(code: string, size: string): string {
  return fill(t[WHY[code] ?? "fileFailed"], { size });
}
