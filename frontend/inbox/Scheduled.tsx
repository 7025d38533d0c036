import { AlarmClock, CircleAlert, Pencil } from "lucide";
import { Attachments } from "../shared/Attachments.tsx";
import { Icon } from "../shared/Icon.tsx";
import type { ConversationForAgent, ScheduledShape } from "../shared/types.gen.ts";
import { Words } from "../shared/Words.tsx";
import { useDesk } from "./desk.ts";
import { askTime, callOff, useScheduled, waitingIn } from "./later.ts";
import { Person } from "./Person.tsx";
import { inZone } from "./snooze.ts";

function Foot({ row, answer }: { row: ConversationForAgent; answer: ScheduledShape }) {
  const desk = useDesk();
  const { me, workspace } = desk.model.first;
  return (
    <p class="inbox-message__foot inbox-later">
      <span class="inbox-state">
        <Icon of={AlarmClock} />
        Goes out on {inZone(answer.due_at, workspace.time_zone)}
      </span>
      {answer.overtaken && (
        <span class="inbox-state inbox-later__told">
          <Icon of={CircleAlert} />
          They have written since
        </span>
      )}
      <span class="inbox-later__acts">
        <button type="button" class="button" onClick={() => askTime(desk, answer.id)}>
          Change time
        </button>
        {answer.author.id === me.id && (
          <button type="button" class="button" onClick={() => void callOff(desk, row, answer, true)}>
            <Icon of={Pencil} />
            Edit
          </button>
        )}
        <button type="button" class="button" onClick={() => void callOff(desk, row, answer, false)}>
          Call off
        </button>
      </span>
    </p>
  );
}

/** What is written and waits for its time. */
export function Scheduled({ row }: { row: ConversationForAgent }) {
  const { model } = useDesk();
  useScheduled(row);
  return waitingIn(row).map((answer) => (
    <div key={answer.id} class="inbox-group inbox-group--ours inbox-group--pending">
      <p class="inbox-group__by">
        <Person name={answer.author.name} size="m" me={answer.author.id === model.first.me.id} />
        <b dir="auto">{answer.author.name || "Agent"}</b>
      </p>
      <article class="inbox-message">
        <div class="inbox-message__body">
          {answer.body && <Words text={answer.body} />}
          <Attachments files={answer.attachments} locale={navigator.language} />
        </div>
        <Foot row={row} answer={answer} />
      </article>
    </div>
  ));
}
