import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { OtherChoice } from "../shared/types.gen.ts";
import { useDesk } from "./desk.ts";
import { FinderField, useSteps } from "./Finder.tsx";
import { MergeSure } from "./MergeSure.tsx";
import { KINDS, type LinkKind, nameOf } from "./relations.ts";
import { ago } from "./times.ts";

const REST_MS = 180;

/** What was found for what was typed; null while nothing was answered yet. */
function useChoices(id: string | undefined, typed: string) {
  const { relations } = useDesk();
  const [found, setFound] = useState<OtherChoice[] | "failed" | null>(null);
  useEffect(() => {
    if (!id) return;
    let gone = false;
    const ask = async () => {
      const items = await relations.choices(id, typed).catch(() => "failed" as const);
      if (!gone) setFound(items);
    };
    const timer = setTimeout(() => void ask(), typed ? REST_MS : 0);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [id, typed]);
  return found;
}

/** Another conversation, found by number or words: to link the open one with, or to merge it into. */
export function FindOther({ page }: { page: "link" | "merge" }) {
  const { model, relations } = useDesk();
  const row = model.open.value;
  const { typed, type, at, setAt, step } = useSteps();
  const [kind, setKind] = useState<LinkKind>("related");
  const [sure, setSure] = useState<OtherChoice | null>(null);
  const [wrong, setWrong] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), [sure]);
  const found = useChoices(row?.id, typed.trim());
  if (!row) return null;
  const merging = page === "merge";
  const fits = (one: OtherChoice) => !merging || (one.same_contact && one.number !== null);
  const items = Array.isArray(found) ? found : [];
  const finish = (said: string) => {
    setWrong(said);
    setSure(null);
    if (!said) model.palette.value = null;
  };
  const choose = (one: OtherChoice | undefined) => {
    if (!one || !fits(one)) return;
    if (merging) setSure(one);
    else void relations.link(row, kind, one).then(finish);
  };
  if (sure) return <MergeSure other={sure} onNo={() => setSure(null)} onYes={() => void relations.merge(row, sure).then(finish)} />;
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter") choose(items[at]);
    else if (!step(event, items.length)) return;
    event.preventDefault();
  };
  const why = (one: OtherChoice) => (fits(one) ? ago(one.last_message_at, model.now.value) : one.same_contact ? "No ticket" : "Other contact");
  return (
    <>
      <div class="inbox-palette__head inbox-palette__head--kind">
        {!merging && (
          <select aria-label="What the other one is" value={kind} onChange={(event) => setKind(event.currentTarget.value as LinkKind)}>
            {KINDS.map(([key, label]) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </select>
        )}
        <FinderField
          field={field}
          label={merging ? "Merge into" : "Link with"}
          hint={merging ? "Merge into: number or words" : "Number or words"}
          list="others"
          active={items[at] && `other-${at}`}
          typed={typed}
          onType={type}
          onKey={press}
        />
      </div>
      <ul class="inbox-palette__all" id="others" role="listbox" aria-label="Conversations">
        {items.map((one, index) => (
          <li
            key={one.id}
            id={`other-${index}`}
            role="option"
            aria-selected={index === at}
            aria-disabled={!fits(one)}
            class={`inbox-palette__one ${index === at ? "inbox-palette__one--at" : ""}`}
            onClick={() => choose(one)}
            onPointerMove={() => setAt(index)}
          >
            <i class={`dot dot--${one.status.category}`} />
            <span class="inbox-menu__label" dir="auto">
              {nameOf(one)}
              <span class="inbox-related__who"> {one.contact.name}</span>
            </span>
            <span class="inbox-palette__end">{why(one)}</span>
          </li>
        ))}
      </ul>
      {found === "failed" && <p class="inbox-menu__none">Could not be looked up. Check the connection and type again.</p>}
      {Array.isArray(found) && !found.length && (
        <p class="inbox-menu__none">{typed ? "Nothing matches. Try its number, or another word." : "This contact has no other conversation. Type a number or words."}</p>
      )}
      {wrong && (
        <p class="inbox-menu__none inbox-palette__wrong" role="alert">
          {wrong}
        </p>
      )}
    </>
  );
}
