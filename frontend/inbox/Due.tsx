import { Timer, TimerOff } from "lucide";
import { Icon } from "../shared/Icon.tsx";
import type { TicketShape } from "../shared/types.gen.ts";
import { useDesk } from "./desk.ts";
import { left, whole } from "./times.ts";

/** How much time is left to keep what was promised. */
export function Due({ ticket, what = false }: { ticket: TicketShape | null; what?: boolean }) {
  const { model } = useDesk();
  if (!ticket?.due_at) return null;
  const { text, state } = left(ticket.due_at, model.now.value);
  const named = ticket.due_for === "answer" ? "Answer" : "Solution";
  return (
    <span class={`inbox-due inbox-due--${state}`} title={`${named} due ${whole(ticket.due_at)}`}>
      <Icon of={state === "late" ? TimerOff : Timer} />
      <span class="hidden">{named} due: </span>
      {what && `${named}: `}
      {text}
    </span>
  );
}
