import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useDesk } from "./desk.ts";
import { momentOf, wall } from "./snooze.ts";

interface Props {
  label: string;
  hint: string;
  action: string;
  onTime: (until: string) => void;
}

const two = (n: number): string => String(n).padStart(2, "0");

/** A day and time of one's own, in the workspace's time zone. */
export function TimeForm({ label, hint, action, onTime }: Props) {
  const { model } = useDesk();
  const zone = model.first.workspace.time_zone;
  const field = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState("");
  const tomorrow = wall(Date.now() + 24 * 60 * 60_000, zone);
  useLayoutEffect(() => field.current?.focus(), []);
  const send = (event: Event) => {
    event.preventDefault();
    const [year, month, day, hour, minute] = (field.current?.value ?? "").split(/\D/).map(Number);
    if (!year || !month || !day) return setWrong("Choose a day and a time.");
    const until = momentOf({ year, month, day, hour: hour ?? 0, minute: minute ?? 0 }, zone);
    if (until <= Date.now()) return setWrong("This time is over. Choose one to come.");
    model.palette.value = null;
    onTime(new Date(until).toISOString());
  };
  return (
    <form class="inbox-palette__form" onSubmit={send}>
      <label for="until">{label}</label>
      <input
        id="until"
        ref={field}
        type="datetime-local"
        class="inbox-palette__field"
        defaultValue={`${tomorrow.year}-${two(tomorrow.month)}-${two(tomorrow.day)}T09:00`}
        aria-describedby="until-zone"
      />
      <p id="until-zone" class="inbox-palette__hint">
        In the time of {zone.replaceAll("_", " ")}. {hint}
      </p>
      {wrong && (
        <p class="inbox-palette__wrong" role="alert">
          {wrong}
        </p>
      )}
      <button type="submit" class="button button--accent">
        {action}
      </button>
    </form>
  );
}
