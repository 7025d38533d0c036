import { ArrowLeft, Settings2 as Gear, X } from "lucide";
import { Icon } from "../shared/Icon.tsx";
import type { Chat } from "./chat.ts";
import { fill, moment, t } from "./words.ts";

interface Props {
  chat: Chat;
  onClose: () => void;
}

function Presence({ chat }: { chat: Chat }) {
  const { config } = chat;
  if (!config) return null;
  const here = config.open_now;
  const opens = config.opens_at ? `. ${fill(t.opens, { when: moment(config.opens_at) })}` : "";
  return (
    <p class={`presence ${here && chat.online ? "presence--here" : ""}`}>{here ? t.online : `${t.away}${opens}`}</p>
  );
}

export function Header({ chat, onClose }: Props) {
  const { settings } = chat.ui;
  return (
    <header class="head">
      {settings && (
        <button type="button" class="head__button" aria-label={t.back} onClick={() => chat.see({ settings: false })}>
          <Icon of={ArrowLeft} class="turns" />
        </button>
      )}
      <div class="head__who">
        <h2>{settings ? t.settings : (chat.config?.workspace ?? t.title)}</h2>
        {!settings && <Presence chat={chat} />}
      </div>
      {!settings && chat.phase === "ready" && (
        <button type="button" class="head__button" aria-label={t.settings} onClick={() => chat.introduceAgain()}>
          <Icon of={Gear} />
        </button>
      )}
      <button type="button" class="head__button" aria-label={t.close} onClick={onClose}>
        <Icon of={X} />
      </button>
    </header>
  );
}
