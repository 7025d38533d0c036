import { useLayoutEffect, useRef } from "preact/hooks";
import type { OtherChoice } from "../shared/types.gen.ts";
import { useDesk } from "./desk.ts";
import { nameOf } from "./relations.ts";

/** What a merge does, before it is done. */
export function MergeSure({ other, onNo, onYes }: { other: OtherChoice; onNo: () => void; onYes: () => void }) {
  const { model } = useDesk();
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus(), []);
  const row = model.open.value;
  const name = row?.ticket ? `#${row.ticket.number}` : "This conversation";
  return (
    <div class="inbox-palette__form">
      <p>
        <b>Merge into {nameOf(other)}?</b>
      </p>
      <p class="inbox-palette__hint">
        {name} is solved, keeps its messages and leads to the other one. {row?.contact.name || "Its contact"} is told once. Answers to it arrive
        there. For one day this can be taken back.
      </p>
      <p class="inbox-edit__foot">
        <button type="button" ref={button} class="button button--accent" onClick={onYes}>
          Merge
        </button>
        <button type="button" class="button" onClick={onNo}>
          Choose another
        </button>
      </p>
    </div>
  );
}
