import { Undo2 } from "lucide";
import { Attachments } from "../shared/Attachments.tsx";
import { Icon } from "../shared/Icon.tsx";
import type { ConversationForAgent } from "../shared/types.gen.ts";
import { Words } from "../shared/Words.tsx";
import { useDesk } from "./desk.ts";
import { keyLabel, titleOf } from "./keymap.ts";
import { Person } from "./Person.tsx";

/** What was sent and can still be taken back. */
export function HeldBack({ row }: { row: ConversationForAgent }) {
  const { model, takeBack } = useDesk();
  const { me } = model.first;
  return model.held.value
    .filter((entry) => entry.conversation === row.id)
    .map((entry) => (
      <div key={entry.client_id} class={`inbox-group inbox-group--${entry.note ? "note" : "ours"} inbox-group--pending`}>
        <p class="inbox-group__by">
          <Person name={me.name} size="m" me />
          <b>{me.name}</b>
        </p>
        <article class="inbox-message">
          <div class="inbox-message__body">
            {entry.body && <Words text={entry.body} />}
            <Attachments files={entry.attachments} locale={navigator.language} />
          </div>
          <p class="inbox-message__foot inbox-held">
            <span class="inbox-held__time" aria-hidden="true" style={{ "--wait": row.channel === "mail" && !entry.note ? "10s" : "5s" }} />
            <span class="inbox-state">Goes out in a moment</span>
            <button type="button" class="button inbox-held__undo" title={titleOf("undo")} onClick={() => takeBack(entry.client_id)}>
              <Icon of={Undo2} />
              Undo
              <kbd aria-hidden="true">{keyLabel("undo")}</kbd>
            </button>
          </p>
        </article>
      </div>
    ));
}
