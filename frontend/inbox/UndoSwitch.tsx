import { Timer, TimerOff } from "lucide";
import { useState } from "preact/hooks";
import { Icon } from "../shared/Icon.tsx";
import { setUndoSend, undoSend } from "./held.ts";

/** Whether answers wait five seconds on this device before they go out. */
export function UndoSwitch() {
  const [on, setOn] = useState(undoSend());
  const turn = () => {
    setUndoSend(!on);
    setOn(!on);
  };
  return (
    <button
      type="button"
      class="tool"
      aria-pressed={on}
      aria-label="Undo sending for 5 seconds"
      title={on ? "Answers wait 5 seconds and can be taken back. Press to send at once." : "Answers go out at once. Press to wait 5 seconds."}
      onClick={turn}
    >
      <Icon of={on ? Timer : TimerOff} />
    </button>
  );
}
