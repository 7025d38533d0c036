import { Check } from "lucide";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { Icon } from "../shared/Icon.tsx";

export interface Choice {
  id: string;
  label: string;
  /** Extra words to find it by. */
  also?: string;
  chosen?: boolean;
  before?: ComponentChildren;
}

interface Props {
  label: string;
  choices: Choice[];
  onChoose: (id: string) => void;
  onClose: () => void;
  /** Stays open after a choice: for choosing several. */
  many?: boolean;
  /** Makes a choice of what was typed when nothing matches. */
  make?: (typed: string) => Choice | null;
}

function matching(choices: Choice[], typed: string, make: Props["make"]): Choice[] {
  const word = typed.trim().toLowerCase();
  if (!word) return choices;
  const found = choices.filter((choice) => `${choice.label} ${choice.also ?? ""}`.toLowerCase().includes(word));
  const exact = found.some((choice) => choice.label.toLowerCase() === word);
  const made = exact ? null : make?.(typed.trim());
  return made ? [...found, made] : found;
}

/** Closes on a press outside, and gives the focus back to where it was. */
function useClosing(onClose: () => void) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const outside = (event: PointerEvent) => {
      const place = box.current?.parentElement;
      if (place && !place.contains(event.target as Node)) onClose();
    };
    addEventListener("pointerdown", outside);
    return () => {
      removeEventListener("pointerdown", outside);
      before?.focus();
    };
  }, []);
  return box;
}

export function Menu({ label, choices, onChoose, onClose, many = false, make }: Props) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const box = useClosing(onClose);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const found = matching(choices, typed, make);
  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    onChoose(choice.id);
    setTyped("");
    if (!many) onClose();
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((at + step + found.length) % Math.max(1, found.length));
    else if (event.key === "Enter") choose(found[at]);
    else if (event.key === "Escape" || event.key === "Tab") onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="inbox-menu" ref={box} onKeyDown={press}>
      <input
        ref={field}
        class="inbox-menu__find"
        role="combobox"
        aria-expanded="true"
        aria-controls="menu-choices"
        aria-activedescendant={found[at] ? `choice-${at}` : undefined}
        aria-label={label}
        placeholder={label}
        autocomplete="off"
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
      />
      <ul class="inbox-menu__choices" id="menu-choices" role="listbox" aria-label={label} aria-multiselectable={many}>
        {found.map((choice, index) => (
          <li
            key={choice.id}
            id={`choice-${index}`}
            role="option"
            class={`inbox-menu__choice ${index === at ? "inbox-menu__choice--at" : ""}`}
            aria-selected={!!choice.chosen}
            onPointerMove={() => setAt(index)}
            onClick={() => choose(choice)}
          >
            {choice.before}
            <span class="inbox-menu__label">{choice.label}</span>
            {choice.chosen && <Icon of={Check} />}
          </li>
        ))}
      </ul>
      {!found.length && <p class="inbox-menu__none">Nothing matches.</p>}
    </div>
  );
}
