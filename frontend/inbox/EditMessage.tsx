import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { grow, sends } from "../shared/compose.ts";
import type { MessageForAgent } from "../shared/types.gen.ts";
import { useDesk } from "./desk.ts";

interface Props {
  message: MessageForAgent;
  onDone: () => void;
}

export function EditMessage({ message, onDone }: Props) {
  const { actions } = useDesk();
  const [text, setText] = useState(message.body);
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => grow(field.current), [text]);
  useLayoutEffect(() => field.current?.focus(), []);
  const save = async () => {
    const body = text.trim();
    if (body === message.body || (body && (await actions.edit(message.id, body)))) onDone();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape" && !sends(event, true)) return;
    event.preventDefault();
    if (event.key === "Escape") onDone();
    else void save();
  };
  return (
    <div class="inbox-edit">
      <textarea
        ref={field}
        class="inbox-edit__field"
        aria-label="Edit message"
        dir="auto"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={press}
      />
      <p class="inbox-edit__foot">
        <button type="button" class="button button--accent" disabled={!text.trim()} onClick={() => void save()}>
          Save
        </button>
        <button type="button" class="button" onClick={onDone}>
          Cancel
        </button>
      </p>
    </div>
  );
}
