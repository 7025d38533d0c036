// Messages that belong together: one day, one author, no long silence between.
const SILENCE_MS = 5 * 60_000;

interface Said {
  at: string;
}

export interface Group<M> {
  key: string;
  messages: M[];
}

export interface Day<M> {
  day: string;
  groups: Group<M>[];
}

const dayOf = (at: string): string => new Date(at).toDateString();

export function grouped<M extends Said & { id: string }>(messages: M[], author: (message: M) => string): Day<M>[] {
  const days: Day<M>[] = [];
  let last: M | undefined;
  for (const message of messages) {
    const sameDay = last !== undefined && dayOf(last.at) === dayOf(message.at);
    if (!sameDay) days.push({ day: message.at, groups: [] });
    const groups = days[days.length - 1]!.groups;
    const near = last !== undefined && Date.parse(message.at) - Date.parse(last.at) < SILENCE_MS;
    const together = sameDay && near && last !== undefined && author(last) === author(message);
    if (together) groups[groups.length - 1]!.messages.push(message);
    else groups.push({ key: message.id, messages: [message] });
    last = message;
  }
  return days;
}
