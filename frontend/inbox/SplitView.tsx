import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useDesk } from "./desk.ts";

/** A subject for the ticket that begins with a message of another. */
export function SplitView() {
  const { model, relations } = useDesk();
  const field = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const message = model.splitAt.value;
  useLayoutEffect(() => field.current?.select(), []);
  if (!message) return null;
  const after = model.messages.value.filter((one) => one.seq >= message.seq && !one.deleted && one.author.kind !== "system").length;
  const send = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const failed = await relations.split(message.id, field.current?.value ?? "");
    setBusy(false);
    setWrong(failed);
    if (!failed) model.palette.value = null;
  };
  return (
    <form class="inbox-palette__form" onSubmit={(event) => void send(event)}>
      <label for="split-subject">Subject of the new ticket</label>
      <input id="split-subject" ref={field} class="inbox-palette__field" maxLength={250} dir="auto" autocomplete="off" defaultValue={model.open.value?.subject ?? ""} />
      <p class="inbox-palette__hint">
        {after === 1 ? "This message is" : `This message and the ${after - 1} after it are`} said again in it. Everything stays here too, and nobody is
        written to.
      </p>
      {wrong && (
        <p class="inbox-palette__wrong" role="alert">
          {wrong}
        </p>
      )}
      <button type="submit" class="button button--accent" disabled={busy}>
        Split
      </button>
    </form>
  );
}
