import { Bot, MailOpen, ShieldAlert, ShieldCheck, ShieldQuestionMark } from "lucide";
import { useState } from "preact/hooks";
import { Icon } from "../shared/Icon.tsx";
import type { ConversationForAgent, MailIn, MessageForAgent } from "../shared/types.gen.ts";
import { InCopy } from "./InCopy.tsx";
import { mailOf } from "./mail.ts";
import { Original } from "./Original.tsx";

const WORDS = {
  proven: "Sender confirmed",
  weak: "Sender not confirmed",
  failed: "Sender disowned",
  unknown: "Sender not checked",
} satisfies Record<MailIn["trust"], string>;

const ICONS = { proven: ShieldCheck, weak: ShieldQuestionMark, failed: ShieldAlert, unknown: ShieldQuestionMark };

/** Under a message that came by mail: what is known of its sender, and the way to all of it. */
export function MailFacts({ message, row }: { message: MessageForAgent; row: ConversationForAgent }) {
  const [open, setOpen] = useState(false);
  const mail = mailOf(message);
  if (!mail || message.deleted) return null;
  return (
    <>
      <span class={`inbox-state inbox-trust inbox-trust--${mail.trust}`} title={mail.about_sender}>
        <Icon of={ICONS[mail.trust]} />
        {WORDS[mail.trust]}
      </span>
      {mail.automatic && (
        <span class="inbox-state" title="A program wrote this mail; no program answers it.">
          <Icon of={Bot} />
          Automatic
        </span>
      )}
      {mail.original && (
        <button type="button" class="inbox-state inbox-original__open" onClick={() => setOpen(true)}>
          <Icon of={MailOpen} />
          Show original
        </button>
      )}
      <InCopy row={row} mail={mail} />
      {open && <Original mail={mail} onClose={() => setOpen(false)} />}
    </>
  );
}
