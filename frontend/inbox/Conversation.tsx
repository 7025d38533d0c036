import { Composer } from "./Composer.tsx";
import { useDesk } from "./desk.ts";
import { GoesOn } from "./GoesOn.tsx";
import { Head } from "./Head.tsx";
import { keyLabel } from "./keymap.ts";
import { Restricted } from "./Restricted.tsx";
import { Thread } from "./Thread.tsx";

function Nothing() {
  return (
    <div class="empty">
      <h2>No conversation open</h2>
      <p>
        Choose one on the left, or press <kbd>{keyLabel("next")}</kbd> and <kbd>{keyLabel("open")}</kbd>. All keys:{" "}
        <kbd>{keyLabel("help")}</kbd>
      </p>
    </div>
  );
}

function Missing({ id }: { id: string }) {
  const { model, actions } = useDesk();
  const failed = model.threads.value[id]?.failed;
  if (!failed) return <div class="inbox-conversation__wait" aria-busy="true" role="status" aria-label="Loading" />;
  return (
    <div class="empty">
      <h2>This conversation cannot be shown</h2>
      <p>It may have been deleted, or the desk cannot be reached.</p>
      <button type="button" class="button" onClick={() => void actions.fetchThread(id)}>
        Try again
      </button>
    </div>
  );
}

export function Conversation() {
  const { model } = useDesk();
  const row = model.open.value;
  const id = model.openId.value;
  return (
    <section class="inbox-conversation" aria-label="Open conversation">
      {row?.restricted ? (
        <Restricted key={row.id} row={row} />
      ) : row ? (
        <>
          <Head row={row} />
          <Thread key={row.id} row={row} />
          <GoesOn row={row} />
          <Composer key={`${row.id}:composer`} row={row} />
        </>
      ) : id ? (
        <Missing id={id} />
      ) : (
        <Nothing />
      )}
    </section>
  );
}
