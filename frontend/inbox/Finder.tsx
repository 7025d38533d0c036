import { type Ref } from "preact";
import { useState } from "preact/hooks";

/** A line typed to narrow a list, and which of its lines is chosen by the arrows. */
export function useSteps() {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const type = (text: string) => {
    setTyped(text);
    setAt(0);
  };
  /** True when the key moved the choice; `far` is how many lines a page key goes. */
  const step = (event: KeyboardEvent, count: number, far = 0): boolean => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: far, PageUp: -far }[event.key];
    if (!by) return false;
    setAt((at + by + count * Math.max(1, far)) % Math.max(1, count));
    return true;
  };
  return { typed, type, at, setAt, step };
}

interface Props {
  field: Ref<HTMLInputElement>;
  label: string;
  hint?: string;
  list: string;
  /** The id of the line that Enter takes. */
  active: string | undefined;
  typed: string;
  onType: (text: string) => void;
  onKey: (event: KeyboardEvent) => void;
}

/** The palette's field: a combobox over the list whose id it is given. */
export function FinderField({ field, label, hint = label, list, active, typed, onType, onKey }: Props) {
  return (
    <input
      ref={field}
      class="inbox-palette__find"
      role="combobox"
      aria-expanded="true"
      aria-controls={list}
      aria-activedescendant={active}
      aria-label={label}
      placeholder={hint}
      autocomplete="off"
      value={typed}
      onKeyDown={onKey}
      onInput={(event) => onType(event.currentTarget.value)}
    />
  );
}
