import { useLayoutEffect, useRef } from "preact/hooks";
import { grouped } from "../shared/groups.ts";
import type { ConversationForAgent } from "../shared/types.gen.ts";
import { publicPlaces } from "../shared/views.ts";
import { useDesk } from "./desk.ts";
import { HeldBack } from "./HeldBack.tsx";
import { waitingIn } from "./later.ts";
import { useMail } from "./mail.ts";
import { MessageGroup } from "./MessageGroup.tsx";
import { Pending } from "./Pending.tsx";
import { Scheduled } from "./Scheduled.tsx";
import { dayName } from "./times.ts";

/** Keeps the end in sight while it is in sight, and the place while older messages come in above. */
function useKeptPlace(first: number, length: number, onEnd: () => void) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const before = useRef({ first, height: 0 });
  useLayoutEffect(() => {
    const view = box.current;
    if (!view) return;
    if (first < before.current.first) view.scrollTop += view.scrollHeight - before.current.height;
    else if (atEnd.current) view.scrollTop = view.scrollHeight;
    before.current = { first, height: view.scrollHeight };
    if (atEnd.current) onEnd();
  }, [first, length]);
  const onScroll = () => {
    const view = box.current;
    if (!view) return;
    atEnd.current = view.scrollHeight - view.scrollTop - view.clientHeight < 60;
    if (atEnd.current) onEnd();
  };
  /** A picture that came late pushes the end out of sight. */
  const onGrown = () => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  };
  return { box, onScroll, onGrown };
}

function Older({ row, before }: { row: ConversationForAgent; before: number }) {
  const { model, actions } = useDesk();
  const thread = model.threads.value[row.id];
  if (before <= 1 && thread && !thread.failed) return null;
  return (
    <p class="inbox-thread__older">
      {thread?.loading || !thread ? (
        "Loading"
      ) : (
        <button type="button" class="link" onClick={() => void actions.fetchThread(row.id, before > 1 ? before : undefined)}>
          {thread.failed ? "Could not be loaded. Try again" : "Show older messages"}
        </button>
      )}
    </p>
  );
}

function Typing({ row }: { row: ConversationForAgent }) {
  const { model } = useDesk();
  const who = Object.values(model.typists.value[row.id] ?? {}).filter((typist) => typist.kind === "contact");
  return (
    <p class="inbox-thread__typing" role="status">
      {who.length > 0 && (
        <>
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {who[0]!.name || row.contact.name || "Visitor"} is writing
        </>
      )}
    </p>
  );
}

export function Thread({ row }: { row: ConversationForAgent }) {
  const { model, actions } = useDesk();
  const messages = model.messages.value;
  useMail(row, messages);
  const first = messages[0]?.seq ?? 0;
  const pending = model.entries.value.filter((entry) => entry.conversation === row.id);
  const { box, onScroll, onGrown } = useKeptPlace(first, messages.length + pending.length + model.held.value.length + waitingIn(row).length, () => actions.saw());
  const places = publicPlaces(messages, row);
  const author = (message: (typeof messages)[number]) => `${message.kind}:${message.author.kind}:${message.author.id}`;
  return (
    <div
      class="inbox-thread"
      ref={box}
      onScroll={onScroll}
      onLoadCapture={onGrown}
      role="log"
      aria-label="Messages"
      tabIndex={0}
    >
      <div class="inbox-thread__all">
        <Older row={row} before={first || 1} />
        {grouped(messages, author).map((day) => (
          <section key={day.day} class="inbox-day" aria-label={dayName(day.day, model.now.value)}>
            <h3 class="inbox-day__name">{dayName(day.day, model.now.value)}</h3>
            {day.groups.map((group) => (
              <MessageGroup key={group.key} messages={group.messages} row={row} places={places} />
            ))}
          </section>
        ))}
        <Pending row={row} entries={pending} />
        <HeldBack row={row} />
        <Scheduled row={row} />
        <Typing row={row} />
      </div>
    </div>
  );
}
