import { ShieldX } from "lucide";
import { useEffect } from "preact/hooks";
import { Icon } from "../shared/Icon.tsx";
import type { ConversationForAgent } from "../shared/types.gen.ts";
import { Back } from "./Back.tsx";
import { useDesk } from "./desk.ts";
import { usePerson } from "./person.ts";

/** In brackets: by which case, or by a hold; nothing where that is not known. */
const reason = (number: string) => (number && number !== "-" ? ` (${number.startsWith("R") ? "case " : ""}${number})` : "");

/** All that agents see of a restricted person's conversation; when that ends, the thread is read anew. */
export function Restricted({ row }: { row: ConversationForAgent }) {
  const { model, actions } = useDesk();
  const known = usePerson(row.contact.id).value;
  const number = known && known !== "failed" ? known.privacy.restricted : "";
  useEffect(
    () => () => {
      if (model.state.value.conversations[row.id]?.restricted === false) void actions.fetchThread(row.id);
    },
    [row.id],
  );
  return (
    <>
      <header class="inbox-head">
        <Back />
        <div class="inbox-head__who">
          <h2>Restricted</h2>
        </div>
      </header>
      <div class="empty" role="status">
        <Icon of={ShieldX} />
        <h2>This person is restricted</h2>
        <p>
          What they wrote is kept and otherwise left alone{reason(number)}. Nobody reads it, answers
          it or changes it until the privacy office lifts that.
        </p>
      </div>
    </>
  );
}
