// Erasing a person from the side panel: what it would do, and doing it.
import type { ErasureLine, ErasurePlan, ErasureRunShape } from "../shared/types.gen.ts";
import type { Api } from "./api.ts";

export type EraseMode = ErasureRunShape["mode"];

const NAMES: Record<string, string> = {
  contact: "Contact",
  identity: "Addresses",
  attribute_value: "Attributes",
  conversation: "Conversations",
  message: "Messages and notes",
  attachment: "Files",
  received_mail: "Mails that came",
  outgoing_mail: "Mails that went out",
  scheduled_answer: "Scheduled answers",
  visitor_session: "Open chats",
  search_token: "Words in the search",
  subject_key: "Places of keys (empty)",
  audit_record: "Audit entries (ids)",
  rights_request: "Requests about their data",
  ledger_entry: "Ledger of rights",
  event: "Change log (ids)",
};

/** The lines that people know by name; all others as one number. */
export function named(lines: ErasureLine[]): { name: string; rows: number; why: string }[] {
  const known = lines.filter((line) => NAMES[line.table]);
  const rest = lines.filter((line) => !NAMES[line.table]).reduce((sum, line) => sum + line.rows, 0);
  const shown = known.map((line) => ({ name: NAMES[line.table]!, rows: line.rows, why: line.why }));
  return rest ? [...shown, { name: "Other records", rows: rest, why: "" }] : shown;
}

export const planOf = (api: Api, contact: string, mode: EraseMode) => api.call<ErasurePlan>("GET", `contacts/${contact}/erasure?mode=${mode}`);

export const erase = (api: Api, contact: string, mode: EraseMode) => api.call<ErasureRunShape>("POST", `contacts/${contact}/erasure`, { mode });
