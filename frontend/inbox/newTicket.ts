// A ticket on somebody's behalf: who it is for, and the first word.
import type { ContactShape, ConversationForAgent } from "../shared/types.gen.ts";
import { uuid } from "../shared/ids.ts";
import type { Desk } from "./desk.ts";

export interface NewTicket {
  /** Who it is for; null: somebody new, by name and address. */
  contact: string | null;
  name: string;
  email: string;
  inbox: string;
  type: string;
  subject: string;
  body: string;
  note: boolean;
  /** The same for each try, so that a ticket is made once. */
  client: string;
}

export function blank({ model }: Desk): NewTicket {
  return { contact: model.open.value?.contact.id ?? null, name: "", email: "", inbox: model.first.inboxes[0]?.id ?? "", type: "", subject: "", body: "", note: false, client: uuid() };
}

/** Those who are known by this exact address. */
export async function knownBy({ api }: Desk, email: string): Promise<ContactShape[]> {
  return (await api.call<{ items: ContactShape[] }>("GET", `contacts?${new URLSearchParams({ email })}`)).items;
}

/** What is still missing, as a sentence; empty when it can be sent. */
export function missing(ticket: NewTicket): string {
  if (!ticket.contact && !ticket.name.trim() && !ticket.email.trim()) return "Say whom it is for: a name, or an address.";
  if (!ticket.note && !ticket.contact && !ticket.email.trim()) return "Without an address no message can reach them: give one, or write a note.";
  return ticket.body.trim() ? "" : ticket.note ? "Write what it is about." : "Write the first message.";
}

export function send({ api }: Desk, { contact, client, inbox, type, name, email, ...said }: NewTicket): Promise<ConversationForAgent> {
  const words = { subject: said.subject, body: said.body, note: said.note, inbox_id: inbox, client_id: client, ...(type && { type_id: type }) };
  if (contact) return api.call("POST", "conversations", { ...words, contact_id: contact, ticket: true });
  return api.call("POST", "tickets", { ...words, name: name.trim(), email: email.trim() });
}
