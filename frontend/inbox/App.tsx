import { useComputed } from "@preact/signals";
import { Conversation } from "./Conversation.tsx";
import { useDesk } from "./desk.ts";
import { Help } from "./Help.tsx";
import { List } from "./List.tsx";
import { Palette } from "./Palette.tsx";
import { Side } from "./Side.tsx";
import { useTitle } from "./title.ts";

function Said() {
  const { model } = useDesk();
  const notice = model.notice.value;
  return (
    <div class="inbox-said" role="status" aria-live="polite">
      {notice && (
        <p class={`inbox-said__text inbox-said__text--${notice.kind}`}>
          {notice.text}
          {notice.act && (
            <button
              type="button"
              class="inbox-said__act"
              onClick={() => {
                model.notice.value = null;
                notice.act?.run();
              }}
            >
              {notice.act.label}
            </button>
          )}
        </p>
      )}
    </div>
  );
}

export function App() {
  const { model } = useDesk();
  useTitle();
  const pane = useComputed(() => (model.openId.value ? "conversation" : "list"));
  return (
    <div class="inbox" data-pane={pane.value} data-side={model.side.value ? "open" : "closed"}>
      <h1 class="hidden">Inbox</h1>
      <List />
      <Conversation />
      {model.open.value && <Side row={model.open.value} />}
      <Said />
      <Help />
      <Palette />
    </div>
  );
}
