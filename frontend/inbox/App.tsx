import { useComputed } from "@preact/signals";
import { Conversation } from "./Conversation.tsx";
import { useDesk } from "./desk.ts";
import { Help } from "./Help.tsx";
import { List } from "./List.tsx";
import { Side } from "./Side.tsx";

function Said() {
  const { model } = useDesk();
  const notice = model.notice.value;
  return (
    <div class="inbox-said" role="status" aria-live="polite">
      {notice && <p class={`inbox-said__text inbox-said__text--${notice.kind}`}>{notice.text}</p>}
    </div>
  );
}

export function App() {
  const { model } = useDesk();
  const pane = useComputed(() => (model.openId.value ? "conversation" : "list"));
  return (
    <div class="inbox" data-pane={pane.value} data-side={model.side.value ? "open" : "closed"}>
      <h1 class="hidden">Inbox</h1>
      <List />
      <Conversation />
      {model.open.value && <Side row={model.open.value} />}
      <Said />
      <Help />
    </div>
  );
}
