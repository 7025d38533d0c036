// What is known of the mails of the open conversation: fetched anew whenever a message or its delivery changed.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ConversationForAgent, ConversationMail, MailIn, MessageForAgent, ParticipantShape } from "../shared/types.gen.ts";
import type { Api } from "./api.ts";
import { useDesk } from "./desk.ts";

const known = signal<{ id: string; mail: ConversationMail } | null>(null);

/** Addresses of originals work for an hour: they are fetched anew before that. */
const FRESH_MS = 50 * 60_000;

/** Whether subject, copies and quoting are unfolded in the composer. */
export const letterOpen = signal(false);

const QUOTES = "ictdesk:quote";
/** This device's choice: whether what is answered stands below the answer. */
export const quotes = signal(typeof localStorage !== "undefined" && localStorage.getItem(QUOTES) === "on");

export function setQuotes(on: boolean): void {
  quotes.value = on;
  if (on) localStorage.setItem(QUOTES, "on");
  else localStorage.removeItem(QUOTES);
}

const mailIn = (row: ConversationForAgent): ConversationMail | null => (known.value?.id === row.id ? known.value.mail : null);

export const participantsOf = (row: ConversationForAgent): ParticipantShape[] => mailIn(row)?.participants ?? [];

/** Who stood in copy of a mail and takes no part. */
export const othersIn = (row: ConversationForAgent): string[] => [...new Set(mailIn(row)?.came.flatMap((one) => one.copied) ?? [])];

export async function addParticipant(api: Api, row: ConversationForAgent, address: string): Promise<void> {
  known.value = { id: row.id, mail: await api.addParticipant(row.id, address) };
}

export async function removeParticipant(api: Api, row: ConversationForAgent, id: string): Promise<void> {
  await api.removeParticipant(id);
  known.value = { id: row.id, mail: await api.mail(row.id) };
}

export function useMail(row: ConversationForAgent, messages: MessageForAgent[]) {
  const { api } = useDesk();
  // What is no message counts too: somebody may have been put in copy.
  const state = `${messages.map((message) => message.delivery[0]).join("")}${row.last_seq} ${row.version - row.last_seq}`;
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
