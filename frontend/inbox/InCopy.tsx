import { UserPlus } from "lucide";
import { Icon } from "../shared/Icon.tsx";
import type { ConversationForAgent, MailIn } from "../shared/types.gen.ts";
import { may, useDesk } from "./desk.ts";
import { addParticipant } from "./mail.ts";

/** Who else stood in To and Cc of a mail. They take no part, unless somebody here says so. */
export function InCopy({ row, mail }: { row: ConversationForAgent; mail: MailIn }) {
  const { api, actions, model } = useDesk();
  const add = (address: string) =>
    addParticipant(api, row, address).then(
      () => actions.say(`${address} gets every answer from now on.`),
      () => actions.say("They could not be added. Try again."),
    );
  return mail.copied.map((address) => (
    <span key={address} class="inbox-state inbox-copied">
      In copy: <b dir="ltr">{address}</b>
      {may(model, "conversation.reply") && (
        <button type="button" class="inbox-copied__add" aria-label={`Add ${address} to the conversation`} title="Add to the conversation" onClick={() => void add(address)}>
          <Icon of={UserPlus} />
          Add
        </button>
      )}
    </span>
  ));
}
