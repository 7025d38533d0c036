import { X } from "lucide";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { grow, sends } from "../shared/compose.ts";
import { Icon } from "../shared/Icon.tsx";
import type { MessageForAgent } from "../shared/types.gen.ts";
import { Words } from "../shared/Words.tsx";
import { may, useDesk } from "./desk.ts";
import { whole } from "./times.ts";

/** What is right where the message is not. The message stays as it was said. */
export function Corrections({ message }: { message: MessageForAgent }) {
  const { model, actions } = useDesk();
  const nameOf = (id: string | null) => model.first.members.find((member) => member.id === id)?.name ?? "a program";
  return (
    <>
      {message.corrections.map((one) => (
        <div key={one.id} class="inbox-correction">
          <p class="inbox-correction__by">
            <b>Corrected</b> <time dateTime={one.at}>{whole(one.at)}</time> by <span dir="auto">{nameOf(one.by)}</span>
            {may(model, "note.write") && (
              <button
                type="button"
                class="tool"
                aria-label="Remove this correction"
                title="Remove this correction"
                onClick={() => void actions.uncorrect(one.id)}
              >
                <Icon of={X} />
              </button>
            )}
          </p>
          <Words text={one.text} />
        </div>
      ))}
    </>
  );
}

interface Props {
  message: MessageForAgent;
  onDone: () => void;
}

/** The form for one more. */
export function CorrectMessage({ message, onDone }: Props) {
  const { actions } = useDesk();
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => grow(field.current), [text]);
  useLayoutEffect(() => field.current?.focus(), []);
  const save = async () => {
    if (text.trim() && (await actions.correct(message.id, text.trim()))) onDone();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape" && !sends(event, true)) return;
    event.preventDefault();
    if (event.key === "Escape") onDone();
    else void save();
  };
  return (
    <div class="inbox-edit inbox-edit--below">
      <textarea
        ref={field}
        class="inbox-edit__field"
        aria-label="What is right"
        placeholder="What is right. Whoever reads the message reads this too, also its customer."
        dir="auto"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={press}
      />
      <p class="inbox-edit__foot">
        <button type="button" class="button button--accent" disabled={!text.trim()} onClick={() => void save()}>
          Correct
        </button>
        <button type="button" class="button" onClick={onDone}>
          Cancel
        </button>
      </p>
    </div>
  );
}
