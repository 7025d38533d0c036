import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useDesk } from "./desk.ts";
import { saveView, shownView } from "./savedViews.ts";

/** A name for the list that is shown. */
export function NameView() {
  const desk = useDesk();
  const known = shownView(desk);
  const field = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState("");
  useLayoutEffect(() => field.current?.select(), []);
  const send = async (event: Event) => {
    event.preventDefault();
    const failed = await saveView(desk, field.current?.value ?? "");
    setWrong(failed);
    if (!failed) desk.model.palette.value = null;
  };
  return (
    <form class="inbox-palette__form" onSubmit={(event) => void send(event)}>
      <label for="view-name">{known ? "New name of the view" : "Name of the view"}</label>
      <input
        id="view-name"
        ref={field}
        class="inbox-palette__field"
        maxLength={60}
        autocomplete="off"
        defaultValue={known?.name ?? ""}
        aria-invalid={!!wrong}
        aria-describedby={wrong ? "view-wrong" : undefined}
      />
      {wrong && (
        <p id="view-wrong" class="inbox-palette__wrong" role="alert">
          {wrong}
        </p>
      )}
      <button type="submit" class="button button--accent">
        {known ? "Rename" : "Save"}
      </button>
    </form>
  );
}
