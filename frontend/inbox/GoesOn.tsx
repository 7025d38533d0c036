import { GitMerge } from "lucide";
import { Icon } from "../shared/Icon.tsx";
import type { ConversationForAgent } from "../shared/types.gen.ts";
import { useDesk } from "./desk.ts";
import { nameOf } from "./relations.ts";

/** Above the composer of one that was merged: where it goes on. */
export function GoesOn({ row }: { row: ConversationForAgent }) {
  const { relations, actions } = useDesk();
  const known = relations.of(row.id).value;
  const into = known && known !== "failed" ? known.relations.merged_into : null;
  if (!into) return null;
  return (
    <p class="inbox-goes-on">
      <Icon of={GitMerge} />
      <span>This was merged. It goes on in</span>
      <button type="button" class="link" dir="auto" onClick={() => actions.open(into.other.id)}>
        {nameOf(into.other)}
      </button>
    </p>
  );
}
