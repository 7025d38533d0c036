// Answers that go out at a time of their own: written here, kept by the server, shown in the thread until they go.
import { AlarmClock, Clock } from "lucide";
import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { Refused } from "../shared/problems.ts";
import type { ConversationForAgent, ScheduledShape } from "../shared/types.gen.ts";
import { type Command, to } from "./command.ts";
import { type Desk, may, useDesk } from "./desk.ts";
import { inZone, presets } from "./snooze.ts";

const known = signal<{ id: string; items: ScheduledShape[] } | null>(null);

/** The one whose time is chosen anew; null: the one in the composer. */
export const moving = signal<string | null>(null);

type Send = (due: string) => Promise<void>;
let composed: { send: Send; ready: () => boolean } | null = null;

export const waitingIn = (row: ConversationForAgent): ScheduledShape[] => (known.value?.id === row.id ? known.value.items : []);

/** Fetched anew whenever the conversation changed otherwise than by a message, or one came that may have waited here. */
export function useScheduled(row: ConversationForAgent) {
  const { api } = useDesk();
  const some = waitingIn(row).length > 0;
  useEffect(() => {
    let gone = false;
    api.scheduled(row.id).then(
      ({ items }) => {
        if (!gone) known.value = { id: row.id, items };
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [row.id, some ? row.version : row.version - row.last_seq]);
}

/** What the composer of the open conversation does when a time is chosen for its text. */
export function useLater(send: Send, ready: () => boolean) {
  useLayoutEffect(() => {
    const mine = { send, ready };
    composed = mine;
    return () => {
      if (composed === mine) composed = null;
    };
  });
}

/** Asks for a time, for what stands in the composer or for one that waits already. */
export function askTime({ model, actions }: Desk, id: string | null = null): void {
  if (!id && !composed?.ready()) {
    document.getElementById("composer")?.focus();
    return actions.say("Write an answer first, then choose when it goes out.");
  }
  moving.value = id;
  model.palette.value = "later";
}

export async function goesOut(desk: Desk, due: string): Promise<void> {
  const { api, actions, model } = desk;
  const id = moving.value;
  const when = inZone(due, model.first.workspace.time_zone);
  try {
    if (id) await api.changeScheduled(id, { due_at: due });
    else await composed?.send(due);
    actions.say(`It goes out on ${when}.`);
  } catch (error) {
    actions.say(error instanceof Refused && !error.passing ? error.message : "This could not be kept. Try again.");
  }
}

/** Takes one out of the queue; its words go back into the composer of whoever wrote them. */
export async function callOff(desk: Desk, row: ConversationForAgent, answer: ScheduledShape, edit: boolean): Promise<void> {
  const { api, drafts, model, actions } = desk;
  try {
    await api.callOff(answer.id);
  } catch {
    return actions.say("This could not be called off. It may have gone out.");
  }
  if (known.value?.id === row.id) known.value = { id: row.id, items: known.value.items.filter((one) => one.id !== answer.id) };
  if (!edit) return actions.say("It does not go out.");
  drafts.write(row.id, "reply", [answer.body, drafts.read(row.id, "reply")].filter(Boolean).join("\n\n"));
  drafts.writeFiles(row.id, [...answer.attachments, ...drafts.readFiles(row.id)]);
  model.mode.value = "reply";
  model.restored.value += 1;
}

export function laters(desk: Desk): Command[] {
  const { model } = desk;
  if (!may(model, "conversation.reply")) return [];
  const zone = model.first.workspace.time_zone;
  const some = presets(Date.now(), zone).flatMap((one) => (one.until ? [{ ...one, until: one.until }] : []));
  const all: Command[] = some.map((one) => ({
    id: `later-${one.id}`,
    group: "Send later",
    label: one.label,
    also: "send later schedule",
    icon: AlarmClock,
    end: inZone(one.until, zone),
    run: () => void goesOut(desk, one.until),
  }));
  return [...all, { id: "later-at", group: "Send later", label: "A day and time of your own", also: "send at schedule", icon: Clock, leads: true, run: to(desk, "laterAt") }];
}
