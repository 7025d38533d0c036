import { carriesFiles, dropped } from "../shared/compose.ts";
import type { Chat } from "./chat.ts";
import { Composer } from "./Composer.tsx";
import { Header } from "./Header.tsx";
import { Log } from "./Log.tsx";
import { Settings } from "./Settings.tsx";
import { t } from "./words.ts";

export interface Shared {
  chat: Chat;
}

function Connection({ chat }: Shared) {
  if (!chat.broken) return null;
  return (
    <p class="strip" role="status">
      <span>{t.offline}</span>
      <button type="button" class="link" onClick={() => chat.reconnect()}>
        {t.reconnect}
      </button>
    </p>
  );
}

function Trouble({ chat }: Shared) {
  return (
    <div class="trouble-page" role="alert">
      <p>{chat.phase === "blocked" ? t.blocked : t.noStart}</p>
      {chat.phase === "failed" && (
        <button type="button" class="button" data-first onClick={() => void chat.start()}>
          {t.retry}
        </button>
      )}
    </div>
  );
}

function Talk({ chat }: Shared) {
  const drag = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    const over = event.type === "dragover";
    if (over !== chat.ui.over) chat.see({ over });
    if (event.type === "drop") chat.files.add(dropped(event));
  };
  return (
    <div class="talk" onDragOver={drag} onDragLeave={drag} onDrop={drag}>
      <Connection chat={chat} />
      <Log chat={chat} />
      <Composer chat={chat} />
      {chat.ui.over && <p class="drop">{t.drop}</p>}
    </div>
  );
}

export function App({ chat, onClose }: Shared & { onClose: () => void }) {
  const broken = chat.phase === "failed" || chat.phase === "blocked";
  const ready = chat.phase === "ready" || (chat.phase === "loading" && chat.config !== null);
  return (
    <>
      <Header chat={chat} onClose={onClose} />
      {broken && <Trouble chat={chat} />}
      {!broken && !ready && <div class="waiting" aria-busy="true" aria-label={t.connecting} role="status" />}
      {ready && (chat.ui.settings ? <Settings chat={chat} onEnd={onClose} /> : <Talk chat={chat} />)}
    </>
  );
}
