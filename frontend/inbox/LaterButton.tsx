import { CalendarClock } from "lucide";
import { Icon } from "../shared/Icon.tsx";
import { useDesk } from "./desk.ts";
import { titleOf } from "./keymap.ts";
import { askTime } from "./later.ts";

/** Chooses when the answer in the composer goes out. */
export function LaterButton({ off }: { off: boolean }) {
  const desk = useDesk();
  return (
    <button type="button" class="tool inbox-composer__later" aria-label="Send later" title={titleOf("later")} disabled={off} onClick={() => askTime(desk)}>
      <Icon of={CalendarClock} />
    </button>
  );
}
