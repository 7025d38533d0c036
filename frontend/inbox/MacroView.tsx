import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { MacroPreview } from "../shared/types.gen.ts";
import { useDesk } from "./desk.ts";

const PARTS: Record<MacroPreview["changes"][number]["part"], string> = {
  status: "Status",
  priority: "Priority",
  assignee: "Assignee",
  team: "Team",
  type: "Type",
  tags: "Tags",
};

function Preview({ shown }: { shown: MacroPreview }) {
  const nothing = !shown.changes.length && !shown.reply && !shown.note;
  return (
    <>
      <dl class="inbox-facts">
        {shown.changes.map((one) => (
          <>
            <dt>{PARTS[one.part]}</dt>
            <dd dir="auto">
              {one.was ? <s class="inbox-macro__was">{one.was}</s> : <span class="inbox-macro__was">none</span>} → {one.becomes || "none"}
            </dd>
          </>
        ))}
      </dl>
      {shown.reply && (
        <p class="inbox-macro__said" dir="auto">
          <b>Answers at once</b>
          {shown.reply}
        </p>
      )}
      {shown.note && (
        <p class="inbox-macro__said inbox-macro__said--note" dir="auto">
          <b>Note, only your team sees this</b>
          {shown.note}
        </p>
      )}
      {nothing && !shown.refused && <p class="inbox-palette__hint">It is all so already. Nothing would change.</p>}
    </>
  );
}

/** What a macro would do, and the button that does it. */
export function MacroView() {
  const { model, macros, bulk } = useDesk();
  const macro = macros.chosen.value;
  const [rows] = useState(bulk.targets());
  const [shown, setShown] = useState<MacroPreview | "failed" | null>(null);
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const row = rows[0];
  useEffect(() => {
    if (!macro || !row) return;
    macros.preview(macro, row).then(setShown, () => setShown("failed"));
  }, [macro, row]);
  useLayoutEffect(() => button.current?.focus(), [shown]);
  if (!macro || !row) return null;
  const refused = shown && shown !== "failed" && rows.length === 1 ? shown.refused : "";
  const send = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const failed = await macros.apply(macro, rows);
    setBusy(false);
    setWrong(failed);
    if (!failed) model.palette.value = null;
  };
  return (
    <form class="inbox-palette__form inbox-macro__form" onSubmit={(event) => void send(event)}>
      <h2 class="inbox-macro__name" dir="auto">
        {macro.name}
      </h2>
      <p class="inbox-palette__hint">
        For {row.contact.name || "Visitor"}
        {rows.length > 1 && ` and ${rows.length - 1} more. Shown is the first`}
      </p>
      {shown === "failed" ? <p role="alert">It could not be looked up what would change.</p> : shown && <Preview shown={shown} />}
      {(wrong || refused) && (
        <p class="inbox-palette__wrong" role="alert">
          {wrong || refused}
        </p>
      )}
      <p class="inbox-edit__foot">
        <button type="submit" ref={button} class="button button--accent" disabled={busy || !shown || !!refused}>
          Apply
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            model.palette.value = "macros";
          }}
        >
          Choose another
        </button>
      </p>
    </form>
  );
}
