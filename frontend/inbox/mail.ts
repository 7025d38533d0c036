// What is known of the mails of the open conversation: fetched anew whenever a message or its delivery changed.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ConversationForAgent, ConversationMail, MailIn, MessageForAgent } from "../shared/types.gen.ts";
import { useDesk } from "./desk.ts";

const known = signal<{ id: string; mail: ConversationMail } | null>(null);

/** Addresses of originals work for an hour: they are fetched anew before that. */
const FRESH_MS = 50 * 60_000;

export function useMail(row: ConversationForAgent, messages: MessageForAgent[]) {
  const { api } = useDesk();
  const state = messages.map((message) => message.delivery[0]).join("") + row.last_seq;
  useEffect(() => {
    if (row.channel !== "mail") return undefined;
    let gone = false;
    const fetch = () =>
      void api.mail(row.id).then(
        (mail) => {
          if (!gone) known.value = { id: row.id, mail };
        },
        () => undefined,
      );
    fetch();
    const timer = setInterval(fetch, FRESH_MS);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [row.id, state]);
}

export function mailOf(message: MessageForAgent): MailIn | undefined {
  if (known.value?.id !== message.conversation_id) return undefined;
  return known.value.mail.came.find((one) => one.message === message.id);
}

export function stateOf(message: MessageForAgent): string | undefined {
  if (known.value?.id !== message.conversation_id) return undefined;
  return known.value.mail.went.find((one) => one.message === message.id)?.state;
}
