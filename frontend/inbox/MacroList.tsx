import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { MacroShape } from "../shared/types.gen.ts";
import { useDesk } from "./desk.ts";
import { FinderField, useSteps } from "./Finder.tsx";

const settingsOf = (base: string) => `${base.replace(/inbox\/$/, "")}settings/macros/`;

/** Choosing one leads to what it would change. */
export function MacroList() {
  const { model, macros } = useDesk();
  const { typed, type, at, setAt, step } = useSteps();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  useEffect(() => void macros.fetch(), [macros]);
  const all = macros.all.value;
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = Array.isArray(all) ? all.filter((one) => words.every((word) => `${one.name} ${one.says.join(" ")}`.toLowerCase().includes(word))) : [];
  const choose = (one: MacroShape | undefined) => {
    if (!one) return;
    macros.chosen.value = one;
    model.palette.value = "macro";
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter") choose(found[at]);
    else if (!step(event, found.length)) return;
    event.preventDefault();
  };
  const empty = Array.isArray(all) && !all.length;
  return (
    <>
      <div class="inbox-palette__head">
        <FinderField field={field} label="Use a macro" list="macros" active={found[at] && `macro-${at}`} typed={typed} onType={type} onKey={press} />
      </div>
      <ul class="inbox-palette__all" id="macros" role="listbox" aria-label="Macros">
        {found.map((one, index) => (
          <li
            key={one.id}
            id={`macro-${index}`}
            role="option"
            aria-selected={index === at}
            class={`inbox-palette__one inbox-macro ${index === at ? "inbox-palette__one--at" : ""}`}
            onClick={() => choose(one)}
            onPointerMove={() => setAt(index)}
          >
            <span class="inbox-macro__text" dir="auto">
              <b>{one.name}</b>
              <span class="inbox-macro__says">{one.says.join(" · ")}</span>
            </span>
            {!one.shared && <span class="inbox-palette__end">Only you</span>}
          </li>
        ))}
      </ul>
      {all === "failed" && <p class="inbox-menu__none">The macros could not be loaded. Close this and try again.</p>}
      {empty && (
        <p class="inbox-menu__none">
          No macro yet.{" "}
          <a class="link" href={settingsOf(model.first.urls.base)}>
            Make the first
          </a>
        </p>
      )}
      {Array.isArray(all) && all.length > 0 && !found.length && <p class="inbox-menu__none">Nothing matches. Try fewer letters.</p>}
    </>
  );
}
