import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { GROUPS, search } from "./emoji.ts";

export interface EmojiProps {
  onPick: (emoji: string) => void;
  onClose: () => void;
}

const COLUMNS = 8;

/** Arrow keys walk over the grid, whatever is found. */
function walk(event: KeyboardEvent, box: HTMLElement | null): void {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.key];
  if (!step || !box) return;
  const buttons = [...box.querySelectorAll<HTMLButtonElement>(".inbox-emoji__one")];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  if (at < 0 && step < 0) return;
  if (at < 0 && event.key === "ArrowRight") return;
  event.preventDefault();
  if (at + step < 0) box.querySelector("input")?.focus();
  else buttons[at < 0 ? 0 : Math.min(buttons.length - 1, at + step)]?.focus();
}

export function EmojiPicker({ onPick, onClose }: EmojiProps) {
  const [typed, setTyped] = useState("");
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.querySelector("input")?.focus(), []);
  const groups = typed.trim() ? [{ name: "Found", items: search(typed) }] : GROUPS;
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    else if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      const first = groups[0]?.items[0];
      if (first) onPick(first[0]);
    } else return walk(event, box.current);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="inbox-emoji" role="dialog" aria-label="Emoji" ref={box} onKeyDown={press}>
      <input
        class="inbox-menu__find"
        aria-label="Find an emoji"
        placeholder="Find an emoji"
        autocomplete="off"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <div class="inbox-emoji__groups">
        {groups.map(({ name, items }) => (
          <section key={name} aria-label={name}>
            <h3>{name}</h3>
            {items.map(([emoji, words]) => (
              <button key={emoji} type="button" class="inbox-emoji__one" title={words} aria-label={words} onClick={() => onPick(emoji)}>
                {emoji}
              </button>
            ))}
            {!items.length && <p class="inbox-menu__none">Nothing matches.</p>}
          </section>
        ))}
      </div>
    </div>
  );
}
