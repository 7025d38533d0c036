import type { ConversationForAgent } from "../shared/types.gen.ts";
import { useDesk } from "./desk.ts";
import type { Mode } from "./drafts.ts";
import { keyLabel, titleOf } from "./keymap.ts";

const MODES: [Mode, string][] = [
  ["reply", "Reply"],
  ["note", "Note"],
];

export function Modes() {
  const { model } = useDesk();
  const pick = (mode: Mode) => {
    model.mode.value = mode;
    document.getElementById("composer")?.focus();
  };
  return (
    <div class="inbox-modes" role="group" aria-label="What you write">
      {MODES.map(([mode, name]) => (
        <button
          key={mode}
          type="button"
          class={`inbox-modes__one inbox-modes__one--${mode}`}
          title={titleOf(mode)}
          aria-pressed={model.mode.value === mode}
          onClick={() => pick(mode)}
        >
          {name}
          <kbd aria-hidden="true">{keyLabel(mode)}</kbd>
        </button>
      ))}
      <span class="inbox-modes__hint">
        {model.mode.value === "note" ? "Only your team sees a note." : ""}
      </span>
    </div>
  );
}

/** Somebody else is answering right now: two answers help nobody. */
export function Collision({ row }: { row: ConversationForAgent }) {
  const { model } = useDesk();
  const others = Object.values(model.typists.value[row.id] ?? {}).filter((typist) => typist.kind === "member");
  return (
    <p class="inbox-collision" role="status">
      {others.length > 0 && `${others.map((typist) => typist.name).join(" and ")} is writing an answer here.`}
    </p>
  );
}

/** Asked once, when somebody else was faster. Sending again sends. */
export function SendAnyway({ question, send, keep }: { question: string; send: () => void; keep: () => void }) {
  return (
    <p class="inbox-anyway" role="alert">
      <span>{question}</span>
      <button type="button" class="button" onClick={send}>
        Send anyway
      </button>
      <button
        type="button"
        class="link"
        onClick={() => {
          keep();
          document.getElementById("composer")?.focus();
        }}
      >
        Keep writing
      </button>
    </p>
  );
}
