import { Timer, TimerOff } from "lucide";
import { useState } from "preact/hooks";
import { Icon } from "../shared/Icon.tsx";
import { setUndoSend, undoSend } from "./held.ts";

/** Whether answers wait some seconds on this device before they go out. */
export function UndoSwitch({ seconds }: { seconds: number }) {
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
      aria-label={`Undo sending for ${seconds} seconds`}
      title={on ? `Answers wait ${seconds} seconds and can be taken back. Press to send at once.` : `Answers go out at once. Press to wait ${seconds} seconds.`}
      onClick={turn}
    >
      <Icon of={on ? Timer : TimerOff} />
    </button>
  );
}
