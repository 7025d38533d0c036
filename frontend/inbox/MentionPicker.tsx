import { useLayoutEffect, useState } from "preact/hooks";
import { useDesk } from "./desk.ts";
import { askedAt, matching } from "./mentions.ts";
import { Person } from "./Person.tsx";

interface Props {
  field: { current: HTMLTextAreaElement | null };
  text: string;
  write: (text: string) => void;
}

/** Who can be named, while an `@` is typed in a note. The keys stay with the field. */
export function useMentions({ field, text, write }: Props) {
  const { model } = useDesk();
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  const [closed, setClosed] = useState(-1);
  useLayoutEffect(() => setCaret(field.current?.selectionStart ?? 0), [text]);
  const asked = model.mode.value === "note" && document.activeElement === field.current ? askedAt(text, caret) : null;
  const others = model.first.members.filter((one) => one.id !== model.first.me.id);
  const exact = asked && others.some((one) => one.name === asked.word);
  const found = asked && !exact && asked.from !== closed ? matching(others, asked.word) : [];
  const here = Math.min(at, Math.max(0, found.length - 1));
  const choose = (name: string) => {
    if (!asked || !field.current) return;
    const before = `${text.slice(0, asked.from)}@${name} `;
    write(before + text.slice(caret));
    setAt(0);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(before.length, before.length);
      setCaret(before.length);
    });
  };
  /** Whether the key was for the list. */
  const press = (event: KeyboardEvent): boolean => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!found.length || event.ctrlKey || event.metaKey) return false;
    if (step) setAt((here + step + found.length) % found.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(found[here]!.name);
    else if (event.key === "Escape") setClosed(asked!.from);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const attributes = found.length
    ? { "aria-controls": "mentions", "aria-activedescendant": `mention-${here}`, "aria-autocomplete": "list" as const }
    : {};
  const list = found.length > 0 && (
    <ul class="inbox-mentions" id="mentions" role="listbox" aria-label="Mention">
      {found.map((one, index) => (
        <li
          key={one.id}
          id={`mention-${index}`}
          role="option"
          aria-selected={index === here}
          class={`inbox-menu__choice ${index === here ? "inbox-menu__choice--at" : ""}`}
          onPointerDown={(event) => {
            event.preventDefault();
            choose(one.name);
          }}
        >
          <Person name={one.name} online={model.online.value.has(one.id)} />
          <span class="inbox-menu__label">{one.name}</span>
        </li>
      ))}
    </ul>
  );
  return { list, press, attributes };
}
