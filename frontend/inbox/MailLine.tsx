import { CornerUpLeft } from "lucide";
import { Icon } from "../shared/Icon.tsx";
import type { ConversationForAgent } from "../shared/types.gen.ts";
import { useDesk } from "./desk.ts";
import { personOf } from "./person.ts";

/** To whom an answer goes by mail, and under which subject. */
export function MailLine({ row }: { row: ConversationForAgent }) {
  const { model } = useDesk();
  const known = personOf(model, row.contact.id).value;
  const address = known && known !== "failed" ? known.contact.identities.find((one) => one.kind === "email" && one.current)?.value : "";
  const name = row.contact.name || "Visitor";
  return (
    <p class="inbox-mail">
      <Icon of={CornerUpLeft} />
      <span class="inbox-mail__to">
        To <b dir="auto">{name}</b>
        {address && ` <${address}>`}
      </span>
      {row.subject && (
        <span class="inbox-mail__subject" dir="auto" title={row.subject}>
          Re: {row.subject}
        </span>
      )}
    </p>
  );
}
