// Until when a conversation may sleep, in the workspace's time zone wherever the agent sits.
export interface Preset {
  id: string;
  label: string;
  /** Null: until they answer. */
  until: string | null;
}

interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** What the clock on a wall in the zone shows. */
export function wall(moment: number, zone: string): Wall {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(moment);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return { year: of("year"), month: of("month"), day: of("day"), hour: of("hour"), minute: of("minute") };
}

const asUtc = (at: Wall): number => Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute);

/** The moment at which the zone's clock shows this. Of an hour that is skipped the moment after it. */
export function momentOf(at: Wall, zone: string): number {
  const wanted = asUtc(at);
  let guess = wanted;
  for (let turn = 0; turn < 2; turn += 1) guess += wanted - asUtc(wall(guess, zone));
  return guess;
}

const MORNING = 9;
const EVENING = 18;
const MONDAY = 1;
const HOUR = 60 * 60_000;

export function presets(now: number, zone: string): Preset[] {
  const today = wall(now, zone);
  const weekday = new Date(asUtc(today)).getUTCDay();
  const later = (days: number, hour: number) => {
    const day = new Date(Date.UTC(today.year, today.month - 1, today.day + days));
    const at = { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate(), hour, minute: 0 };
    return new Date(momentOf(at, zone)).toISOString();
  };
  const toMonday = (MONDAY - weekday + 7) % 7 || 7;
  return [
    { id: "answer", label: "Until they answer", until: null },
    { id: "hours", label: "In 3 hours", until: new Date(now + 3 * HOUR).toISOString() },
    ...(today.hour < EVENING - 1 ? [{ id: "evening", label: "This evening", until: later(0, EVENING) }] : []),
    { id: "tomorrow", label: "Tomorrow morning", until: later(1, MORNING) },
    ...(toMonday > 1 ? [{ id: "monday", label: "Monday morning", until: later(toMonday, MORNING) }] : []),
    { id: "week", label: "In a week", until: later(7, MORNING) },
  ];
}

/** A moment as people of the zone say it: Tue, 24 Nov, 09:00. */
export function inZone(moment: string, zone: string): string {
  return new Date(moment).toLocaleString(undefined, {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
}
