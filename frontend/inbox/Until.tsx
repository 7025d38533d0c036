import { useDesk } from "./desk.ts";
import { goesOut } from "./later.ts";
import { TimeForm } from "./TimeForm.tsx";

/** Until when a conversation sleeps. */
export function Until() {
  const { bulk } = useDesk();
  return <TimeForm label="Snooze until" hint="A message from them ends it sooner." action="Snooze" onTime={(until) => void bulk.snooze(until)} />;
}

/** When an answer goes out. */
export function LaterAt() {
  const desk = useDesk();
  return <TimeForm label="Send at" hint="If they write before, you are told." action="Send later" onTime={(due) => void goesOut(desk, due)} />;
}
