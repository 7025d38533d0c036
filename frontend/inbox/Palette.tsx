import { useLayoutEffect, useRef } from "preact/hooks";
import { Choice } from "./Choice.tsx";
import type { Command } from "./command.ts";
import { offered } from "./commands.ts";
import type { DialogPage } from "./Dialogs.tsx";
import { type Desk, useDesk } from "./desk.ts";
import { FinderField, useSteps } from "./Finder.tsx";
import type { PalettePage } from "./model.ts";
import { LaterDialog } from "./LaterDialog.tsx";
import { NameView } from "./NameView.tsx";
import { LaterAt, Until } from "./Until.tsx";
import { viewCommands } from "./savedViews.ts";

const ASKS: Partial<Record<PalettePage, string>> = {
  all: "What would you like to do?",
  assign: "Assign to",
  tags: "Add or remove a tag",
  status: "Set status",
  snooze: "Snooze",
  later: "When does it go out?",
  lists: "Go to a list",
  view: "This view",
  link: "Link with another conversation",
  merge: "Merge into another conversation",
  split: "Split",
  macros: "Use a macro",
  macro: "What the macro does",
  new: "New ticket",
};

function about(desk: Desk, page: PalettePage): string {
  const rows = page === "assign" || page === "tags" || page === "snooze" || page === "until" || page === "status" ? desk.bulk.targets() : [];
  if (!rows.length) return "";
  return rows.length === 1 ? rows[0]!.contact.name || "Visitor" : `${rows.length} conversations`;
}

function Commands({ page }: { page: PalettePage }) {
  const desk = useDesk();
  const { typed, type, at, setAt, step } = useSteps();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    type("");
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
    if (event.key === "Enter") choose(found[at]);
    else if (event.key === "Backspace" && !typed && page !== "all") desk.model.palette.value = "all";
    else if (!step(event, found.length, 8)) return;
    event.preventDefault();
  };
  const subject = about(desk, page);
  return (
    <>
      <div class="inbox-palette__head">
        {subject && <p class="inbox-palette__about">{subject}</p>}
        <FinderField field={field} label={ASKS[page] ?? ""} list="commands" active={found[at] && `command-${at}`} typed={typed} onType={type} onKey={press} />
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

const LATER: ReadonlySet<string> = new Set<DialogPage>(["link", "merge", "split", "macros", "macro", "new"]);
const isLater = (page: PalettePage): page is DialogPage => LATER.has(page);

function Page({ page }: { page: PalettePage }) {
  if (page === "until") return <Until />;
  if (page === "laterAt") return <LaterAt />;
  if (page === "name") return <NameView />;
  if (isLater(page)) return <LaterDialog page={page} />;
  return <Commands page={page} />;
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
      <Page page={page} />
    </dialog>
  );
}
