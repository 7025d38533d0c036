import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Choice } from "./Choice.tsx";
import type { Command } from "./command.ts";
import { offered } from "./commands.ts";
import { type Desk, useDesk } from "./desk.ts";
import type { PalettePage } from "./model.ts";
import { NameView } from "./NameView.tsx";
import { Until } from "./Until.tsx";
import { viewCommands } from "./savedViews.ts";

const ASKS: Partial<Record<PalettePage, string>> = {
  all: "What would you like to do?",
  assign: "Assign to",
  tags: "Add or remove a tag",
  status: "Set status",
  snooze: "Snooze",
  lists: "Go to a list",
  view: "This view",
};

function about(desk: Desk, page: PalettePage): string {
  const rows = page === "assign" || page === "tags" || page === "snooze" || page === "until" || page === "status" ? desk.bulk.targets() : [];
  if (!rows.length) return "";
  return rows.length === 1 ? rows[0]!.contact.name || "Visitor" : `${rows.length} conversations`;
}

function Commands({ page }: { page: PalettePage }) {
  const desk = useDesk();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    setTyped("");
    setAt(0);
    field.current?.focus();
  }, [page]);
  const found = offered(desk, page, typed, viewCommands(desk));
  useLayoutEffect(() => document.getElementById(`command-${at}`)?.scrollIntoView({ block: "nearest" }), [at]);
  const choose = (one: Command | undefined) => {
    if (!one) return;
    if (!one.leads) desk.model.palette.value = null;
    one.run();
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) setAt((at + step + found.length * 8) % Math.max(1, found.length));
    else if (event.key === "Enter") choose(found[at]);
    else if (event.key === "Backspace" && !typed && page !== "all") desk.model.palette.value = "all";
    else return;
    event.preventDefault();
  };
  const subject = about(desk, page);
  return (
    <>
      <div class="inbox-palette__head">
        {subject && <p class="inbox-palette__about">{subject}</p>}
        <input
          ref={field}
          class="inbox-palette__find"
          role="combobox"
          aria-expanded="true"
          aria-controls="commands"
          aria-activedescendant={found[at] ? `command-${at}` : undefined}
          aria-label={ASKS[page]}
          placeholder={ASKS[page]}
          autocomplete="off"
          value={typed}
          onKeyDown={press}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setAt(0);
          }}
        />
      </div>
      <ul class="inbox-palette__all" id="commands" role="listbox" aria-label={ASKS[page]}>
        {found.map((one, index) => (
          <>
            {one.group !== found[index - 1]?.group && (
              <li key={`group-${one.group}-${index}`} class="inbox-palette__group" role="presentation">
                {one.group}
              </li>
            )}
            <Choice key={one.id} one={one} at={at} index={index} choose={() => choose(one)} point={() => setAt(index)} />
          </>
        ))}
      </ul>
      {!found.length && <p class="inbox-menu__none">Nothing matches. Try fewer letters.</p>}
    </>
  );
}

/** One dialog for everything that is chosen by typing: commands, lists, people, tags, times. */
export function Palette() {
  const { model } = useDesk();
  const dialog = useRef<HTMLDialogElement>(null);
  const page = model.palette.value;
  // Before the next key comes: whoever types on at once loses no letter.
  useLayoutEffect(() => {
    if (page && !dialog.current?.open) dialog.current?.showModal();
  }, [page]);
  if (!page) return null;
  const close = () => {
    model.palette.value = null;
  };
  return (
    <dialog
      class="inbox-palette"
      ref={dialog}
      aria-label={ASKS[page] ?? "Commands"}
      onClose={close}
      onClick={(event) => event.target === dialog.current && close()}
    >
      {page === "until" ? <Until /> : page === "name" ? <NameView /> : <Commands page={page} />}
    </dialog>
  );
}
