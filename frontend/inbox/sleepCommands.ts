// Until when a conversation may sleep.
import { AlarmClock, Clock, MoonStar } from "lucide";
import { type Command, to } from "./command.ts";
import { type Desk, may } from "./desk.ts";
import { inZone, presets } from "./snooze.ts";

export function sleeps(desk: Desk): Command[] {
  const { model, bulk } = desk;
  if (!may(model, "conversation.status")) return [];
  const zone = model.first.workspace.time_zone;
  const all: Command[] = presets(Date.now(), zone).map((one) => ({
    id: `snooze-${one.id}`,
    group: "Snooze",
    label: one.label,
    also: "snooze sleep",
    icon: one.until ? AlarmClock : MoonStar,
    ...(one.until && { end: inZone(one.until, zone) }),
    run: () => void bulk.snooze(one.until),
  }));
  return [...all, { id: "snooze-until", group: "Snooze", label: "A day and time of your own", also: "snooze until", icon: Clock, leads: true, run: to(desk, "until") }];
}
